package io.consentfilter.store.sql;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One batch while it is being written: its entries collect rows, then it is closed, then it is sent. */
final class Transaction {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Session session;
    private final long sequence;
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<RecordRow> records = new ArrayList<>();
    private final Tallies tallies = new Tallies();
    private final Set<PreparedStatement> batched = new LinkedHashSet<>();
    private boolean sendsItself;
    private boolean scrub;
    private @Nullable Batch batch;
    private @Nullable Head head;

    Transaction(Session session) {
        this.session = session;
        this.sequence = session.ledger().nextSequence();
    }

    Session session() {
        return session;
    }

    int log() {
        return session.lease().log();
    }

    long sequence() {
        return sequence;
    }

    static byte[] salt() {
        byte[] salt = new byte[Batch.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** Seals canonical bytes as the next leaf of this batch and returns its place. */
    int seal(byte[] salt, byte[] canonical) {
        leaves.add(Batch.leaf(salt, canonical));
        return leaves.size() - 1;
    }

    /** Adds a record and counts it as a decision of that day and kind. */
    void record(RecordRow row, int day, int kind) {
        records.add(row);
        tallies.add(day, kind, 1);
    }

    PreparedStatement statement(String template) throws SQLException {
        sendsItself = true;
        return session.statements().of(template);
    }

    /** A statement whose {@code addBatch} rows are sent together with those of the other entries. */
    PreparedStatement batched(String template) throws SQLException {
        PreparedStatement statement = statement(template);
        batched.add(statement);
        return statement;
    }

    /** Nothing more is sealed: where there are leaves, their head is made and signed. */
    void close(Instant now, UnaryOperator<Head> signature) {
        Batch closed = new Batch(leaves);
        batch = closed;
        head = leaves.isEmpty() ? null : signature.apply(session.ledger().next(closed, now));
    }

    /** Sends everything; records alone in one statement where the database can take them so. */
    void send() throws SQLException {
        Head closed = head;
        if (!sendsItself && closed != null && session.space().database().dialect() == Dialect.POSTGRESQL) {
            new Shipment(this).send(closed, batch());
            return;
        }
        session.holdLease();
        flush();
        if (closed != null) {
            writeHead(closed, batch());
        }
    }

    /** Sends what was collected so far; needed before a statement that has to see it. */
    void flush() throws SQLException {
        if (!records.isEmpty()) {
            PreparedStatement insert = batched(RecordRow.INSERT);
            for (RecordRow row : records) {
                row.addTo(insert, this);
            }
            records.clear();
        }
        tallies.addTo(this);
        for (PreparedStatement statement : batched) {
            statement.executeBatch();
        }
        batched.clear();
    }

    /** After a failure: what was collected must not go out with the next transaction. */
    void forget() throws SQLException {
        for (PreparedStatement statement : batched) {
            statement.clearBatch();
        }
        batched.clear();
    }

    /** Once this is committed, nothing of what was erased may be left in the write-ahead log. */
    void scrubAfterwards() {
        scrub = true;
    }

    boolean scrub() {
        return scrub;
    }

    List<RecordRow> records() {
        return records;
    }

    /** What this batch adds to the daily counters. */
    Tallies tallies() {
        return tallies;
    }

    /** The leaves, once it is closed. */
    Batch batch() {
        Batch closed = batch;
        if (closed == null) {
            throw new IllegalStateException("not closed yet");
        }
        return closed;
    }

    /** The signed head; null before it is closed and where there is no leaf. */
    @Nullable
    Head head() {
        return head;
    }

    private void writeHead(Head closed, Batch all) throws SQLException {
        PreparedStatement insert = statement(
                "INSERT INTO {head} (site, log, sequence, size, root, previous, at, leaves, key_id, signature)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.setInt(1, session.site());
        insert.setInt(2, log());
        insert.setLong(3, closed.sequence());
        insert.setInt(4, closed.size());
        insert.setBytes(5, closed.root());
        insert.setBytes(6, closed.previous());
        insert.setLong(7, closed.at().toEpochMilli());
        insert.setBytes(8, all.toBytes());
        insert.setString(9, closed.keyId());
        insert.setBytes(10, closed.signature());
        insert.executeUpdate();
    }
}
