package io.consentfilter.store.sql;

import static io.consentfilter.store.TestRecords.canonical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.TestRecords;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when something goes wrong below: clear words, no wrong answer, and back to work when it is over. */
final class SqliteFaultsTest {
    private static final SigningKeys KEYS = Keys.ephemeral().signing();
    private static final ProofVerifier VERIFIER = new ProofVerifier(KEYS.publicKeys());

    @TempDir
    Path folder;

    private final Faults faults = new Faults();
    private final TestRecords records = new TestRecords();
    private final List<SqlStores> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(SqlStores::close);
    }

    @Test
    void whatDurabilityRestsOnIsReallySet() throws Exception {
        SqlStores stores = open();
        Statement statement = stores.space().database().openWriter().createStatement();
        assertThat(answer(statement, "PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(answer(statement, "PRAGMA synchronous")).isEqualTo("2");
        assertThat(answer(statement, "PRAGMA secure_delete")).isEqualTo("1");
        statement.getConnection().close();
    }

    @Test
    void aDatabaseThatDoesNotDoWhatWasSetIsRefused() throws Exception {
        SqlStores stores = open();
        Statement statement = stores.space().database().openWriter().createStatement();
        assertThatThrownBy(() -> Dialect.require(statement.getConnection(), "PRAGMA synchronous", "9"))
                .hasMessageContaining("PRAGMA synchronous answers 2");
        statement.getConnection().close();
    }

    @Test
    void aFullDiskRefusesAtOnceAndIsForgottenWhenItIsOver() throws Exception {
        SqlStores stores = open();
        ConsentRecord before = append(stores, records.granted("subject-1")).record();
        faults.writesFailWith = 13;
        // Not "has not answered within": nobody waits for a disk that has said no.
        assertThatThrownBy(() -> append(stores, records.granted("subject-1")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the disk is full");
        assertThat(stores.problem()).isPresent();
        assertThat(stores.receipts().find(before.id())).isPresent();
        faults.writesFailWith = 0;
        appendsAgain(stores);
        assertThat(stores.problem()).isEmpty();
        assertThat(stores.receipts().query(ReceiptQuery.all()).items()).hasSize(2);
    }

    @Test
    void aConnectionThatBreaksOnceIsReplacedUnnoticed() throws Exception {
        SqlStores stores = open();
        append(stores, records.granted("subject-1"));
        stores.writer().breakConnection();
        append(stores, records.granted("subject-2"));
        assertChainIsWhole(stores);
    }

    @Test
    void aDatabaseThatIsGoneRefusesQuicklyAndComesBack() throws Exception {
        SqlStores stores = open();
        append(stores, records.granted("subject-1"));
        faults.unreachable = true;
        stores.writer().breakConnection();
        int before = faults.connections.get();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> append(stores, records.granted("subject-1")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be reached");
        }
        assertThat(faults.connections.get() - before)
                .as("not everybody tries to connect")
                .isBetween(1, 19);
        faults.unreachable = false;
        assertBackToWork(stores);
    }

    @Test
    void nativeCodeThatCannotBeLoadedAtStartIsNamedAndDoesNotEndTheWriter() throws Exception {
        faults.unloadable = true;
        SqlStores stores = open();
        assertThat(stores.problem().orElseThrow()).hasMessageContaining("-Dorg.sqlite.tmpdir=DIRECTORY");
        assertThatThrownBy(() -> stores.receipts().query(ReceiptQuery.all())).isInstanceOf(StoreException.class);
        assertWritersAreRefusedUntilItCanBeLoaded(stores);
    }

    @Test
    void nativeCodeThatCannotBeLoadedLaterRefusesWritersUntilItCanBe() throws Exception {
        SqlStores stores = open();
        append(stores, records.granted("subject-1"));
        faults.unloadable = true;
        stores.writer().breakConnection();
        assertWritersAreRefusedUntilItCanBeLoaded(stores);
    }

    private void assertWritersAreRefusedUntilItCanBeLoaded(SqlStores stores) throws StoreException {
        assertThat(refusal(stores, records.granted("subject-1"))).contains("cannot be loaded");
        faults.unloadable = false;
        assertBackToWork(stores);
    }

    @Test
    void aCommitThatLiesIsRefusedAndLeavesAWholeChain() throws Exception {
        SqlStores stores = open();
        append(stores, records.granted("subject-1"));
        faults.commitsThatLie.set(1);
        ConsentRecord uncertain = records.granted("subject-2");
        assertThatThrownBy(() -> append(stores, uncertain)).isInstanceOf(StoreException.class);
        appendsAgain(stores);
        StoredReceipt found = stores.receipts().find(uncertain.id()).orElseThrow();
        assertThat(VERIFIER.check(canonical(uncertain), found.proof())).isEmpty();
        assertThat(VERIFIER.signature(found.proof().head())).isEqualTo(ProofVerifier.Signature.PROMPT);
        assertChainIsWhole(stores);
    }

    @Test
    void aCommitThatFailsIsNotTriedAgain() throws Exception {
        SqlStores stores = open();
        append(stores, records.granted("subject-1"));
        faults.commitsThatFail.set(1);
        ConsentRecord refused = records.granted("subject-2");
        assertThatThrownBy(() -> append(stores, refused)).isInstanceOf(StoreException.class);
        appendsAgain(stores);
        assertThat(stores.receipts().find(refused.id())).isEmpty();
        assertChainIsWhole(stores);
    }

    @Test
    void aSlowDatabaseIsWaitedForOnlySoLong() throws Exception {
        SqlStores stores = open();
        append(stores, records.granted("subject-1"));
        faults.commitMillis = 3500;
        List<CompletableFuture<String>> waiting = Stream.generate(() -> records.granted("subject-2"))
                .limit(10)
                .map(record -> CompletableFuture.supplyAsync(() -> refusal(stores, record)))
                .toList();
        // Ten at once, each by its own wait and none by the commit's end.
        assertThat(waiting).extracting(CompletableFuture::join).allMatch(reason -> reason.contains("within 2000 ms"));
        faults.commitMillis = 0;
        assertBackToWork(stores);
    }

    @Test
    void aFileThatDisappearsIsNeverReplacedByAnEmptyOne() throws Exception {
        SqlStores stores = open();
        ConsentRecord before = append(stores, records.granted("subject-1")).record();
        Path data = folder.resolve("data");
        Files.move(data, folder.resolve("away"));
        assertThatThrownBy(() -> append(stores, records.granted("subject-2")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> stores.receipts().find(before.id())).isInstanceOf(StoreException.class);
        assertThat(data).doesNotExist();
        Files.move(folder.resolve("away"), data);
        appendsAgain(stores);
        assertThat(stores.receipts().find(before.id())).isPresent();
        assertChainIsWhole(stores);
    }

    @Test
    void aDamagedFileIsNamedAndStopsNobody() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.write(
                TestStores.file(folder),
                "this is no database, sorry".repeat(500).getBytes(StandardCharsets.UTF_8));
        SqlStores stores = open();
        assertThat(stores.problem()).isPresent();
        assertThatThrownBy(() -> append(stores, records.granted("subject-1")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> stores.receipts().query(ReceiptQuery.all())).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> stores.notices().list()).isInstanceOf(StoreException.class);
    }

    /** The first page is whole, so that it opens; what lies behind is not. */
    @Test
    void aFileDamagedInsideIsNamedAndGivesNoWrongAnswer() throws Exception {
        SqlStores stores = open();
        ConsentRecord before = append(stores, records.granted("subject-1")).record();
        stores.close();
        try (RandomAccessFile file =
                new RandomAccessFile(TestStores.file(folder).toFile(), "rw")) {
            byte[] garbage = new byte[Math.toIntExact(file.length() - 4096)];
            Arrays.fill(garbage, (byte) 0x5a);
            file.seek(4096);
            file.write(garbage);
        }
        SqlStores damaged = open();
        assertThat(refusal(damaged, records.granted("subject-2"))).contains("damaged");
        assertThatThrownBy(() -> damaged.receipts().find(before.id())).isInstanceOf(StoreException.class);
    }

    @Test
    void aSecondStoreOnTheSameFileIsRefusedClearly() throws Exception {
        open();
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another process or another deployment holds")
                .hasMessageContaining("consent.db");
    }

    @Test
    void aRedeployTakesTheFileOverOnceTheOldOneLetsGo() throws Exception {
        SqlStores old = open();
        ConsentRecord before = append(old, records.granted("subject-1")).record();
        CompletableFuture<SqlStores> next = CompletableFuture.supplyAsync(() -> {
            try {
                return SqlStores.open(TestStores.sqlite(folder), KEYS, records.clock());
            } catch (StoreException e) {
                throw new AssertionError(e);
            }
        });
        Thread.sleep(200);
        assertThat(next).isNotDone();
        old.close();
        SqlStores now = next.join();
        opened.add(now);
        assertThat(now.receipts().find(before.id())).isPresent();
    }

    @Test
    void anotherClassLoaderOfTheSameProcessIsRefused() throws Exception {
        open();
        URL[] here = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(each -> {
                    try {
                        return Path.of(each).toUri().toURL();
                    } catch (java.net.MalformedURLException e) {
                        throw new AssertionError(e);
                    }
                })
                .toArray(URL[]::new);
        try (URLClassLoader other = new URLClassLoader(here, ClassLoader.getPlatformClassLoader())) {
            Class<?> lock = other.loadClass(DatabaseLock.class.getName());
            assertThat(lock).isNotSameAs(DatabaseLock.class);
            var take = lock.getDeclaredMethod("take", Path.class, Duration.class);
            take.setAccessible(true);
            assertThatThrownBy(() -> take.invoke(null, TestStores.file(folder.toRealPath()), Duration.ofMillis(100)))
                    .rootCause()
                    .hasMessageContaining("another process or another deployment holds");
        }
    }

    /** Up to schema 5 a process could end between a head and its signature. */
    @Test
    void aHeadFoundUnsignedAtStartIsSignedAndSaidToBeLate() throws Exception {
        SqlStores first = open();
        StoredReceipt stored = append(first, records.granted("subject-1"));
        first.close();
        try (var connection = first.space().database().openWriter()) {
            Dialect.run(connection, "UPDATE consent_head SET key_id = NULL, signature = NULL");
        }
        SqlStores second = open();
        Head head = second.receipts()
                .find(stored.record().id())
                .orElseThrow()
                .proof()
                .head();
        assertThat(VERIFIER.signature(head)).isEqualTo(ProofVerifier.Signature.LATE);
        assertThat(VERIFIER.signature(stored.proof().head())).isEqualTo(ProofVerifier.Signature.PROMPT);
        append(second, records.granted("subject-2"));
        assertChainIsWhole(second);
    }

    @Test
    void aHeadIsInTheDatabaseWithItsSignatureWhenItsRecordIsAnswered() throws Exception {
        SqlStores stores = open();
        append(stores, records.granted("subject-1"));
        assertThat(count(stores, "consent_head WHERE key_id IS NOT NULL AND length(signature) = 64"))
                .isEqualTo(1);
    }

    @Test
    void whatIsErasedIsNowhereInTheFilesAnyMore() throws Exception {
        SqlStores stores = open();
        for (int i = 0; i < 30; i++) {
            append(stores, records.granted("subject-to-forget"));
            append(stores, records.granted("subject-to-keep"));
        }
        assertThat(occurrences("subject-to-forget")).isPositive();
        assertThat(stores.receipts().erase("subject-to-forget", TestRecords.ended("subject-to-forget"), "request"))
                .isEqualTo(30);
        assertThat(occurrences("subject-to-forget")).isZero();
        assertThat(occurrences("subject-to-keep")).isPositive();
    }

    @Test
    void whatAReaderKeptFromBeingOverwrittenIsOverwrittenOnceItIsGone() throws Exception {
        // SQLite itself waits two seconds for the reader; a writer has to have more patience than that.
        SqlStores stores = SqlStores.open(TestStores.sqlite(folder), KEYS, records.clock());
        opened.add(stores);
        append(stores, records.granted("subject-to-forget"));
        try (Connection reader = stores.space().database().openReader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM consent_record")) {
            assertThat(row.next()).isTrue();
            stores.receipts().erase("subject-to-forget", TestRecords.ended("subject-to-forget"), "request");
            assertThat(occurrences("subject-to-forget")).isPositive();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> occurrences("subject-to-forget") == 0);
    }

    @Test
    void aRowIsCompact() throws Exception {
        SqlStores stores = open();
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            ConsentRecord record = TestRecords.erasedAfter(
                    records.granted("0123456789012345678901234567890123456789012"),
                    TestRecords.ERASE_AFTER,
                    "01932f0b-7f3b-7c3a-9c41-0123456789ab");
            all.add(CompletableFuture.supplyAsync(() -> refusal(stores, record).isEmpty()));
        }
        assertThat(all).allMatch(CompletableFuture::join);
        long bytes = stores.readers().ask(statements -> {
            try (ResultSet row = statements
                    .of("SELECT SUM(payload) FROM dbstat WHERE name IN ('consent_record', 'consent_head')")
                    .executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        });
        assertThat(bytes / 2000.0).isBetween(50.0, 400.0);
    }

    @Test
    void tablesOfANewerVersionAreRefused() throws Exception {
        SqlStores stores = open();
        stores.close();
        try (var connection = stores.space().database().openWriter()) {
            Dialect.run(connection, "INSERT INTO consent_schema (version, at) VALUES (99, 0)");
        }
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("schema 99");
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws Exception {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(TestStores.file(folder))))
                .isEqualTo("rw-------");
    }

    @Test
    void settingsThatWouldLoseReceiptsAreRefused() {
        for (String url : List.of(
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite:file:x?mode=memory",
                "jdbc:sqlite:x.db?synchronous=OFF",
                "jdbc:h2:mem:x",
                "postgres://user:secret@host/db")) {
            assertThatThrownBy(() -> SqlStores.open(TestStores.sqlite(folder, url), KEYS, records.clock()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("receipts.database")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aPrefixThatIsNoNameIsRefused() {
        SqlStores.Settings settings = new SqlStores.Settings(
                "jdbc:sqlite:x.db", null, null, null, folder, "x; DROP TABLE y; --", TestRecords.SITE);
        assertThatThrownBy(() -> SqlStores.open(settings, KEYS, records.clock()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("receipts.tablePrefix");
    }

    @Test
    void theClockOfTheRecordsStartsWhereTheyEnd() throws Exception {
        SqlStores stores = open();
        records.later(Duration.ofDays(3));
        Instant last = append(stores, records.granted("subject-1")).record().at();
        stores.close();
        TestRecords setBack = new TestRecords();
        SqlStores again =
                SqlStores.open(TestStores.sqlite(folder), KEYS, setBack.clock(), TestStores.impatient(faults));
        opened.add(again);
        assertThat(setBack.now()).isAfterOrEqualTo(last);
    }

    private SqlStores open() throws StoreException {
        SqlStores stores =
                SqlStores.open(TestStores.sqlite(folder), KEYS, records.clock(), TestStores.impatient(faults));
        opened.add(stores);
        return stores;
    }

    private static StoredReceipt append(SqlStores stores, ConsentRecord record) throws StoreException {
        return stores.receipts().append(record, canonical(record));
    }

    /** Why it was refused; empty where it was not. */
    private static String refusal(SqlStores stores, ConsentRecord record) {
        try {
            append(stores, record);
            return "";
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void assertBackToWork(SqlStores stores) throws StoreException {
        appendsAgain(stores);
        assertChainIsWhole(stores);
    }

    private void appendsAgain(SqlStores stores) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> refusal(stores, records.granted("subject-3")).isEmpty());
    }

    private static void assertChainIsWhole(SqlStores stores) throws StoreException {
        for (Head latest : stores.receipts().latestHeads()) {
            List<Head> heads = stores.receipts().heads(latest.log(), 1, Integer.MAX_VALUE);
            assertThat(VERIFIER.checkChain(heads)).isEmpty();
        }
        stores.receipts()
                .export(
                        ReceiptQuery.all(),
                        each -> assertThat(VERIFIER.check(canonical(each.record()), each.proof()))
                                .isEmpty());
    }

    private static String answer(Statement statement, String question) throws Exception {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static int count(SqlStores stores, String table) throws StoreException {
        return stores.readers().ask(statements -> {
            try (ResultSet row = statements.of("SELECT COUNT(*) FROM " + table).executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    private long occurrences(String text) throws Exception {
        long found = 0;
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (int at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
                    found++;
                }
            }
        }
        return found;
    }
}
