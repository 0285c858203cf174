package io.consentfilter.page;

import com.sun.management.ThreadMXBean;
import io.consentfilter.ConsentFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * What the filter adds to a request at HTTP level, on embedded Jetty over loopback: processor time and allocation of the
 * server's threads alone, the same page with and without the filter in turn. The command stands in {@code docs/performance.md}.
 */
public final class HttpCostBench {
    private static final int ROUNDS = 9;
    private static final int REQUESTS = 1500;
    private static final int WARM_UP_REQUESTS = 6000;
    private static final String CONFIG = """
            { "site": { "id": "cost", "name": "Muster Technik AG", "languages": ["en", "de"] },
              "controller": { "name": "Muster Technik AG", "street": "Beispielstrasse 1", "postalCode": "9000", "city": "St. Gallen",
                              "country": "CH", "email": "datenschutz@muster-technik.example" },
              "purposes": ["statistics", "media"],
              "services": [{ "use": "matomo", "hosts": ["stats.muster-technik.example"] }, { "use": "youtube" }],
              "filter": { "exclude": ["/excluded/*"] },
              "receipts": { "dataDirectory": "%s" } }
            """;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int port;

    private HttpCostBench(int port) {
        this.port = port;
    }

    /** Processor nanoseconds and bytes a request cost the server. */
    private record Cost(long nanos, long bytes) {
        Cost minus(Cost other) {
            return new Cost(nanos - other.nanos, bytes - other.bytes);
        }

        Cost over(int requests) {
            return new Cost(nanos / requests, bytes / requests);
        }
    }

    /** Needs {@code -Dcorpus}. */
    public static void main(String[] arguments) throws Exception {
        byte[] page = Files.readAllBytes(Path.of(System.getProperty("corpus", "../../shared/corpus"), "rd-heise.html"));
        Path data = Files.createTempDirectory("cost");
        Path config = data.resolve("consent.json");
        Files.writeString(config, CONFIG.formatted(data.toString().replace("\\", "/")));
        Server server = new Server(0);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        contexts.addHandler(context("/bare", page, null));
        contexts.addHandler(context("/guarded", page, config));
        server.setHandler(contexts);
        server.start();
        try {
            HttpCostBench bench = new HttpCostBench(((ServerConnector) server.getConnectors()[0]).getLocalPort());
            for (String path : new String[] {"/stream", "/writer", "/data", "/excluded/data"}) {
                bench.compare(path);
            }
        } finally {
            server.stop();
        }
    }

    private static ServletContextHandler context(
            String path, byte[] page, @org.jspecify.annotations.Nullable Path config) {
        ServletContextHandler context = new ServletContextHandler(path);
        if (config != null) {
            FilterHolder filter = new FilterHolder(new ConsentFilter());
            filter.setAsyncSupported(true);
            filter.setInitParameter("config", config.toUri().toString());
            context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        }
        context.addServlet(new ServletHolder(new PageServlet(page)), "/*");
        return context;
    }

    private void compare(String path) throws IOException {
        measure("/bare" + path, WARM_UP_REQUESTS);
        measure("/guarded" + path, WARM_UP_REQUESTS);
        long[] nanos = new long[ROUNDS];
        long[] bytes = new long[ROUNDS];
        long[] bareNanos = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Cost bare = measure("/bare" + path, REQUESTS);
            Cost added = measure("/guarded" + path, REQUESTS).minus(bare);
            bareNanos[round] = bare.nanos();
            nanos[round] = added.nanos();
            bytes[round] = added.bytes();
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s without %6.1f us CPU, added %6.1f us CPU (%.1f to %.1f), added %7.1f KB allocated%n",
                path,
                median(bareNanos) / 1000.0,
                median(nanos) / 1000.0,
                nanos[0] / 1000.0,
                nanos[ROUNDS - 1] / 1000.0,
                median(bytes) / 1024.0);
    }

    private static double median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private Cost measure(String path, int requests) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] sink = new byte[65_536];
        Cost before = spent();
        for (int i = 0; i < requests; i++) {
            try (Socket socket = new Socket("localhost", port)) {
                socket.getOutputStream().write(request);
                InputStream answer = socket.getInputStream();
                while (answer.read(sink) >= 0) {
                    // Read to the end: the server closes.
                }
            }
        }
        return spent().minus(before).over(requests);
    }

    /** What the server's threads have spent so far. */
    private Cost spent() {
        long nanos = 0;
        long bytes = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("qtp")) {
                nanos += threads.getThreadCpuTime(info.getThreadId());
                bytes += threads.getThreadAllocatedBytes(info.getThreadId());
            }
        }
        return new Cost(nanos, bytes);
    }

    private static final class PageServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final byte[] page;
        private final String text;

        PageServlet(byte[] page) {
            this.page = page;
            this.text = new String(page, StandardCharsets.UTF_8);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getPathInfo().endsWith("data")) {
                response.setContentType("application/json");
                response.getOutputStream().write(page, 0, 1024);
                return;
            }
            response.setContentType("text/html;charset=utf-8");
            if (request.getPathInfo().equals("/writer")) {
                response.getWriter().write(text);
            } else {
                response.getOutputStream().write(page);
            }
        }
    }
}
