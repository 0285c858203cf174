package io.consentfilter.page;

import io.consentfilter.ConsentFilter;
import io.consentfilter.contract.ContractApp;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a webapp pays before the first page: the start of the filter with the demo's configuration, and the heap it holds. */
final class StartUpCost {
    private static final int WEBAPPS = 20;

    private StartUpCost() {}

    static void print() throws Exception {
        Path config = Path.of(System.getProperty("demo", "../demo-webapp/src/main/webapp/WEB-INF"), "consent.json");
        long cold = nanos(() -> start(config).destroy());
        for (int i = 0; i < WEBAPPS; i++) {
            start(config).destroy();
        }
        long before = heap();
        List<ConsentFilter> running = new ArrayList<>();
        long warm = nanos(() -> {
            for (int i = 0; i < WEBAPPS; i++) {
                running.add(start(config));
            }
        });
        long after = heap();
        System.out.printf(
                Locale.ROOT,
                "Start of the filter, demo's configuration: %.0f ms in a fresh JVM, %.0f ms once it is warm; heap held per webapp: %.0f KB%n",
                cold / 1e6,
                warm / 1e6 / WEBAPPS,
                (after - before) / 1e3 / WEBAPPS);
        running.forEach(ConsentFilter::destroy);
    }

    /** The very first requests of a container: the app without the filter, then with it. */
    static void firstRequest(int port) throws IOException {
        try (CostClient bare = new CostClient(port, ContractApp.BARE + "/c/cost-real-stream");
                CostClient guarded = new CostClient(port, ContractApp.GUARDED + "/c/cost-real-stream")) {
            long[] nanos = new long[4];
            for (int i = 0; i < nanos.length; i++) {
                CostClient client = i < 2 ? bare : guarded;
                long start = System.nanoTime();
                client.ask(1);
                nanos[i] = System.nanoTime() - start;
            }
            System.out.printf(
                    Locale.ROOT,
                    "first request of the JVM: %.1f ms without the filter, the next %.1f; then with it: %.1f ms, the next %.1f%n",
                    nanos[0] / 1e6,
                    nanos[1] / 1e6,
                    nanos[2] / 1e6,
                    nanos[3] / 1e6);
        }
    }

    /** Something that may fail. */
    private interface Work {
        void run() throws Exception;
    }

    private static long nanos(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static ConsentFilter start(Path config) throws Exception {
        Path data = Files.createTempDirectory("start-up-cost");
        Path place = data.resolve("place.json");
        Files.writeString(
                place, "{\"receipts\": {\"dataDirectory\": \"" + data.toString().replace("\\", "/") + "\"}}");
        ConsentFilter filter = new ConsentFilter();
        filter.init(settings("/" + data.getFileName(), "file:" + config.toAbsolutePath() + ",file:" + place));
        return filter;
    }

    /** As much of a container as a start needs. */
    private static FilterConfig settings(String contextPath, String config) {
        ServletContext context = proxy(ServletContext.class, name -> switch (name) {
            case "getContextPath" -> contextPath;
            case "getClassLoader" -> StartUpCost.class.getClassLoader();
            default -> null;
        });
        return proxy(FilterConfig.class, name -> switch (name) {
            case "getServletContext" -> context;
            case "getInitParameter" -> config;
            default -> null;
        });
    }

    /** What a method gives. */
    private interface Answer {
        @Nullable
        Object of(String method);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.of(method.getName())));
    }
}
