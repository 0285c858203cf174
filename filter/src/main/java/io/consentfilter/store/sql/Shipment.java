package io.consentfilter.store.sql;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A whole batch of records in one statement, for PostgreSQL: what a batch costs there is mostly the way to the server and back. The
 * statement writes nothing where the lease is not ours any more; its row stays locked until the commit, so that nobody takes the log
 * over in between.
 */
final class Shipment {
    private static final String MINE = "WITH mine AS (SELECT id FROM {log} WHERE id = ? AND owner = ? FOR SHARE), ";

    private static final String REST =
            "records AS (INSERT INTO {record} (site, id, number, at, subject, notice, ask, language, method, choice,"
                    + " previous, valid_until, erase_after, salt, log, sequence, leaf)"
                    + " SELECT ?, r.id, r.number, r.at, r.subject, r.notice, r.ask, r.language, r.method, r.choice, r.previous,"
                    + " r.valid_until, r.erase_after, r.salt, mine.id, ?, r.leaf FROM mine,"
                    + " unnest(?::bytea[], ?::text[], ?::int8[], ?::text[], ?::int4[], ?::int4[], ?::int4[], ?::int4[], ?::int4[],"
                    + " ?::bytea[], ?::int8[], ?::int4[], ?::bytea[], ?::int4[])"
                    + " AS r(id, number, at, subject, notice, ask, language, method, choice, previous, valid_until, erase_after,"
                    + " salt, leaf)),"
                    + " tallies AS (INSERT INTO {tally} (site, day, kind, log, times)"
                    + " SELECT ?, t.day, t.kind, mine.id, t.times FROM mine,"
                    + " unnest(?::int4[], ?::int4[], ?::int8[]) AS t(day, kind, times)"
                    + " ON CONFLICT (site, day, kind, log) DO UPDATE SET times = {tally}.times + excluded.times)"
                    + " INSERT INTO {head} (site, log, sequence, size, root, previous, at, leaves, key_id, signature)"
                    + " SELECT ?, mine.id, ?, ?, ?, ?, ?, ?, ?, ? FROM mine";

    private final Transaction transaction;
    private final Session session;
    private final PreparedStatement statement;
    private int next = 1;

    Shipment(Transaction transaction) throws SQLException {
        this.transaction = transaction;
        this.session = transaction.session();
        this.statement = session.statements().of(MINE + REST);
    }

    /**
     * Sends it.
     *
     * @throws SQLException too where another node has taken the log over
     */
    void send(Head head, Batch leaves) throws SQLException {
        if (session.leaseGrowsOld()) {
            session.holdLease();
        }
        integer(transaction.log());
        statement.setString(next++, session.lease().owner());
        records(transaction.records());
        integer(session.site());
        transaction.tallies().addTo(this);
        head(head, leaves);
        if (statement.executeUpdate() != 1) {
            throw new SQLException(
                    "another node has taken over log " + session.lease().name());
        }
    }

    void integers(int[] values) throws SQLException {
        array("int4", Arrays.stream(values).boxed().toArray());
    }

    void longs(long[] values) throws SQLException {
        array("int8", Arrays.stream(values).boxed().toArray());
    }

    private void records(List<RecordRow> rows) throws SQLException {
        integer(session.site());
        statement.setLong(next++, transaction.sequence());
        bytes(rows, RecordRow::id);
        texts(rows, RecordRow::number);
        longs(rows, RecordRow::at);
        texts(rows, RecordRow::subject);
        integers(rows, RecordRow::notice);
        integers(rows, RecordRow::ask);
        integers(rows, RecordRow::language);
        integers(rows, RecordRow::method);
        integers(rows, RecordRow::choice);
        bytes(rows, RecordRow::previous);
        longs(rows, RecordRow::validUntil);
        integers(rows, RecordRow::eraseAfter);
        bytes(rows, RecordRow::salt);
        integers(rows, RecordRow::leaf);
    }

    private void head(Head head, Batch leaves) throws SQLException {
        integer(session.site());
        statement.setLong(next++, head.sequence());
        integer(head.size());
        statement.setBytes(next++, head.root());
        statement.setBytes(next++, head.previous());
        statement.setLong(next++, head.at().toEpochMilli());
        statement.setBytes(next++, leaves.toBytes());
        statement.setString(next++, head.keyId());
        statement.setBytes(next++, head.signature());
    }

    private void integer(int value) throws SQLException {
        statement.setInt(next++, value);
    }

    private <T> void integers(List<T> rows, ToIntFunction<T> column) throws SQLException {
        integers(rows.stream().mapToInt(column).toArray());
    }

    private <T> void longs(List<T> rows, ToLongFunction<T> column) throws SQLException {
        longs(rows.stream().mapToLong(column).toArray());
    }

    private <T> void texts(List<T> rows, Function<T, @Nullable String> column) throws SQLException {
        array("text", rows.stream().map(column).toArray(String[]::new));
    }

    private <T> void bytes(List<T> rows, Function<T, byte @Nullable []> column) throws SQLException {
        array("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private void array(String type, Object[] values) throws SQLException {
        statement.setArray(next++, session.statements().connection().createArrayOf(type, values));
    }
}
