package io.consentfilter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.consentfilter.seal.Keys;
import io.consentfilter.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool that answers questions where PostgreSQL is named by its JDBC URL. */
final class PostgresReadersIT {
    private final String prefix = Postgres.prefix();
    private final Faults faults = new Faults();
    private final SqlStores stores = open();

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void manyQuestionsAtOnceShareAFewConnections() throws Exception {
        ExecutorService visitors = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                asked.add(visitors.submit(() -> stores.receipts().latestHeads()));
            }
            for (Future<?> each : asked) {
                each.get();
            }
        } finally {
            visitors.shutdownNow();
        }
        assertThat(faults.connections.get()).as("one writes, the others read").isBetween(2, 1 + Readers.READERS_MAX);
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        String first = answer("SELECT pg_backend_pid()");
        assertThat(answer("SELECT pg_backend_pid()")).isEqualTo(first);
    }

    @Test
    void whoReadsCannotWrite() throws Exception {
        assertThat(answer("SHOW transaction_read_only")).isEqualTo("on");
        assertThatThrownBy(() -> answer("DELETE FROM {record} RETURNING number"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("25006");
    }

    @Test
    void aQuestionThatTakesTooLongIsGivenUp() throws Exception {
        assertThat(answer("SHOW statement_timeout")).isEqualTo("10s");
    }

    @Test
    void aServerThatIsGoneIsToldWithinTheBoundAndFoundAgain() throws Exception {
        stores.receipts().latestHeads();
        faults.unreachable = true;
        cutConnections();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThatThrownBy(() -> stores.receipts().latestHeads())
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("cannot be reached"));
        long asked = System.nanoTime();
        assertThatThrownBy(() -> stores.receipts().latestHeads()).isInstanceOf(StoreException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
        faults.unreachable = false;
        await().atMost(Duration.ofSeconds(15)).until(() -> answers("SELECT 1"));
    }

    @Test
    void closingEndsEveryThreadOfThePoolAlsoWhileItTriesToConnect() throws Exception {
        stores.receipts().latestHeads();
        assertThat(threadsOfThePool()).isNotEmpty();
        faults.unreachable = true;
        cutConnections();
        assertThatThrownBy(() -> {
                    stores.receipts().latestHeads();
                    stores.receipts().latestHeads();
                })
                .isInstanceOf(StoreException.class);
        stores.close();
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(threadsOfThePool()).isEmpty());
        assertThatThrownBy(() -> stores.receipts().latestHeads())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    private SqlStores open() {
        try {
            return SqlStores.open(
                    Postgres.byUrl(prefix),
                    Keys.ephemeral().signing(),
                    InstantSource.system(),
                    TestStores.impatient(faults));
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(String question) throws StoreException {
        return stores.readers().ask(statements -> {
            PreparedStatement statement = statements.of(question);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        });
    }

    private boolean answers(String question) {
        try {
            return !answer(question).isEmpty();
        } catch (StoreException e) {
            return false;
        }
    }

    private static List<String> threadsOfThePool() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("consent-filter:"))
                .toList();
    }

    /** Of this database, whoever holds them. */
    private static void cutConnections() throws SQLException {
        try (Connection connection = Postgres.server().getPostgresDatabase().getConnection()) {
            Dialect.run(
                    connection,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'consent-filter'");
        }
    }
}
