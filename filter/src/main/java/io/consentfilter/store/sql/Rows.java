package io.consentfilter.store.sql;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.store.StoredReceipt;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Turns rows back into records and proofs. One object per question: rows of the same batch share its tree. */
final class Rows {
    /** Batches that one question keeps. */
    private static final int BATCHES_MAX = 64;

    private final Statements statements;
    private final Space space;
    private final Map<String, Place> places = new HashMap<>();

    private record Place(Batch batch, Head head) {}

    Rows(Statements statements, Space space) {
        this.statements = statements;
        this.space = space;
    }

    /**
     * What {@link #receipt} reads, of a table called {@code r}; positions count, because looking up a name for each of fifty rows takes
     * longer than reading them.
     */
    static final String COLUMNS = "r.id, r.number, r.at, r.subject, r.notice, r.ask, r.language, r.method, r.choice,"
            + " r.previous, r.valid_until, r.erase_after, r.salt, r.log, r.sequence, r.leaf";

    /** The batch of each row as well, of {@link #BATCH_TABLES}: for rows that each lie in another batch. */
    static final String BATCH_COLUMNS = ", h.size, h.root, h.previous, h.at, h.leaves, h.key_id, h.signature";

    static final String BATCH_TABLES =
            " LEFT JOIN {head} h ON h.site = ? AND h.log = r.log AND h.sequence = r.sequence";

    private static final int BATCH_AT = 17;

    /** A row of {@link #COLUMNS}. */
    StoredReceipt receipt(ResultSet row) throws SQLException {
        return new StoredReceipt(record(row), proof(row, place(row.getInt(14), row.getLong(15))));
    }

    /** A row of {@link #COLUMNS} and {@link #BATCH_COLUMNS}. */
    StoredReceipt receiptWithBatch(ResultSet row) throws SQLException {
        int log = row.getInt(14);
        long sequence = row.getLong(15);
        Place known = places.get(key(log, sequence));
        return new StoredReceipt(record(row), proof(row, known != null ? known : remember(log, sequence, place(row))));
    }

    /** The proof of a journal's row that has {@code log, sequence, leaf, salt}. */
    Proof proof(ResultSet row) throws SQLException {
        Place place = place(row.getInt("log"), row.getLong("sequence"));
        return place.batch().proof(row.getInt("leaf"), row.getBytes("salt"), place.head());
    }

    private static Proof proof(ResultSet row, Place place) throws SQLException {
        return place.batch().proof(row.getInt(16), row.getBytes(13), place.head());
    }

    private ConsentRecord record(ResultSet row) throws SQLException {
        States states = space.choices().states(statements, row.getInt(9));
        byte[] previous = row.getBytes(10);
        String id = Uuids.text(row.getBytes(1));
        return new ConsentRecord(
                id,
                Numbers.of(id, row.getString(2)),
                space.siteName(),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4),
                word(row, 5),
                word(row, 6),
                word(row, 7),
                word(row, 8),
                states.services(),
                states.purposes(),
                previous == null ? null : Uuids.text(previous),
                Instant.ofEpochMilli(row.getLong(11)),
                LocalDate.ofEpochDay(row.getInt(12)));
    }

    private String word(ResultSet row, int column) throws SQLException {
        return space.words().word(statements, row.getInt(column));
    }

    private Place place(int log, long sequence) throws SQLException {
        Place known = places.get(key(log, sequence));
        return known != null ? known : remember(log, sequence, read(log, sequence));
    }

    private Place remember(int log, long sequence, Place place) {
        if (places.size() >= BATCHES_MAX) {
            places.clear();
        }
        places.put(key(log, sequence), place);
        return place;
    }

    private static String key(int log, long sequence) {
        return log + "/" + sequence;
    }

    private Place place(ResultSet row) throws SQLException {
        byte[] leaves = row.getBytes(BATCH_AT + 4);
        if (leaves == null) {
            throw missing(row.getInt(14), row.getLong(15));
        }
        String keyId = row.getString(BATCH_AT + 5);
        byte[] signature = row.getBytes(BATCH_AT + 6);
        Head head = new Head(
                space.logs().name(statements, row.getInt(14)),
                row.getLong(15),
                row.getInt(BATCH_AT),
                row.getBytes(BATCH_AT + 1),
                row.getBytes(BATCH_AT + 2),
                Instant.ofEpochMilli(row.getLong(BATCH_AT + 3)),
                keyId == null ? "" : keyId,
                signature == null ? new byte[0] : signature);
        return new Place(Batch.of(leaves), head);
    }

    private static SQLException missing(int log, long sequence) {
        return new SQLException("batch " + sequence + " of log " + log + " is missing");
    }

    private Place read(int log, long sequence) throws SQLException {
        PreparedStatement select = statements.of("SELECT " + Logs.HEAD_COLUMNS
                + ", h.leaves FROM {head} h WHERE h.site = ? AND h.log = ? AND h.sequence = ?");
        select.setInt(1, space.site());
        select.setInt(2, log);
        select.setLong(3, sequence);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw missing(log, sequence);
            }
            Batch batch = Batch.of(row.getBytes("leaves"));
            return new Place(batch, space.logs().head(statements, row));
        }
    }
}
