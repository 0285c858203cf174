package io.consentfilter.contract;

import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.sql.SqlStores;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decisions as fast as they can be sent, grants and refusals from as many connections each, to the whole filter on SQLite in this
 * process. Each answer is checked, and at the end the store holds just what was answered with a receipt, each record proven.
 *
 * <pre>
 * mvn -q test-compile -pl filter -am
 * java -cp filter/target/classes:filter/target/test-classes:TEST_JARS io.consentfilter.contract.DecisionFlood DIR [SECONDS [CONNECTIONS [RATE]]]
 * </pre>
 *
 * {@code RATE} is {@code receipts.decisionsPerSecond}: sender and server share the cores here, so ten times its default cannot be sent.
 */
public final class DecisionFlood {
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]+)\"");

    private final int port;
    private final long end;

    private DecisionFlood(int port, int seconds) {
        this.port = port;
        this.end = System.nanoTime() + seconds * 1_000_000_000L;
    }

    /** What became of the decisions of one connection: how often each kind of answer, and how long each took. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Outcome(Map<String, Integer> answers, long[] nanos) {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        int connections = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "flood");
        ContractApp app = ContractApp.write(folder);
        if (arguments.length > 3) {
            Files.writeString(
                    app.guarded().resolve("WEB-INF/consent.json"),
                    ContractApp.configuration(app.data())
                            .replace(
                                    "\"receipts\": {",
                                    "\"receipts\": { \"decisionsPerSecond\": " + Integer.parseInt(arguments[3]) + ","));
        }
        GuardedNode node = GuardedNode.start(app);
        Matcher shown = SHOWN.matcher(node.page(""));
        if (!shown.find()) {
            throw new IllegalStateException("nothing is asked");
        }
        String grant = body("accept-all", shown.group(1));
        String refusal = body("reject-all", shown.group(1));
        List<List<Outcome>> warm = run(new DecisionFlood(node.http().port(), 3), connections, grant, refusal);
        System.out.println("warmed up; now " + seconds + " s, " + connections + " connections of each kind");
        DecisionFlood flood = new DecisionFlood(node.http().port(), seconds);
        long start = System.nanoTime();
        List<List<Outcome>> outcomes = run(flood, connections, grant, refusal);
        double took = (System.nanoTime() - start) / 1e9;
        tell("grants", outcomes.get(0), took);
        tell("refusals", outcomes.get(1), took);
        node.close();
        System.out.printf(
                Locale.ROOT,
                "answered with a receipt, warming up included: %d grants, %d refusals%n",
                recorded(warm.get(0)) + recorded(outcomes.get(0)),
                recorded(warm.get(1)) + recorded(outcomes.get(1)));
        check(app);
    }

    private static String body(String choice, String shown) {
        return "{\"choice\":\"" + choice + "\",\"layer\":1,\"lang\":\"en\",\"shown\":\"" + shown + "\"}";
    }

    /** Grants first, refusals second, at the same time. */
    private static List<List<Outcome>> run(DecisionFlood flood, int connections, String grant, String refusal)
            throws Exception {
        ExecutorService visitors = Executors.newFixedThreadPool(2 * connections);
        try {
            List<Callable<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(() -> flood.send(grant, true));
                all.add(() -> flood.send(refusal, false));
            }
            List<Outcome> grants = new ArrayList<>();
            List<Outcome> refusals = new ArrayList<>();
            boolean first = true;
            for (Future<Outcome> one : visitors.invokeAll(all)) {
                (first ? grants : refusals).add(one.get());
                first = !first;
            }
            return List.of(grants, refusals);
        } finally {
            visitors.shutdownNow();
        }
    }

    private Outcome send(String body, boolean grants) throws IOException {
        byte[] request = ("POST " + ContractApp.GUARDED + "/_choice/decision HTTP/1.1\r\nHost: localhost:" + port
                        + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin"
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        Map<String, Integer> answers = new TreeMap<>();
        long[] nanos = new long[1 << 20];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < end && count < nanos.length) {
                long start = System.nanoTime();
                socket.getOutputStream().write(request);
                String answer = answer(in);
                nanos[count++] = System.nanoTime() - start;
                answers.merge(grants ? grant(answer) : refusal(answer), 1, Integer::sum);
            }
        }
        return new Outcome(answers, Arrays.copyOf(nanos, count));
    }

    private static String grant(String answer) {
        boolean recorded = answer.contains("\"number\":") && answer.contains("\"granted\":[\"visitor-statistics\"]");
        if (answer.startsWith("HTTP/1.1 201") && recorded && answer.contains("Set-Cookie: choice=")) {
            return "201 with its receipt";
        }
        boolean turnedAway = answer.startsWith("HTTP/1.1 429") || answer.startsWith("HTTP/1.1 503");
        boolean honest = answer.contains("Retry-After: ") && !answer.contains("Set-Cookie");
        return turnedAway && honest ? answer.substring(9, 12) + ", nothing granted" : "WRONG " + answer;
    }

    private static String refusal(String answer) {
        boolean effective = answer.startsWith("HTTP/1.1 201")
                && answer.contains("Set-Cookie: choice=")
                && answer.contains("\"granted\":[]");
        if (!effective) {
            return "WRONG " + answer;
        }
        return answer.contains("\"receipt\":null") ? "201, unrecorded" : "201 with its receipt";
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(512);
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                return "the connection was closed: " + head;
            }
            head.append((char) next);
        }
        Matcher length = Pattern.compile("Content-Length: ([0-9]+)").matcher(head);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return head.append(new String(in.readNBytes(bytes), StandardCharsets.UTF_8))
                .toString();
    }

    private static int recorded(List<Outcome> outcomes) {
        return outcomes.stream()
                .mapToInt(one -> one.answers().getOrDefault("201 with its receipt", 0))
                .sum();
    }

    private static void tell(String kind, List<Outcome> outcomes, double seconds) {
        Map<String, Integer> answers = new TreeMap<>();
        outcomes.forEach(one -> one.answers().forEach((answer, times) -> answers.merge(answer, times, Integer::sum)));
        long[] nanos = outcomes.stream()
                .flatMapToLong(one -> Arrays.stream(one.nanos()))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f/s, p50 %.1f ms, p99 %.1f ms, slowest %.0f ms%n",
                kind,
                nanos.length / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
        answers.forEach((answer, times) -> System.out.println("  " + times + " x " + answer));
    }

    /** What the store holds in the end, warming up included. */
    private static void check(ContractApp app) throws Exception {
        SigningKeys keys = Keys.openOrCreate(app.data().resolve("consent.key")).signing();
        ProofVerifier verifier = new ProofVerifier(keys.publicKeys());
        Map<String, Integer> records = new TreeMap<>();
        try (SqlStores stores = SqlStores.open(
                new SqlStores.Settings("jdbc:sqlite:consent.db", null, null, null, app.data(), "consent_", "contract"),
                keys,
                InstantSource.system())) {
            stores.receipts().export(ReceiptQuery.all(), each -> {
                boolean proven = verifier.check(ReceiptDocuments.canonical(each.record()), each.proof())
                        .isEmpty();
                records.merge(each.record().method() + (proven ? ", proven" : ", NOT PROVEN"), 1, Integer::sum);
            });
            stores.receipts()
                    .journal(
                            "unrecorded",
                            Instant.EPOCH,
                            Instant.now(),
                            each -> System.out.println(
                                    "journal: unrecorded " + each.entry().facts()));
        }
        System.out.println("in the store: " + records);
    }
}
