package io.consentfilter.page;

import io.consentfilter.contract.ContractApp;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the filter costs a request, with and without it in turns, in one run, over loopback. Without arguments: start-up, Jetty and
 * Tomcat, each in a JVM of its own that has only that container on its class path, as a site would have it.
 *
 * <p>{@code java -Dcorpus=DIR -cp … io.consentfilter.page.HttpCost [start-up|jetty|tomcat [case …]]}
 */
public final class HttpCost {
    private static final double WARM_SECONDS = Double.parseDouble(System.getProperty("warm", "2.5"));
    private static final double TURN_SECONDS = Double.parseDouble(System.getProperty("turn", "0.15"));
    private static final int TURNS = Integer.getInteger("turns", 11);

    private HttpCost() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            for (String part : List.of("start-up", "jetty", "tomcat")) {
                inItsOwnJvm(part);
            }
        } else if (arguments[0].equals("start-up")) {
            Logger.getLogger("").setLevel(Level.SEVERE);
            StartUpCost.print();
        } else {
            CostServer server = arguments[0].equals("tomcat") ? new CostServer.OnTomcat() : new CostServer.OnJetty();
            measure(server, arguments[0], List.of(arguments).subList(1, arguments.length));
            System.exit(0);
        }
    }

    private static void inItsOwnJvm(String part) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-cp", classPath(part)));
        for (String property : List.of("corpus", "demo", "warm", "turn", "turns")) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.addAll(List.of(HttpCost.class.getName(), part));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(part + " ended with " + code);
        }
    }

    /** Jetty brings no API of its own and needs the newer of the two; Tomcat has its own. */
    private static String classPath(String part) {
        boolean tomcat = part.equals("tomcat");
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> tomcat ? !entry.contains("jetty") && !isApi(entry) : !entry.contains("tomcat"))
                        .sorted(Comparator.comparing((String entry) -> isApi(entry) ? entry : "")
                                .reversed())
                        .toList());
    }

    private static boolean isApi(String entry) {
        return entry.contains("jakarta.servlet-api");
    }

    private static void measure(CostServer server, String name, List<String> wanted) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        CostPages.register();
        int port = server.start(ContractApp.write(Files.createTempDirectory("http-cost")));
        List<CostPages.Item> items = CostPages.ITEMS.stream()
                .filter(item -> wanted.isEmpty() || wanted.contains(item.name()))
                .toList();
        System.out.printf("%n%s%n", server.title());
        if (wanted.isEmpty()) {
            StartUpCost.firstRequest(port);
        }
        // All of them before any: what is compiled for the first page alone is compiled again for the second.
        for (CostPages.Item item : items) {
            warmUp(port, item);
        }
        System.out.printf(
                Locale.ROOT,
                "%-34s %9s %9s %9s %11s %11s %11s%n",
                "CPU us and bytes allocated",
                "without",
                "with",
                "added",
                "without",
                "with",
                "added");
        for (CostPages.Item item : items) {
            compare(server, port, item);
        }
        if (wanted.isEmpty() || wanted.contains("first-byte")) {
            FirstByteCost.print(port);
        }
        server.stop();
    }

    private static void warmUp(int port, CostPages.Item item) throws IOException {
        try (CostClient bare = new CostClient(port, ContractApp.BARE + item.path());
                CostClient asked = new CostClient(port, CostServer.ASKED + item.path());
                CostClient guarded = new CostClient(port, ContractApp.GUARDED + item.path())) {
            bare.askFor(WARM_SECONDS / 2);
            asked.askFor(WARM_SECONDS / 2);
            guarded.askFor(WARM_SECONDS);
        }
    }

    private static void compare(CostServer server, int port, CostPages.Item item) throws IOException {
        CostMeter meter = new CostMeter(server.threadNames());
        try (CostClient bare = new CostClient(port, ContractApp.BARE + item.path());
                CostClient asked = new CostClient(port, CostServer.ASKED + item.path());
                CostClient guarded = new CostClient(port, ContractApp.GUARDED + item.path())) {
            bare.askFor(TURN_SECONDS);
            asked.askFor(TURN_SECONDS);
            int requests = Math.max(10, guarded.askFor(TURN_SECONDS));
            CostMeter.Cost[] without = new CostMeter.Cost[TURNS];
            CostMeter.Cost[] asking = new CostMeter.Cost[TURNS];
            CostMeter.Cost[] with = new CostMeter.Cost[TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                without[turn] = meter.of(requests, () -> bare.ask(requests));
                asking[turn] = meter.of(requests, () -> asked.ask(requests));
                with[turn] = meter.of(requests, () -> guarded.ask(requests));
            }
            System.out.println(item.name() + CostMeter.row(item.name(), without, with));
            String least = "  the least that has to ask";
            System.out.println(least + CostMeter.row(least, without, asking));
        }
    }
}
