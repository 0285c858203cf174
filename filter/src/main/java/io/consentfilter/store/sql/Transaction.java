package io.consentfilter.store.sql;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One batch while it is being written. */
final class Transaction {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Session session;
    private final long sequence;
    private final List<byte[]> leaves = new ArrayList<>();
    private final Set<PreparedStatement> batched = new LinkedHashSet<>();
    private final Tallies tallies = new Tallies();
    private boolean scrub;

    Transaction(Session session, long sequence) {
        this.session = session;
        this.sequence = sequence;
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

    /** What this batch adds to the daily counters. */
    Tallies tallies() {
        return tallies;
    }

    Batch batch() {
        return new Batch(leaves);
    }

    PreparedStatement statement(String template) throws SQLException {
        return session.statements().of(template);
    }

    /** A statement whose {@code addBatch} rows are sent together with those of the other entries. */
    PreparedStatement batched(String template) throws SQLException {
        PreparedStatement statement = session.statements().of(template);
        batched.add(statement);
        return statement;
    }

    /** Sends what {@link #batched} collected; needed before a statement that has to see it. */
    void flush() throws SQLException {
        tallies.write(this);
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

    void writeHead(Head head, Batch batch) throws SQLException {
        PreparedStatement insert =
                statement("INSERT INTO {head} (site, log, sequence, size, root, previous, at, leaves)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.setInt(1, session.site());
        insert.setInt(2, log());
        insert.setLong(3, head.sequence());
        insert.setInt(4, head.size());
        insert.setBytes(5, head.root());
        insert.setBytes(6, head.previous());
        insert.setLong(7, head.at().toEpochMilli());
        insert.setBytes(8, batch.toBytes());
        insert.executeUpdate();
    }

    /** The signature of an earlier head; where somebody who took the log over has signed it, theirs stays. */
    void writeSeal(Head head) throws SQLException {
        Integer log = session.space().logs().number(session.statements(), head.log());
        if (log == null) {
            return;
        }
        PreparedStatement insert = batched("INSERT INTO {seal} (site, log, sequence, key_id, signature)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        insert.setInt(1, session.site());
        insert.setInt(2, log);
        insert.setLong(3, head.sequence());
        insert.setString(4, head.keyId());
        insert.setBytes(5, head.signature());
        insert.addBatch();
    }
}
