package io.consentfilter.compat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.RawHttp;
import io.consentfilter.contract.ServletContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.junit.jupiter.api.Test;

/** The contract on Jetty. */
final class Jetty120Ee10ContractIT extends ServletContract {
    private final Server server = new Server();

    @Override
    protected int start(ContractApp app) throws Exception {
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        contexts.addHandler(webapp(ContractApp.GUARDED, app.guarded()));
        contexts.addHandler(webapp(ContractApp.BARE, app.bare()));
        server.setHandler(contexts);
        server.start();
        return connector.getLocalPort();
    }

    private static WebAppContext webapp(String contextPath, Path directory) {
        WebAppContext webapp = new WebAppContext(directory.toString(), contextPath);
        webapp.setParentLoaderPriority(true);
        webapp.setThrowUnavailableOnStartupException(true);
        return webapp;
    }

    @Test
    void compressionOfTheContainerStaysOutside() throws Exception {
        Server packing = new Server(0);
        GzipHandler gzip = new GzipHandler();
        gzip.setMinGzipSize(1);
        ContractApp another =
                ContractApp.write(Files.createTempDirectory(app().data().getParent(), "packing"));
        gzip.setHandler(webapp(ContractApp.GUARDED, another.guarded()));
        packing.setHandler(gzip);
        packing.start();
        try {
            packsWhatIsGuarded(new RawHttp(((ServerConnector) packing.getConnectors()[0]).getLocalPort()));
        } finally {
            packing.stop();
        }
    }

    @Override
    protected void stop() throws Exception {
        server.stop();
    }
}
