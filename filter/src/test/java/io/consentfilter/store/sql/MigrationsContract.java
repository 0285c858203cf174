package io.consentfilter.store.sql;

import static io.consentfilter.store.TestRecords.canonical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.Tally;
import io.consentfilter.store.TestRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of every older schema, with rows in them, are carried over: nothing is lost and what is new is filled. */
abstract class MigrationsContract {
    private static final SigningKeys KEYS = Keys.ephemeral().signing();

    /** Before schema 5 a number was a hash of the id. */
    private static final String OLD_NUMBER = "CQMB-7VQH-JAP5";

    private final TestRecords records = new TestRecords();

    /** Where tables lie that nobody else uses. */
    protected abstract SqlStores.Settings settings();

    @ParameterizedTest
    @MethodSource("olderSchemas")
    void recordsOfOlderSchemasStayProvenAndAreCounted(int schema) throws Exception {
        List<ConsentRecord> old = oldRecords();
        write(schema, old);
        try (SqlStores stores = SqlStores.open(settings(), KEYS, records.clock())) {
            for (ConsentRecord record : old) {
                var found = stores.receipts().find(record.id()).orElseThrow();
                assertThat(found.record()).isEqualTo(record);
                assertThat(new ProofVerifier(KEYS.publicKeys()).check(canonical(record), found.proof()))
                        .isEmpty();
            }
            ConsentRecord today = records.granted("subject-1");
            stores.receipts().append(today, canonical(today));
            assertThat(tallies(stores))
                    .containsExactlyInAnyOrder(
                            "2026-11-23 banner:layer1:accept-all given x2",
                            "2026-11-23 banner:layer1:reject-all refused x1",
                            "2026-11-24 banner:layer1:accept-all given x2");
        }
    }

    @ParameterizedTest
    @MethodSource("olderSchemas")
    void consentsOfOlderSchemasRunOut(int schema) throws Exception {
        List<ConsentRecord> old = oldRecords();
        write(schema, old);
        ConsentRecord last = old.get(3);
        records.later(Duration.between(records.now(), last.validUntil()).minusMillis(1));
        try (SqlStores stores = SqlStores.open(settings(), KEYS, records.clock())) {
            assertThat(found(stores, ConsentState.GIVEN)).containsExactly(last.id());
            assertThat(found(stores, ConsentState.EXPIRED))
                    .containsExactly(old.get(2).id(), old.get(0).id());
            assertThat(found(stores, ConsentState.REFUSED))
                    .containsExactly(old.get(1).id());
            ConsentRecord today = records.granted("subject-9");
            stores.receipts().append(today, canonical(today));
            assertThat(found(stores, ConsentState.GIVEN)).containsExactly(today.id());
            assertThat(found(stores, ConsentState.EXPIRED))
                    .containsExactly(last.id(), old.get(2).id(), old.get(0).id());
        }
    }

    @ParameterizedTest
    @MethodSource("olderSchemas")
    void recordsOfOlderSchemasAreFoundByTheirNumbers(int schema) throws Exception {
        List<ConsentRecord> old = oldRecords();
        write(schema, old);
        try (SqlStores stores = SqlStores.open(settings(), KEYS, records.clock())) {
            ConsentRecord today = records.granted("subject-9");
            stores.receipts().append(today, canonical(today));
            assertThat(numbered(stores, OLD_NUMBER)).containsExactly(old.get(0).id());
            assertThat(numbered(stores, old.get(2).number()))
                    .containsOnly(old.get(2).id());
            assertThat(numbered(stores, today.number())).containsExactly(today.id());
        }
    }

    private static List<String> numbered(SqlStores stores, String number) throws StoreException {
        ReceiptQuery query = new ReceiptQuery(null, number, null, null, null, null, null, null, null, null, 9, null);
        return stores.receipts().query(query).items().stream()
                .map(each -> each.record().id())
                .toList();
    }

    private static List<String> found(SqlStores stores, ConsentState state) throws StoreException {
        ReceiptQuery query = new ReceiptQuery(null, null, null, null, "media", null, state, null, null, null, 9, null);
        return stores.receipts().query(query).items().stream()
                .map(each -> each.record().id())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("olderSchemas")
    void subjectsOfOlderSchemasCanBeErasedAndAreMarked(int schema) throws Exception {
        write(schema, oldRecords());
        try (SqlStores stores = SqlStores.open(settings(), KEYS, records.clock())) {
            assertThat(stores.receipts().endedSubjects()).isEmpty();
            assertThat(stores.receipts().erase("subject-2", TestRecords.ended("subject-2"), "request"))
                    .isEqualTo(1);
            assertThat(stores.receipts().endedSubjects()).containsExactly(TestRecords.ended("subject-2"));
        }
    }

    /** Such a node knows no counters, or no marks of erased subjects: it has to stop writing at once. */
    @ParameterizedTest
    @MethodSource("olderSchemas")
    void aNodeOfAnOlderVersionLosesItsLog(int schema) throws Exception {
        write(schema, oldRecords());
        SqlStores stores = SqlStores.open(settings(), KEYS, records.clock());
        try (stores;
                Statements statements = new Statements(
                        stores.space().database().openWriter(), stores.space().tables())) {
            Logs.Lease old = new Logs.Lease(1, "log-old", "old node");
            assertThatThrownBy(() -> stores.space().logs().renew(statements, old))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("another node has taken over log log-old");
        }
    }

    @ParameterizedTest
    @MethodSource("olderSchemas")
    void aSecondStartMigratesNothingTwice(int schema) throws Exception {
        write(schema, oldRecords());
        SqlStores.open(settings(), KEYS, records.clock()).close();
        try (SqlStores stores = SqlStores.open(settings(), KEYS, records.clock())) {
            assertThat(tallies(stores)).hasSize(3);
        }
    }

    /** All that a released version ever wrote. */
    static IntStream olderSchemas() {
        return IntStream.range(1, Migrations.NEWEST);
    }

    private List<ConsentRecord> oldRecords() {
        List<ConsentRecord> old = new ArrayList<>();
        old.add(TestRecords.numbered(records.granted("subject-1"), OLD_NUMBER));
        old.add(records.refused());
        old.add(records.granted("subject-2"));
        records.later(Duration.ofHours(14));
        ConsentRecord last = records.granted("subject-3");
        old.add(TestRecords.erasedAfter(last, last.eraseAfter(), old.get(0).id()));
        return old;
    }

    private static List<String> tallies(SqlStores stores) throws StoreException {
        List<Tally> all = new ArrayList<>();
        var first = TestRecords.START.atZone(ZoneOffset.UTC).toLocalDate();
        stores.receipts().tallies(first, first.plusDays(2), all::add);
        return all.stream()
                .map(each -> each.day() + " " + each.method() + " "
                        + States.nameOf(each.purposes().getOrDefault("media", ConsentState.REVOKED)) + " x"
                        + each.times())
                .toList();
    }

    /** As a version of that schema left them: one batch in a log that an old node still leases. */
    private void write(int schema, List<ConsentRecord> old) throws Exception {
        Space space = new Space(settings(), connection -> connection);
        Connection connection = space.database().openWriter();
        try (Statements statements = new Statements(connection, space.tables())) {
            new Migrations(space.tables(), space.database().dialect()).run(connection, 0, schema);
            space.enter(statements);
            insert(
                    statements,
                    "INSERT INTO {log} (site, name, owner, lease_until) VALUES (?, ?, ?, ?)",
                    space.site(),
                    "log-old",
                    "old node",
                    Long.MAX_VALUE / 2);
            Batch batch = new Batch(old.stream()
                    .map(each -> Batch.leaf(salt(), canonical(each)))
                    .toList());
            Head head = Ledger.sign(new Ledger("log-old", null).next(batch, TestRecords.START), KEYS);
            insert(
                    statements,
                    "INSERT INTO {head} (site, log, sequence, size, root, previous, at, leaves) VALUES (?, 1, 1, ?, ?, ?, ?, ?)",
                    space.site(),
                    head.size(),
                    head.root(),
                    head.previous(),
                    head.at().toEpochMilli(),
                    batch.toBytes());
            insert(
                    statements,
                    "INSERT INTO {seal} (site, log, sequence, key_id, signature) VALUES (?, 1, 1, ?, ?)",
                    space.site(),
                    head.keyId(),
                    head.signature());
            for (int leaf = 0; leaf < old.size(); leaf++) {
                record(space, statements, old.get(leaf), leaf);
                if (schema >= 2) {
                    count(space, statements, old.get(leaf));
                }
            }
            if (schema >= 4) {
                terms(statements);
            }
        }
    }

    private static void record(Space space, Statements statements, ConsentRecord record, int leaf) throws SQLException {
        Words words = space.words();
        insert(
                statements,
                "INSERT INTO {record} (site, id, number, at, subject, notice, ask, language, method, choice, previous,"
                        + " valid_until, erase_after, salt, log, sequence, leaf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?)",
                space.site(),
                Objects.requireNonNull(Uuids.bytes(record.id())),
                record.number(),
                record.at().toEpochMilli(),
                record.subjectKey(),
                words.intern(statements, record.noticeVersion()),
                words.intern(statements, record.askVersion()),
                words.intern(statements, record.language()),
                words.intern(statements, record.method()),
                choice(space, statements, record),
                record.previousId() == null ? null : Objects.requireNonNull(Uuids.bytes(record.previousId())),
                record.validUntil().toEpochMilli(),
                (int) record.eraseAfter().toEpochDay(),
                salt(),
                leaf);
    }

    /** As every schema up to the third writes a combination: without the terms of its records. */
    private static int choice(Space space, Statements statements, ConsentRecord record) throws SQLException {
        States states = States.of(record);
        insert(
                statements,
                "INSERT INTO {choice} (site, hash, states) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                space.site(),
                States.hash(states.text()),
                states.text());
        PreparedStatement select = statements.of("SELECT id FROM {choice} WHERE site = ? AND hash = ?");
        select.setInt(1, space.site());
        select.setBytes(2, States.hash(states.text()));
        int choice;
        try (ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            choice = row.getInt(1);
        }
        for (Map.Entry<String, ConsentState> purpose : states.purposes().entrySet()) {
            insert(
                    statements,
                    "INSERT INTO {choice_item} (site, kind, item, state, choice) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    space.site(),
                    States.PURPOSE,
                    purpose.getKey(),
                    States.nameOf(purpose.getValue()),
                    choice);
        }
        return choice;
    }

    /** As schema 4 notes how long records of a combination are valid. */
    private static void terms(Statements statements) throws SQLException {
        insert(
                statements,
                "UPDATE {choice} SET shortest = (SELECT MIN(r.valid_until - r.at) FROM {record} r WHERE r.choice = {choice}.id),"
                        + " longest = (SELECT MAX(r.valid_until - r.at) FROM {record} r WHERE r.choice = {choice}.id)");
    }

    /** As schema 2 counts each decision in the transaction that stores it. */
    private static void count(Space space, Statements statements, ConsentRecord record) throws SQLException {
        Words words = space.words();
        insert(
                statements,
                "INSERT INTO {kind} (site, notice, language, method, choice) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                space.site(),
                words.intern(statements, record.noticeVersion()),
                words.intern(statements, record.language()),
                words.intern(statements, record.method()),
                choice(space, statements, record));
        insert(
                statements,
                "INSERT INTO {tally} (site, day, kind, log, times) SELECT site, ?, id, 1, 1 FROM {kind} WHERE method = ?"
                        + " ON CONFLICT (site, day, kind, log) DO UPDATE SET times = {tally}.times + 1",
                (int) record.at().atZone(ZoneOffset.UTC).toLocalDate().toEpochDay(),
                words.intern(statements, record.method()));
    }

    private static byte[] salt() {
        return new byte[Batch.SALT_BYTES];
    }

    private static void insert(Statements statements, String template, @Nullable Object... values) throws SQLException {
        PreparedStatement insert = statements.of(template);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                insert.setBytes(i + 1, bytes);
            } else {
                insert.setObject(i + 1, values[i]);
            }
        }
        insert.executeUpdate();
    }
}
