package io.consentfilter.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.Echo;
import io.consentfilter.contract.RawHttp;
import io.consentfilter.contract.ServletContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.Test;

/** The contract on Jetty. */
final class Jetty121Ee11ContractIT extends ServletContract {
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
        JakartaWebSocketServletContainerInitializer.configure(
                webapp, (context, container) -> container.addEndpoint(EchoSocket.class));
        return webapp;
    }

    @Test
    void socketIsUntouched() throws Exception {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();

        assertThat(Echo.of(port, ContractApp.GUARDED + "/socket", "<script>")).isEqualTo("<script>");
    }

    @Test
    void compressionOfTheContainerStaysOutside() throws Exception {
        Server packing = new Server(0);
        CompressionHandler handler = new CompressionHandler();
        GzipCompression gzip = new GzipCompression();
        gzip.setMinCompressSize(1);
        handler.putCompression(gzip);
        handler.putConfiguration("/*", CompressionConfig.builder().defaults().build());
        ContractApp another =
                ContractApp.write(Files.createTempDirectory(app().data().getParent(), "packing"));
        handler.setHandler(webapp(ContractApp.GUARDED, another.guarded()));
        packing.setHandler(handler);
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
