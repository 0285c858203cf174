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
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A site of hostile pages. The filter in front of it can be taken away, so that each test first sees its page reach the third party. */
final class GuardedSite implements AutoCloseable {
    private final Server server;
    private final Gate gate;

    private GuardedSite(Server server, Gate gate) {
        this.server = server;
        this.gate = gate;
    }

    /**
     * Starts it.
     *
     * @param third address of the third party, without trailing slash
     * @param data folder for the configuration and the receipts
     */
    static GuardedSite start(String third, Path data) throws Exception {
        Path config = data.resolve("consent.json");
        Files.writeString(config, configuration(third, data));
        Server server = new Server(0);
        ServletContextHandler context = new ServletContextHandler("/");
        Gate gate = new Gate();
        FilterHolder holder = new FilterHolder(gate);
        holder.setAsyncSupported(true);
        holder.setInitParameter("config", config.toUri().toString());
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new HostilePages(third)), "/*");
        server.setHandler(context);
        server.start();
        return new GuardedSite(server, gate);
    }

    String address() {
        return "http://localhost:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** Puts the filter in front of the site, or takes it away. */
    void guarded(boolean guarded) {
        gate.closed = guarded;
    }

    private static String configuration(String third, Path data) {
        String host = third.substring(third.indexOf("//") + 2);
        return """
                {
                  "site": { "id": "held", "name": "Held", "languages": ["en", "de"] },
                  "controller": { "name": "Muster Technik AG", "street": "Beispielstrasse 1", "postalCode": "9000",
                                  "city": "St. Gallen", "country": "CH", "email": "datenschutz@muster-technik.example" },
                  "purposes": ["statistics"],
                  "services": [{
                    "id": "third", "name": "Third party", "purpose": "statistics", "role": "processor",
                    "provider": { "name": "Statistik GmbH", "address": "Beispielweg 2, 80331 München", "country": "DE",
                                  "privacyUrl": "https://stat.example/privacy" },
                    "hosts": ["%s"],
                    "storage": [{ "name": "_st_id", "lifetime": "P13M", "purpose": { "de": "Zählt.", "en": "Counts." } }],
                    "data": ["usage"], "retention": { "period": "P12M" }, "storageCountries": ["DE"]
                  }],
                  "receipts": { "dataDirectory": "%s" }
                }
                """.formatted(host, data.toString().replace("\\", "/"));
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
