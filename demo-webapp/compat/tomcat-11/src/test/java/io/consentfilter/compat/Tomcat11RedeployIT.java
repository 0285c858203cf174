package io.consentfilter.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.DropInApp;
import io.consentfilter.contract.RawHttp;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in jar comes and goes again and again in a container that stays. */
final class Tomcat11RedeployIT {
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path directory;

    @Test
    void redeploysLeaveNoClassLoader() throws Exception {
        Path webapp = DropInApp.write(directory);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.resolve("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        tomcat.start();
        RawHttp http = new RawHttp(tomcat.getConnector().getLocalPort());
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < DropInApp.REDEPLOYS; i++) {
            loaders.add(comeAndGo(tomcat, webapp, http));
        }

        assertThat(DropInApp.held(loaders))
                .as("class loaders still held")
                .isLessThanOrEqualTo(DropInApp.HELD_BY_THE_JDK);
        tomcat.stop();
        tomcat.destroy();
    }

    private static WeakReference<ClassLoader> comeAndGo(Tomcat tomcat, Path webapp, RawHttp http) throws Exception {
        Context context = tomcat.addWebapp(ContractApp.GUARDED, webapp.toString());
        WeakReference<ClassLoader> loader =
                new WeakReference<>(context.getLoader().getClassLoader());
        assertThat(http.get(ContractApp.GUARDED + "/page.html").text()).contains("id=\"choice-panel\"");
        context.stop();
        tomcat.getHost().removeChild(context);
        return loader;
    }
}
