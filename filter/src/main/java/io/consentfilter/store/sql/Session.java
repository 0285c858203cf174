package io.consentfilter.store.sql;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The writing connection with everything that is true only as long as it lives: the leased log, its last head, the prepared
 * statements. After any failure it is thrown away and a new one reads again what is really there.
 */
final class Session implements AutoCloseable {
    /** Heads that are looked back on for a missing signature; signatures are stored in order, so the first signed one ends it. */
    private static final int LOOK_BACK = 100;

    private final Space space;
    private final Statements statements;
    private final Logs.Lease lease;
    private final Ledger ledger;
    private final Instant lastAt;
    private final @Nullable Object identity;
    private final @Nullable Checkpoints checkpoints;
    private long renewedAt = System.nanoTime();

    private Session(Space space, Statements statements, Logs.Lease lease, @Nullable Object identity)
            throws SQLException {
        this.space = space;
        this.statements = statements;
        this.lease = lease;
        this.identity = identity;
        this.checkpoints = space.database().dialect() == Dialect.SQLITE
                ? new Checkpoints(space.database(), statements.connection())
                : null;
        Head last = last();
        this.ledger = new Ledger(lease.name(), last);
        this.lastAt = last == null ? Instant.EPOCH : last.at();
    }

    /**
     * Connects, migrates, leases a log and signs what was left unsigned.
     *
     * @param late signs a head whose process ended before it did
     */
    static Session open(Space space, UnaryOperator<Head> late, long now) throws SQLException, StoreException {
        Connection connection = space.database().openWriter();
        Statements statements = new Statements(connection, space.tables());
        try {
            new Migrations(space.tables(), space.database().dialect()).run(connection, now);
            space.enter(statements);
            Object identity = space.database().identity();
            Session session = new Session(space, statements, space.logs().take(statements), identity);
            session.signLeftOver(late);
            return session;
        } catch (SQLException | StoreException | RuntimeException | Error e) {
            statements.close();
            throw e;
        }
    }

    int site() {
        return space.site();
    }

    Space space() {
        return space;
    }

    Statements statements() {
        return statements;
    }

    Logs.Lease lease() {
        return lease;
    }

    Ledger ledger() {
        return ledger;
    }

    /** When the last batch of this log was closed. */
    Instant lastAt() {
        return lastAt;
    }

    void begin() throws SQLException {
        statements.connection().setAutoCommit(false);
    }

    /** Inside a transaction: makes sure, until its commit, that the log is still ours, and keeps it for longer. */
    void holdLease() throws SQLException {
        if (space.database().dialect() == Dialect.POSTGRESQL) {
            space.logs().renew(statements, lease);
            renewedAt = System.nanoTime();
        }
    }

    boolean leaseGrowsOld() {
        return space.database().dialect() == Dialect.POSTGRESQL
                && System.nanoTime() - renewedAt > TimeUnit.MILLISECONDS.toNanos(Logs.LEASE_MILLIS / 3);
    }

    /** Commits; fails before that if the file is not the one that was opened any more: nobody would find these rows again. */
    void commit() throws SQLException {
        Object now = space.database().identity();
        if (identity != null && !identity.equals(now)) {
            throw new SQLException("the database file " + space.database() + " was replaced");
        }
        statements.connection().commit();
        statements.connection().setAutoCommit(true);
    }

    /** Copies the write-ahead log back and empties it; false where a reader or the disk held it up. */
    boolean scrub() {
        return checkpoints == null || checkpoints.truncated();
    }

    /** Between two batches. */
    void betweenBatches() {
        if (checkpoints != null) {
            checkpoints.committed();
        }
    }

    void rollback() throws SQLException {
        statements.connection().rollback();
        statements.connection().setAutoCommit(true);
    }

    @Override
    public void close() {
        try {
            space.logs().release(statements, lease);
        } catch (SQLException e) {
            // The lease runs out by itself.
        }
        drop();
    }

    /** Lets go of the connection as it is. */
    void drop() {
        if (checkpoints != null) {
            checkpoints.close();
        }
        statements.close();
    }

    /**
     * Up to schema 5 a signature was stored after its head, so the last ones may have none: in this log, and in those of nodes that are
     * gone.
     */
    private void signLeftOver(UnaryOperator<Head> late) throws SQLException {
        begin();
        signLeftOver(lease.log(), late);
        for (Integer log : space.logs().abandoned(statements)) {
            signLeftOver(log, late);
        }
        commit();
    }

    private void signLeftOver(int log, UnaryOperator<Head> late) throws SQLException {
        PreparedStatement update = statements.of("UPDATE {head} SET key_id = ?, signature = ?"
                + " WHERE site = ? AND log = ? AND sequence = ? AND key_id IS NULL");
        for (Head unsigned : unsigned(log)) {
            Head signed = late.apply(unsigned);
            update.setString(1, signed.keyId());
            update.setBytes(2, signed.signature());
            update.setInt(3, space.site());
            update.setInt(4, log);
            update.setLong(5, signed.sequence());
            update.executeUpdate();
        }
    }

    private List<Head> unsigned(int log) throws SQLException {
        List<Head> unsigned = new ArrayList<>();
        for (Head head : newest(log, LOOK_BACK)) {
            if (head.signed()) {
                break;
            }
            unsigned.add(head);
        }
        return unsigned;
    }

    private @Nullable Head last() throws SQLException {
        List<Head> heads = newest(lease.log(), 1);
        return heads.isEmpty() ? null : heads.get(0);
    }

    private List<Head> newest(int log, int count) throws SQLException {
        PreparedStatement select = space.logs().newest(statements, log);
        select.setLong(3, Long.MAX_VALUE);
        select.setInt(4, count);
        List<Head> heads = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                heads.add(space.logs().head(statements, rows));
            }
        }
        return heads;
    }
}
