package io.consentfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.RawHttp;
import io.consentfilter.contract.RawHttp.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.ServiceLoader;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filter that an initializer put in front, as Spring Boot does with its security filters, which write their own login page. */
final class ConsentFilterPlaceTest {
    private static final String LOGIN =
            "<html><head></head><body><script src=\"https://tracker.example/t.js\"></script></body></html>";

    @Test
    void pageOfAFilterThatAnInitializerPutInFrontIsGuarded(@TempDir Path root) throws Exception {
        ContractApp app = ContractApp.write(root);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        WebAppContext context = new WebAppContext(app.guarded().toUri().toString(), ContractApp.GUARDED);
        context.addServletContainerInitializer(new ConsentFilterPlace());
        context.addServletContainerInitializer(inFront());
        context.setParentLoaderPriority(true);
        server.setHandler(context);
        server.start();
        try {
            Answer answer = new RawHttp(connector.getLocalPort()).get(ContractApp.GUARDED + "/c/login");

            assertThat(answer.text()).contains("data-choice-src=\"https://tracker.example/t.js\"");
            assertThat(answer.all("Content-Security-Policy")).hasSize(2).contains("img-src 'self'");
            assertThat(answer.text().split("id=\"choice-panel\"", -1))
                    .as("banners")
                    .hasSize(2);
        } finally {
            server.stop();
        }
    }

    @Test
    void containersFindIt() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class).stream()
                        .map(ServiceLoader.Provider::type))
                .contains(ConsentFilterPlace.class);
        assertThat(getClass().getResource("/META-INF/web-fragment.xml")).isNotNull();
    }

    @Test
    void coversWhatTheDeclaredFilterCovers() {
        assertThat(ConsentFilterPlace.covers("/*", "/any/thing")).isTrue();
        assertThat(ConsentFilterPlace.covers("/shop/*", "/shop")).isTrue();
        assertThat(ConsentFilterPlace.covers("/shop/*", "/shop/a")).isTrue();
        assertThat(ConsentFilterPlace.covers("/shop/*", "/shopping")).isFalse();
        assertThat(ConsentFilterPlace.covers("*.html", "/a/b.html")).isTrue();
        assertThat(ConsentFilterPlace.covers("*.html", "/a/b.htm")).isFalse();
        assertThat(ConsentFilterPlace.covers("/one", "/one")).isTrue();
        assertThat(ConsentFilterPlace.covers("/one", "/one/two")).isFalse();
    }

    private static ServletContainerInitializer inFront() {
        return (classes, servletContext) -> servletContext
                .addFilter("login", (Filter) (request, response, chain) -> login(response))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/c/login");
    }

    private static void login(ServletResponse response) throws java.io.IOException {
        HttpServletResponse http = (HttpServletResponse) response;
        http.setContentType("text/html;charset=UTF-8");
        if (!http.containsHeader("Content-Security-Policy")) {
            http.setHeader("Content-Security-Policy", "img-src 'self'");
        }
        http.getWriter().write(LOGIN);
    }
}
