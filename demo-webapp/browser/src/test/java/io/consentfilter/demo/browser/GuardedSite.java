package io.consentfilter.demo.browser;

import io.consentfilter.ConsentFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A site of hostile pages. The filter in front of it can be taken away, so that each test first sees its page reach the third party. */
final class GuardedSite implements AutoCloseable {
    private final Server server;
    private final Gate gate;
    private final HostilePages pages;

    private GuardedSite(Server server, Gate gate, HostilePages pages) {
        this.server = server;
        this.gate = gate;
        this.pages = pages;
    }

    /**
     * Starts it, under a configured origin; its other host is its own and no origin.
     *
     * @param third address of the third party, without trailing slash
     * @param data folder for the configuration and the receipts
     */
    static GuardedSite start(String third, Path data) throws Exception {
        return start(third, data, "");
    }

    /**
     * The same behind a proxy.
     *
     * @param origin what visitors see as its address, or empty
     */
    static GuardedSite start(String third, Path data, String origin) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        connector.open();
        Path config = data.resolve("consent.json");
        String another = "assets.localhost:" + connector.getLocalPort();
        String seen = origin.isEmpty() ? "http://localhost:" + connector.getLocalPort() : origin;
        Files.writeString(
                config,
                configuration(third, data)
                        .replace("@site@", "\"ownHosts\": [\"" + another + "\"], \"origins\": [\"" + seen + "\"]"));
        ServletContextHandler context = new ServletContextHandler("/");
        Gate gate = new Gate();
        FilterHolder holder = new FilterHolder(gate);
        holder.setAsyncSupported(true);
        holder.setInitParameter("config", config.toUri().toString());
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        HostilePages pages = new HostilePages(third);
        context.addServlet(new ServletHolder(pages), "/*");
        server.setHandler(context);
        server.start();
        return new GuardedSite(server, gate, pages);
    }

    String address() {
        return "http://localhost:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Its address under another own host. */
    String anotherAddress() {
        return address().replace("localhost", "assets.localhost");
    }

    /** Puts the filter in front of the site, or takes it away. */
    void guarded(boolean guarded) {
        gate.closed = guarded;
    }

    /** How often something was posted to its pages. */
    int posts() {
        return pages.posts();
    }

    /** What was sent to {@code /beacon}, as the queries said. */
    List<String> beacons() {
        return pages.beacons();
    }

    /** How often one of its pages was asked for. */
    long served(String path) {
        return pages.served(path);
    }

    private static String configuration(String third, Path data) {
        String host = third.substring(third.indexOf("//") + 2);
        return """
                {
                  "site": { "id": "held", "name": "Held", "languages": ["en", "de"], @site@ },
                  "controller": { "name": "Muster Technik AG", "street": "Beispielstrasse 1", "postalCode": "9000",
                                  "city": "St. Gallen", "country": "CH", "email": "datenschutz@muster-technik.example" },
                  "purposes": ["statistics"],
                  "services": [{
                    "id": "third", "name": "Third party", "purpose": "statistics", "role": "processor",
                    "provider": { "name": "Statistik GmbH", "address": "Beispielweg 2, 80331 München", "country": "DE",
                                  "privacyUrl": "https://stat.example/privacy" },
                    "hosts": ["%s", "*.%s"], "paths": ["/proxied/declared/*"],
                    "storage": [{ "name": "_st_id", "lifetime": "P13M", "purpose": { "de": "Zählt.", "en": "Counts." } },
                                { "name": "_st_visits", "type": "local-storage", "lifetime": "P13M", "purpose": { "de": "Zählt.", "en": "Counts." } }],
                    "data": ["usage"], "retention": { "period": "P12M" }, "storageCountries": ["DE"]
                  }],
                  "receipts": { "dataDirectory": "%s" }
                }
                """.formatted(host, host, data.toString().replace("\\", "/"));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class Gate implements Filter {
        private final ConsentFilter filter = new ConsentFilter();
        private volatile boolean closed = true;

        @Override
        public void init(FilterConfig config) throws ServletException {
            filter.init(config);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (closed) {
                filter.doFilter(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        }

        @Override
        public void destroy() {
            filter.destroy();
        }
    }
}
