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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes on one database: each writes a log of its own, any verifies and finds what any wrote. */
final class PostgresNodesIT {
    private static final SigningKeys KEYS = Keys.ephemeral().signing();
    private static final ProofVerifier VERIFIER = new ProofVerifier(KEYS.publicKeys());

    private final String prefix = Postgres.prefix();
    private final TestRecords records = new TestRecords(InstantSource.system());
    private final Faults faults = new Faults();
    private final List<SqlStores> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(SqlStores::close);
    }

    @Test
    void nodesThatStartAndWriteTogetherEachHaveALogOfTheirOwn() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<SqlStores>> starting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starting.add(pool.submit(this::open));
            }
            List<Future<Set<String>>> writing = new ArrayList<>();
            for (Future<SqlStores> node : starting) {
                SqlStores stores = node.get();
                writing.add(pool.submit(() -> logsOf(stores, 50)));
            }
            Set<String> logs = new HashSet<>();
            for (Future<Set<String>> node : writing) {
                assertThat(node.get()).hasSize(1);
                logs.addAll(node.get());
            }
            assertThat(logs).hasSize(4);
        } finally {
            pool.shutdownNow();
        }
        assertAllIsProven(opened.get(0), 200);
        assertAllIsProven(opened.get(3), 200);
    }

    @Test
    void whatOneNodeWroteAnotherFindsAndProves() throws Exception {
        SqlStores first = open();
        SqlStores second = open();
        ConsentRecord record = append(first).record();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            StoredReceipt found = second.receipts().find(record.id()).orElseThrow();
            assertThat(VERIFIER.check(canonical(record), found.proof())).isEmpty();
        });
    }

    @Test
    void aLogThatWasLetGoIsTakenOnByTheNextNode() throws Exception {
        SqlStores first = open();
        String log = append(first).proof().head().log();
        first.close();
        StoredReceipt next = append(open());
        assertThat(next.proof().head().log()).isEqualTo(log);
        assertThat(next.proof().head().sequence()).isEqualTo(2);
    }

    @Test
    void aNodeThatLostItsLeaseGoesOnInAnotherLogAndForksNothing() throws Exception {
        SqlStores stores = open();
        String before = append(stores).proof().head().log();
        execute("UPDATE " + prefix + "log SET owner = 'somebody else', lease_until = 9999999999999");
        String after = append(stores).proof().head().log();
        assertThat(after).isNotEqualTo(before);
        assertAllIsProven(stores, 2);
    }

    @Test
    void theLogOfADeadNodeIsTakenOverWhenItsLeaseHasRunOutAndNotBefore() throws Exception {
        SqlStores dead = open();
        String log = append(dead).proof().head().log();
        dead.close();
        execute("UPDATE " + prefix + "log SET owner = 'dead node', lease_until = 9999999999999");
        assertThat(append(open()).proof().head().log()).isNotEqualTo(log);
        execute("UPDATE " + prefix + "log SET lease_until = 1 WHERE owner = 'dead node'");
        SqlStores heir = open();
        assertThat(append(heir).proof().head().log()).isEqualTo(log);
        assertAllIsProven(heir, 3);
    }

    /** As a node of schema 5 could. */
    @Test
    void whatADeadNodeLeftUnsignedAnotherSignsAsLate() throws Exception {
        SqlStores dead = open();
        ConsentRecord record = append(dead).record();
        dead.close();
        execute("UPDATE " + prefix + "head SET key_id = NULL, signature = NULL");
        SqlStores other = open();
        SqlStores third = open();
        for (SqlStores node : List.of(other, third)) {
            Head head = node.receipts().find(record.id()).orElseThrow().proof().head();
            assertThat(VERIFIER.signature(head)).isEqualTo(ProofVerifier.Signature.LATE);
        }
    }

    @Test
    void connectionsThatTheServerCutsAreReplaced() throws Exception {
        SqlStores stores = open();
        ConsentRecord before = append(stores).record();
        stores.receipts().find(before.id());
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'consent-filter'");
        append(stores);
        await().atMost(Duration.ofSeconds(10)).until(() -> finds(stores, before.id()));
        assertAllIsProven(stores, 2);
    }

    @Test
    void aServerThatIsGoneIsRefusedQuicklyAndComesBack() throws Exception {
        SqlStores stores = open();
        append(stores);
        faults.unreachable = true;
        stores.writer().breakConnection();
        int before = faults.connections.get();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> append(stores))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be reached");
        }
        assertThat(faults.connections.get() - before)
                .as("not everybody tries to connect")
                .isBetween(1, 19);
        faults.unreachable = false;
        await().atMost(Duration.ofSeconds(15)).until(() -> appends(stores));
    }

    @Test
    void aServerThatIsNotThereAtStartIsTriedAgain() throws Exception {
        faults.unreachable = true;
        SqlStores stores = open();
        assertThat(stores.problem()).isPresent();
        assertThatThrownBy(() -> stores.receipts().query(ReceiptQuery.all())).isInstanceOf(StoreException.class);
        faults.unreachable = false;
        await().atMost(Duration.ofSeconds(15)).until(() -> appends(stores));
        assertThat(stores.problem()).isEmpty();
    }

    @Test
    void theServerReallySyncs() throws Exception {
        try (Connection connection = open().space().database().openWriter()) {
            Dialect.require(connection, "SHOW fsync", "on");
            Dialect.require(connection, "SHOW synchronous_commit", "on");
        }
    }

    private SqlStores open() throws StoreException {
        SqlStores stores =
                SqlStores.open(Postgres.byUrl(prefix), KEYS, InstantSource.system(), TestStores.impatient(faults));
        synchronized (opened) {
            opened.add(stores);
        }
        return stores;
    }

    private StoredReceipt append(SqlStores stores) throws StoreException {
        ConsentRecord record = records.granted("subject-1");
        return stores.receipts().append(record, canonical(record));
    }

    private boolean appends(SqlStores stores) {
        try {
            append(stores);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static boolean finds(SqlStores stores, String id) {
        try {
            return stores.receipts().find(id).isPresent();
        } catch (StoreException e) {
            return false;
        }
    }

    private Set<String> logsOf(SqlStores stores, int count) throws StoreException {
        Set<String> logs = new HashSet<>();
        for (int i = 0; i < count; i++) {
            logs.add(append(stores).proof().head().log());
        }
        return logs;
    }

    private static void assertAllIsProven(SqlStores stores, int count) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<StoredReceipt> all = new ArrayList<>();
            stores.receipts().export(ReceiptQuery.all(), all::add);
            assertThat(all).hasSize(count);
            all.forEach(each -> assertThat(VERIFIER.check(canonical(each.record()), each.proof()))
                    .isEmpty());
            for (Head latest : stores.receipts().latestHeads()) {
                List<Head> heads = stores.receipts().heads(latest.log(), 1, 10_000);
                assertThat(heads).hasSize((int) latest.sequence());
                assertThat(VERIFIER.checkChain(heads)).isEmpty();
            }
        });
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = Postgres.server().getPostgresDatabase().getConnection()) {
            Dialect.run(connection, sql);
        }
    }
}
