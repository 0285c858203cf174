package io.consentfilter.store.sql;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.TestRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the receipts, side by side in one run. Not JMH: what is measured is a disk and queueing, in closed loops.
 *
 * <pre>
 * mvn -q test-compile -pl filter -am
 * java -cp filter/target/classes:filter/target/test-classes:JARS io.consentfilter.store.sql.ReceiptBench write DIR
 * java -cp … io.consentfilter.store.sql.ReceiptBench fill DIR MILLIONS
 * java -cp … io.consentfilter.store.sql.ReceiptBench read DIR
 * </pre>
 *
 * {@code JARS}: sqlite-jdbc and Jackson. {@code -Durl=jdbc:postgresql:… -Duser=… -Dpassword=…} with its driver measures PostgreSQL.
 */
public final class ReceiptBench {
    private static final int WRITERS = 16;
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final SigningKeys KEYS = Keys.ephemeral().signing();

    private final Path folder;
    private final TestRecords records = new TestRecords(InstantSource.system());

    private ReceiptBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]));
        ReceiptBench bench = new ReceiptBench(folder);
        switch (args[0]) {
            case "write" -> bench.write();
            case "fill" -> bench.fill(Long.parseLong(args[2]) * 1_000_000);
            case "read" -> bench.read();
            default -> throw new IllegalArgumentException("write, fill or read");
        }
    }

    private SqlStores open() throws Exception {
        String url = System.getProperty("url", "jdbc:sqlite:bench.db");
        return SqlStores.open(
                new SqlStores.Settings(
                        url,
                        null,
                        System.getProperty("user"),
                        System.getProperty("password"),
                        folder,
                        "consent_",
                        TestRecords.SITE),
                KEYS,
                InstantSource.system());
    }

    private void write() throws Exception {
        try (SqlStores stores = open()) {
            ReceiptStore store = stores.receipts();
            loop("warm-up, 16 writers", WRITERS, store, 3);
            for (int round = 0; round < 2; round++) {
                bare(stores.space());
                loop("lone writer, proven", 1, store, SECONDS);
                loop("16 writers, proven", WRITERS, store, SECONDS);
                loop("64 writers, proven", 64, store, SECONDS);
            }
        }
    }

    /** One commit each: the same columns in one table without index, nothing proven. */
    private void bare(Space space) throws Exception {
        try (Connection connection = space.database().openWriter()) {
            Dialect.run(connection, "CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, body TEXT)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bare VALUES (?, ?)")) {
                List<Long> nanos = new ArrayList<>();
                long end = System.nanoTime() + SECONDS * 1_000_000_000L;
                long begin = System.nanoTime();
                while (System.nanoTime() < end) {
                    ConsentRecord record = next();
                    long start = System.nanoTime();
                    insert.setString(1, record.id());
                    insert.setString(2, "x".repeat(200));
                    insert.executeUpdate();
                    nanos.add(System.nanoTime() - start);
                }
                print("one bare commit each", nanos, System.nanoTime() - begin);
            }
        }
    }

    private void loop(String name, int writers, ReceiptStore store, int seconds) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            long begin = System.nanoTime();
            long end = begin + seconds * 1_000_000_000L;
            Callable<List<Long>> writer = () -> {
                List<Long> nanos = new ArrayList<>();
                while (System.nanoTime() < end) {
                    ConsentRecord record = next();
                    byte[] canonical = TestRecords.canonical(record);
                    long start = System.nanoTime();
                    store.append(record, canonical);
                    nanos.add(System.nanoTime() - start);
                }
                return nanos;
            };
            List<Long> all = new ArrayList<>();
            List<Callable<List<Long>>> tasks =
                    IntStream.range(0, writers).mapToObj(i -> writer).toList();
            for (Future<List<Long>> done : pool.invokeAll(tasks)) {
                all.addAll(done.get());
            }
            print(name, all, System.nanoTime() - begin);
        } finally {
            pool.shutdownNow();
        }
    }

    private void fill(long count) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(256);
        try (SqlStores stores = open()) {
            ReceiptStore store = stores.receipts();
            long begin = System.nanoTime();
            Callable<Void> writer = () -> {
                for (long i = 0; i < count / 256; i++) {
                    ConsentRecord record = next();
                    store.append(record, TestRecords.canonical(record));
                }
                return null;
            };
            for (Future<Void> done :
                    pool.invokeAll(IntStream.range(0, 256).mapToObj(i -> writer).toList())) {
                done.get();
            }
            System.out.printf(Locale.ROOT, "%d records in %d s%n", count, (System.nanoTime() - begin) / 1_000_000_000L);
        } finally {
            pool.shutdownNow();
        }
    }

    private void read() throws Exception {
        try (SqlStores stores = open()) {
            ReceiptStore store = stores.receipts();
            List<ConsentRecord> some = sample(store);
            System.out.printf(Locale.ROOT, "%d records sampled over the whole time%n", some.size());
            for (int round = 0; round < 2; round++) {
                time("by id", some, r -> store.find(r.id()).isPresent());
                time("by number", some, r -> hits(store, query(null, r.number(), null, null, null, null, 50)));
                time(
                        "by subject",
                        some,
                        r -> r.subjectKey() == null
                                || hits(store, query(null, null, r.subjectKey(), null, null, null, 50)));
                time(
                        "page of 50 by time, any depth",
                        some,
                        r -> hits(store, query(r.id(), null, null, null, null, null, 50)));
                time(
                        "page of 50 by notice, any depth",
                        some,
                        r -> hits(store, query(r.id(), null, null, "notice-3", null, null, 50)));
                time(
                        "page of 50 by purpose + state, any depth",
                        some,
                        r -> hits(store, query(r.id(), null, null, null, "media", ConsentState.WITHDRAWN, 50)));
            }
            long begin = System.nanoTime();
            long[] count = {0};
            store.export(ReceiptQuery.all(), each -> {
                if (++count[0] == 1_000_000) {
                    throw new EnoughException();
                }
            });
            print(begin, count[0]);
        } catch (EnoughException e) {
            System.out.println("export stopped after one million");
        }
    }

    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private interface Question {
        boolean ask(ConsentRecord record) throws Exception;
    }

    private static void time(String name, List<ConsentRecord> some, Question question) throws Exception {
        List<Long> nanos = new ArrayList<>();
        long begin = System.nanoTime();
        for (ConsentRecord record : some) {
            long start = System.nanoTime();
            if (!question.ask(record)) {
                throw new IllegalStateException(name + ": nothing found");
            }
            nanos.add(System.nanoTime() - start);
        }
        print(name, nanos, System.nanoTime() - begin);
    }

    private static void print(long begin, long count) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-45s %,10.0f/s, heap in use %d MB%n",
                "export",
                count / seconds,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private static boolean hits(ReceiptStore store, ReceiptQuery query) throws Exception {
        return !store.query(query).items().isEmpty();
    }

    private static ReceiptQuery query(
            @Nullable String after,
            @Nullable String number,
            @Nullable String subject,
            @Nullable String notice,
            @Nullable String purpose,
            @Nullable ConsentState state,
            int limit) {
        return new ReceiptQuery(null, number, subject, notice, purpose, null, state, null, null, null, limit, after);
    }

    /** Records from all over the time: jumps by guessed ids. */
    private static List<ConsentRecord> sample(ReceiptStore store) throws Exception {
        ConsentRecord newest = store.query(ReceiptQuery.all()).items().get(0).record();
        long first =
                store.heads(store.latestHeads().get(0).log(), 1, 1).get(0).at().toEpochMilli();
        long last = newest.at().toEpochMilli();
        Random random = new Random(1);
        List<ConsentRecord> some = new ArrayList<>();
        while (some.size() < 3000) {
            long millis = first + 2000 + (long) (random.nextDouble() * (last - first - 2000));
            String id = String.format(Locale.ROOT, "%08x-%04x-7fff-bfff-ffffffffffff", millis >>> 16, millis & 0xFFFF);
            store.query(query(id, null, null, null, null, null, 1)).items().forEach(each -> some.add(each.record()));
        }
        return some;
    }

    /** Few combinations often, many rarely, as visitors choose. */
    private ConsentRecord next() {
        Random random = ThreadLocalRandom.current();
        int kind = random.nextInt(100);
        ConsentState[] states = ConsentState.values();
        ConsentState first =
                kind < 45 ? ConsentState.GIVEN : kind < 90 ? ConsentState.REFUSED : states[random.nextInt(7)];
        ConsentState second = kind < 90 ? first : states[random.nextInt(7)];
        String subject = first == ConsentState.REFUSED ? null : Ids.subjectId() + "0123456789012345678901";
        return records.record(subject, "notice-" + random.nextInt(12), "banner:layer1:save", first, second);
    }

    private static void print(String name, List<Long> nanos, long took) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-45s %,10.0f/s   p50 %8.3f ms   p99 %8.3f ms   max %8.1f ms%n",
                name,
                sorted.length / (took / 1e9),
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}
