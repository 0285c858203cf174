package io.consentfilter.page;

import io.consentfilter.contract.Cases;
import io.consentfilter.contract.ContractApp;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * What the filter costs a request: processor time and allocation of the server's threads, with and without the filter, in turns, in one
 * run, over a loopback connection. From {@code filter}, with the test class path: {@code java io.consentfilter.page.HttpCost}.
 */
public final class HttpCost {
    private static final int WARM_UP = 6_000;
    private static final int REQUESTS = 2_000;
    private static final int TURNS = 7;
    private static final byte[] PAGE = page(62_000);

    private HttpCost() {}

    /** Cost of one request: microseconds of processor time and bytes allocated, medians of the turns. */
    private record Cost(double micros, double bytes) {}

    public static void main(String[] arguments) throws Exception {
        Cases.ALL.put("cost-page-stream", (request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().write(PAGE);
        });
        String text = new String(PAGE, StandardCharsets.US_ASCII);
        Cases.ALL.put("cost-page-writer", (request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            for (int at = 0; at < text.length(); at += 512) {
                response.getWriter().write(text, at, Math.min(512, text.length() - at));
            }
        });
        Server server = new Server();
        try {
            int port = start(server);
            System.out.printf(Locale.ROOT, "%-42s %10s %12s%n", "per request", "CPU us", "allocated B");
            for (String path :
                    List.of("/c/cost-page-stream", "/c/cost-page-writer", "/c/json-stream", "/excluded/json-stream")) {
                compare(port, path);
            }
        } finally {
            server.stop();
        }
    }

    private static int start(Server server) throws Exception {
        ContractApp app = ContractApp.write(Files.createTempDirectory("http-cost"));
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
        return webapp;
    }

    private static void compare(int port, String path) throws IOException {
        try (Connection bare = new Connection(port, ContractApp.BARE + path);
                Connection guarded = new Connection(port, ContractApp.GUARDED + path)) {
            bare.ask(WARM_UP);
            guarded.ask(WARM_UP);
            List<Cost> without = new ArrayList<>();
            List<Cost> with = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                without.add(measure(bare));
                with.add(measure(guarded));
            }
            print(path + " without", median(without));
            print(path + " with", median(with));
        }
    }

    private static Cost measure(Connection connection) throws IOException {
        long nanos = serverNanos();
        long bytes = serverBytes();
        connection.ask(REQUESTS);
        return new Cost((serverNanos() - nanos) / 1000.0 / REQUESTS, (double) (serverBytes() - bytes) / REQUESTS);
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().mapToDouble(Cost::micros).sorted().toArray()[TURNS / 2],
                costs.stream().mapToDouble(Cost::bytes).sorted().toArray()[TURNS / 2]);
    }

    private static void print(String what, Cost cost) {
        System.out.printf(Locale.ROOT, "%-42s %10.1f %12.0f%n", what, cost.micros(), cost.bytes());
    }

    private static com.sun.management.ThreadMXBean threads() {
        return (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    }

    private static long[] serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("qtp"))
                .mapToLong(Thread::getId)
                .toArray();
    }

    private static long serverNanos() {
        long sum = 0;
        for (long id : serverThreads()) {
            sum += Math.max(0, threads().getThreadCpuTime(id));
        }
        return sum;
    }

    private static long serverBytes() {
        long sum = 0;
        for (long id : serverThreads()) {
            sum += Math.max(0, threads().getThreadAllocatedBytes(id));
        }
        return sum;
    }

    /** Paragraphs, links and pictures of the site itself, and one element that is withheld. */
    private static byte[] page(int length) {
        StringBuilder page = new StringBuilder(
                "<!DOCTYPE html><html lang=\"en\"><head><title>T</title><script src=\"https://tracker.example/t.js\"></script></head><body>");
        for (int i = 0; page.length() < length; i++) {
            page.append("<p class=\"text\">Paragraph <a href=\"/page/")
                    .append(i)
                    .append("\">")
                    .append(i)
                    .append(
                            "</a> of a page that is long enough to be like others. <img alt=\"\" src=\"/picture.png\"></p>\n");
        }
        return page.append("</body></html>").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** One connection that stays open, one request after the other. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final byte[] request;
        private final byte[] buffer = new byte[256 * 1024];

        Connection(int port, String path) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            request = ("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                            + "\r\nAccept: text/html\r\nCookie: a=1; b=2\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        void ask(int times) throws IOException {
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(request);
                answer();
            }
        }

        /** Reads one answer: by its length, or up to the last chunk. */
        private void answer() throws IOException {
            InputStream in = socket.getInputStream();
            int filled = 0;
            int head = -1;
            int total = -1;
            while (total < 0 ? !endsWithLastChunk(filled, head) : filled < total) {
                int count = in.read(buffer, filled, buffer.length - filled);
                if (count < 0) {
                    throw new IOException("the connection was closed");
                }
                filled += count;
                if (head < 0) {
                    String text = new String(buffer, 0, Math.min(filled, 4096), StandardCharsets.ISO_8859_1);
                    head = text.indexOf("\r\n\r\n");
                    int length = text.toLowerCase(Locale.ROOT).indexOf("content-length: ");
                    if (head >= 0 && length >= 0 && length < head) {
                        int end = text.indexOf("\r\n", length);
                        total = head
                                + 4
                                + Integer.parseInt(
                                        text.substring(length + 16, end).strip());
                    }
                }
            }
        }

        private boolean endsWithLastChunk(int filled, int head) {
            return head >= 0
                    && filled >= 5
                    && new String(buffer, filled - 5, 5, StandardCharsets.ISO_8859_1).equals("0\r\n\r\n");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
