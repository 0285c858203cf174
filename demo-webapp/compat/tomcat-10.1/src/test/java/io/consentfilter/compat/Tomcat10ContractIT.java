package io.consentfilter.compat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.SentFiles;
import io.consentfilter.contract.TomcatContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** The contract on Tomcat 10.1, with JSP; here a FORWARD leaves wrapped responses open unless it is told otherwise. */
final class Tomcat10ContractIT extends TomcatContract {
    private final Tomcat tomcat = new Tomcat();

    @Override
    protected int start(ContractApp app) throws Exception {
        prepare(tomcat, app);
        webapp(tomcat, ContractApp.GUARDED, app.guarded());
        webapp(tomcat, ContractApp.BARE, app.bare());
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private static void prepare(Tomcat server, ContractApp app) throws Exception {
        Path base = Files.createDirectories(app.data().resolveSibling("tomcat"));
        server.setBaseDir(base.toString());
        server.setPort(0);
        server.getConnector();
    }

    private static Context webapp(Tomcat server, String contextPath, Path directory) {
        Context context = server.addWebapp(contextPath, directory.toString());
        context.setParentClassLoader(Tomcat10ContractIT.class.getClassLoader());
        context.addApplicationListener(SentFiles.class.getName());
        return context;
    }

    @Override
    protected Running startSuspending(ContractApp app, boolean suspending) throws Exception {
        Tomcat other = new Tomcat();
        prepare(other, app);
        webapp(other, ContractApp.GUARDED, app.guarded()).setSuspendWrappedResponseAfterForward(suspending);
        other.start();
        return new Running(other.getConnector().getLocalPort(), () -> {
            other.stop();
            other.destroy();
            return null;
        });
    }

    @Override
    protected Set<String> headersThatStay() {
        return Set.of("content-security-policy", "vary", "cache-control");
    }

    @Override
    protected void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
