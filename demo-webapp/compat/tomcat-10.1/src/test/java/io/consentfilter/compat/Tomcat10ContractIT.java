package io.consentfilter.compat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.ServletContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** The contract on Tomcat, without JSP. */
final class Tomcat10ContractIT extends ServletContract {
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

    @Override
    protected void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
