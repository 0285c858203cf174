package io.consentfilter.store.sql;

import io.consentfilter.ledger.Head;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.receipt.SubjectKeys;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.TestRecords;
import io.consentfilter.store.sql.SqlStores.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
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
 * java -cp … io.consentfilter.store.sql.ReceiptBench counters DIR
 * java -cp … io.consentfilter.operator.StatsBench DIR
 * </pre>
 *
 * {@code JARS}: sqlite-jdbc, bcprov and Jackson. {@code -Durl=jdbc:postgresql:… -Duser=… -Dpassword=…} with its driver measures PostgreSQL.
 */
public final class ReceiptBench {
    private static final int WRITERS = 16;
    private static final int FILL_BATCHES = 500;
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int ROUNDS = Integer.getInteger("rounds", 2);
    private static final int CHOICES = Integer.getInteger("choices", 10);
    private static final String ONLY = System.getProperty("only", "");
    private static final SigningKeys KEYS = Keys.ephemeral().signing();

    private static final SubjectKeys SUBJECTS = SubjectKeys.of(new byte[32]);

    private final Path folder;
    /** Records that fill a store are spread over this time, so that the consent of some has run out. */
    private static final Duration PAST = Duration.ofDays(430);

    private TestRecords records = new TestRecords(InstantSource.system());
    private Instant past = Instant.now().minus(PAST);
    private Duration step = Duration.ZERO;

    private ReceiptBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]));
        ReceiptBench bench = new ReceiptBench(folder);
        switch (args[0]) {
            case "write" -> bench.write();
            case "sixteen" -> bench.sixteen();
            case "fill" -> bench.fill(Long.parseLong(args[2]) * 1_000_000);
            case "read" -> bench.read();
            case "counters" -> bench.counters();
            default -> throw new IllegalArgumentException("write, fill or read");
        }
    }

    private SqlStores.Settings settings() {
        return new SqlStores.Settings(
                System.getProperty("url", "jdbc:sqlite:bench.db"),
                null,
                System.getProperty("user"),
                System.getProperty("password"),
                folder,
                "consent_",
                TestRecords.SITE);
    }

    private SqlStores open() throws Exception {
        return open(Surroundings.USUAL.batch());
    }

    private SqlStores open(int batchMax) throws Exception {
        Surroundings usual = Surroundings.USUAL;
        return SqlStores.open(
                settings(),
                KEYS,
                InstantSource.system(),
                new Surroundings(usual.lock(), usual.firstConnection(), usual.write(), batchMax, usual.wire()));
    }

    private void write() throws Exception {
        try (SqlStores stores = open()) {
            loop("warm-up, 16 writers", WRITERS, stores.receipts(), 3);
        }
        for (int round = 0; round < ROUNDS; round++) {
            try (SqlStores stores = open()) {
                bare(stores.space(), 1);
                if (stores.space().database().dialect() == Dialect.POSTGRESQL) {
                    bare(stores.space(), WRITERS);
                }
                for (int writers : new int[] {1, WRITERS, 64}) {
                    loop(writers + " writers, proven", writers, stores.receipts(), SECONDS);
                }
            }
            try (SqlStores stores = open(1)) {
                loop("16 writers, proven, one commit each", WRITERS, stores.receipts(), SECONDS);
            }
        }
    }

    /** For a profiler. */
    private void sixteen() throws Exception {
        try (SqlStores stores = open()) {
            for (int round = 0; round < ROUNDS; round++) {
                loop("16 writers, proven", WRITERS, stores.receipts(), SECONDS);
            }
        }
    }

    /** One commit each: a row of the same size in one table without further index, nothing proven. */
    private void bare(Space space, int connections) throws Exception {
        try (Connection connection = space.database().openWriter()) {
            Dialect.run(connection, "CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, body TEXT)");
        }
        together("one bare commit each, " + connections + " connections", connections, SECONDS, end -> {
            List<Long> nanos = new ArrayList<>();
            try (Connection connection = space.database().openWriter();
                    PreparedStatement insert = connection.prepareStatement("INSERT INTO bare VALUES (?, ?)")) {
                while (System.nanoTime() < end) {
                    ConsentRecord record = next();
                    long start = System.nanoTime();
                    insert.setString(1, record.id());
                    insert.setString(2, "x".repeat(200));
                    insert.executeUpdate();
                    nanos.add(System.nanoTime() - start);
                }
            }
            return nanos;
        });
    }

    private void loop(String name, int writers, ReceiptStore store, int seconds) throws Exception {
        together(name, writers, seconds, end -> {
            List<Long> nanos = new ArrayList<>();
            while (System.nanoTime() < end) {
                ConsentRecord record = next();
                byte[] canonical = TestRecords.canonical(record);
                long start = System.nanoTime();
                store.append(record, canonical);
                nanos.add(System.nanoTime() - start);
            }
            return nanos;
        });
    }

    /** One closed loop; ends at that moment and tells how long each round took. */
    private interface Loop {
        List<Long> until(long end) throws Exception;
    }

    private static void together(String name, int threads, int seconds, Loop loop) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long begin = System.nanoTime();
            long end = begin + seconds * 1_000_000_000L;
            Callable<List<Long>> task = () -> loop.until(end);
            List<Callable<List<Long>>> tasks =
                    IntStream.range(0, threads).mapToObj(i -> task).toList();
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> done : pool.invokeAll(tasks)) {
                all.addAll(done.get());
            }
            print(name, all, System.nanoTime() - begin);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Batches of 16 as they come about with 16 writers, many in one transaction, with signatures of no worth: only for reading. */
    private void fill(long count) throws Exception {
        step = PAST.dividedBy(count);
        records = new TestRecords(() -> past);
        SqlStores.Settings settings = settings();
        open().close();
        Space space = new Space(settings, connection -> connection);
        long begin = System.nanoTime();
        try (Session session = Session.open(space, head -> head, 0)) {
            for (long batch = 0; batch < count / WRITERS; batch += FILL_BATCHES) {
                fill(session);
            }
        }
        System.out.printf(Locale.ROOT, "%d records in %d s%n", count, (System.nanoTime() - begin) / 1_000_000_000L);
    }

    private void fill(Session session) throws Exception {
        List<List<RecordEntry>> batches = new ArrayList<>();
        for (int i = 0; i < FILL_BATCHES; i++) {
            List<RecordEntry> entries = new ArrayList<>();
            for (int j = 0; j < WRITERS; j++) {
                ConsentRecord record = next();
                entries.add(new RecordEntry(record, TestRecords.canonical(record)));
            }
            for (RecordEntry entry : entries) {
                entry.prepare(session);
            }
            batches.add(entries);
        }
        session.begin();
        UnaryOperator<Head> signature =
                head -> head.withSignature(KEYS.currentKeyId(), new byte[SigningKeys.SIGNATURE_BYTES]);
        for (List<RecordEntry> entries : batches) {
            Transaction transaction = new Transaction(session);
            for (RecordEntry entry : entries) {
                entry.write(transaction);
            }
            transaction.close(records.now(), signature);
            transaction.send();
            session.ledger().advance(Objects.requireNonNull(transaction.head()));
        }
        session.commit();
    }

    /** A year of a large site: days, notices all in use each day, languages, and so many kinds of each; 8 purposes, 20 services. */
    private void counters() throws Exception {
        open().close();
        Space space = new Space(settings(), connection -> connection);
        List<ConsentRecord> kinds = kinds();
        try (Session session = Session.open(space, head -> head, 0)) {
            for (int day = 1; day <= 365; day++) {
                count(
                        session,
                        kinds,
                        Math.toIntExact(LocalDate.now(ZoneOffset.UTC).toEpochDay()) - day);
            }
        }
        System.out.println(365 * kinds.size() + " counters");
    }

    private static void count(Session session, List<ConsentRecord> kinds, int day) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (ConsentRecord kind : kinds) {
            RecordEntry entry = new RecordEntry(kind, new byte[0]);
            entry.prepare(session);
            numbers.add(entry.kind());
        }
        session.begin();
        Transaction transaction = new Transaction(session);
        for (Integer kind : numbers) {
            transaction.tallies().add(day, kind, 1 + ThreadLocalRandom.current().nextInt(500));
        }
        transaction.send();
        session.commit();
    }

    private List<ConsentRecord> kinds() {
        List<ConsentRecord> kinds = new ArrayList<>();
        for (int notice = 0; notice < 12; notice++) {
            for (String language : List.of("de", "en", "fr", "it")) {
                for (int choice = 0; choice < CHOICES; choice++) {
                    kinds.add(kind("notice-" + notice, language, choice));
                }
            }
        }
        return kinds;
    }

    private ConsentRecord kind(String notice, String language, int choice) {
        Map<String, ConsentState> purposes = new TreeMap<>();
        Map<String, ConsentState> services = new TreeMap<>();
        for (int service = 0; service < 20; service++) {
            ConsentState state = (choice * 37 >> service % 8 & 1) == 0 ? ConsentState.GIVEN : ConsentState.REFUSED;
            purposes.put("purpose-" + service % 8, state);
            services.put("service-" + service, state);
        }
        ConsentRecord r = records.record(null, notice, "banner:layer" + choice % 2, services, purposes);
        return new ConsentRecord(
                r.id(),
                r.number(),
                r.site(),
                r.at(),
                null,
                notice,
                r.askVersion(),
                language,
                r.method(),
                services,
                purposes,
                null,
                r.validUntil(),
                r.eraseAfter());
    }

    private void read() throws Exception {
        try (SqlStores stores = open()) {
            ReceiptStore store = stores.receipts();
            List<ConsentRecord> some = sample(store);
            System.out.printf(Locale.ROOT, "%d records sampled over the whole time%n", some.size());
            List<ConsentRecord> known =
                    some.stream().filter(r -> r.subjectKey() != null).toList();
            // Of the older ones no consent stands any more.
            Instant oldest = Instant.now().minus(Duration.ofDays(360));
            List<ConsentRecord> standing =
                    some.stream().filter(r -> r.at().isAfter(oldest)).toList();
            for (int round = 0; round < ROUNDS + 1; round++) {
                time("by id", some, r -> store.find(r.id()).isPresent());
                time("by number", some, r -> hits(store, query(null, r.number(), null, null, null, null, 50)));
                time("by subject", known, r -> hits(store, query(null, null, r.subjectKey(), null, null, null, 50)));
                time(
                        "page of 50 by time, any depth",
                        some,
                        r -> hits(store, query(r.id(), null, null, null, null, null, 50)));
                time(
                        "page of 50 by notice, any depth",
                        some,
                        r -> hits(store, query(r.id(), null, null, "notice-3", null, null, 50)));
                for (ConsentState state : List.of(
                        ConsentState.WITHDRAWN, ConsentState.GIVEN, ConsentState.EXPIRED, ConsentState.REFUSED)) {
                    time(
                            "page of 50 by purpose + " + state.name() + ", any depth",
                            state == ConsentState.GIVEN ? standing : some,
                            r -> hits(store, query(r.id(), null, null, null, "media", state, 50)));
                }
            }
            long begin = System.nanoTime();
            long[] count = {0};
            try {
                store.export(ReceiptQuery.all(), each -> {
                    if (++count[0] == 1_000_000) {
                        throw new EnoughException();
                    }
                });
            } catch (EnoughException e) {
                System.out.println("export is stopped after a million");
            }
            print(begin, count[0]);
        }
    }

    private static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private interface Question {
        boolean ask(ConsentRecord record) throws Exception;
    }

    private static void time(String name, List<ConsentRecord> some, Question question) throws Exception {
        if (!name.contains(ONLY)) {
            return;
        }
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
        long margin = (last - first) / 100;
        Random random = new Random(1);
        List<ConsentRecord> some = new ArrayList<>();
        while (some.size() < 3000) {
            long millis = first + margin + (long) (random.nextDouble() * (last - first - margin));
            String id = String.format(Locale.ROOT, "%08x-%04x-7fff-bfff-ffffffffffff", millis >>> 16, millis & 0xFFFF);
            store.query(query(id, null, null, null, null, null, 1)).items().forEach(each -> some.add(each.record()));
        }
        return some;
    }

    /** Few combinations often, many rarely, as visitors choose. */
    private ConsentRecord next() {
        past = past.plus(step);
        Random random = ThreadLocalRandom.current();
        int kind = random.nextInt(100);
        ConsentState[] states = ConsentState.values();
        ConsentState first =
                kind < 45 ? ConsentState.GIVEN : kind < 90 ? ConsentState.REFUSED : states[random.nextInt(7)];
        ConsentState second = kind < 90 ? first : states[random.nextInt(7)];
        String subject = first == ConsentState.REFUSED ? null : SUBJECTS.key(Ids.subjectId(records.now()));
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
