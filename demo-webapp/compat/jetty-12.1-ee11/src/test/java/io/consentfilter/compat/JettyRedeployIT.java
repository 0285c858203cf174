package io.consentfilter.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.DropInApp;
import io.consentfilter.contract.RawHttp;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in jar comes and goes again and again in a container that stays. */
final class JettyRedeployIT {
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path directory;

    @Test
    void redeploysLeaveNoClassLoader() throws Exception {
        Path webapp = DropInApp.write(directory);
        Server server = new Server(0);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        server.setHandler(contexts);
        server.start();
        RawHttp http = new RawHttp(((ServerConnector) server.getConnectors()[0]).getLocalPort());
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < DropInApp.REDEPLOYS; i++) {
            loaders.add(comeAndGo(contexts, webapp, http));
        }

        assertThat(DropInApp.held(loaders))
                .as("class loaders still held")
                .isLessThanOrEqualTo(DropInApp.HELD_BY_THE_JDK);
        server.stop();
    }

    private static WeakReference<ClassLoader> comeAndGo(ContextHandlerCollection contexts, Path webapp, RawHttp http)
            throws Exception {
        WebAppContext context = new WebAppContext(webapp.toString(), ContractApp.GUARDED);
        context.setThrowUnavailableOnStartupException(true);
        contexts.addHandler(context);
        context.start();
        WeakReference<ClassLoader> loader = new WeakReference<>(context.getClassLoader());
        assertThat(http.get(ContractApp.GUARDED + "/page.html").text()).contains("id=\"choice-panel\"");
        context.stop();
        contexts.removeHandler(context);
        context.destroy();
        return loader;
    }
}
