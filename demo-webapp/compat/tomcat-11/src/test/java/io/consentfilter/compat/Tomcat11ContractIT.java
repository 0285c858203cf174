package io.consentfilter.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.ServletContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** The contract on Tomcat, with JSP: every view is a FORWARD, after which Tomcat finishes the real response. */
final class Tomcat11ContractIT extends ServletContract {
    private final Tomcat tomcat = new Tomcat();

    @Override
    protected int start(ContractApp app) throws Exception {
        Path base = Files.createDirectories(app.data().resolveSibling("tomcat"));
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        webapp(ContractApp.GUARDED, app.guarded());
        webapp(ContractApp.BARE, app.bare());
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private void webapp(String contextPath, Path directory) {
        Context context = tomcat.addWebapp(contextPath, directory.toString());
        context.setParentClassLoader(getClass().getClassLoader());
    }

    @Test
    void viewOfAForwardArrivesWhole() {
        isGuardedPage(http().get(ContractApp.GUARDED + "/c/jsp-forward"));
    }

    @Test
    void viewThatIsCalledDirectlyIsGuarded() {
        isGuardedPage(http().get(ContractApp.GUARDED + "/view.jsp"));
    }

    @Test
    void viewsAskByAttributeFunctionAndTag() {
        String path = ContractApp.GUARDED + "/asks.jsp";

        assertThat(http().get(path).text().strip()).isEqualTo("el false\nfunction false");
        assertThat(http().get(path, app().choice(Set.of("visitor-statistics")))
                        .text()
                        .strip())
                .isEqualTo("el true\nfunction true\ntag");
    }

    @Override
    protected void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
