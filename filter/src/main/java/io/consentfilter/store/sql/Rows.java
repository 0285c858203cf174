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
    private final Writer writer;
    private final Map<String, Place> places = new HashMap<>();

    private record Place(Batch batch, Head head) {}

    Rows(Statements statements, Space space, Writer writer) {
        this.statements = statements;
        this.space = space;
        this.writer = writer;
    }

    StoredReceipt receipt(ResultSet row) throws SQLException {
        return new StoredReceipt(record(row), proof(row));
    }

    /** The proof of a row that has {@code log, sequence, leaf, salt}. */
    Proof proof(ResultSet row) throws SQLException {
        Place place = place(row.getInt("log"), row.getLong("sequence"));
        return place.batch().proof(row.getInt("leaf"), row.getBytes("salt"), place.head());
    }

    private ConsentRecord record(ResultSet row) throws SQLException {
        States states = space.choices().states(statements, row.getInt("choice"));
        byte[] previous = row.getBytes("previous");
        return new ConsentRecord(
                Uuids.text(row.getBytes("id")),
                row.getString("number"),
                space.siteName(),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("subject"),
                word(row, "notice"),
                word(row, "ask"),
                word(row, "language"),
                word(row, "method"),
                states.services(),
                states.purposes(),
                previous == null ? null : Uuids.text(previous),
                Instant.ofEpochMilli(row.getLong("valid_until")),
                LocalDate.ofEpochDay(row.getInt("erase_after")));
    }

    private String word(ResultSet row, String column) throws SQLException {
        return space.words().word(statements, row.getInt(column));
    }

    private Place place(int log, long sequence) throws SQLException {
        String key = log + "/" + sequence;
        Place known = places.get(key);
        if (known == null) {
            known = read(log, sequence);
            if (places.size() >= BATCHES_MAX) {
                places.clear();
            }
            places.put(key, known);
        }
        return known;
    }

    private Place read(int log, long sequence) throws SQLException {
        PreparedStatement select = statements.of("SELECT h.log, h.sequence, h.size, h.root, h.previous, h.at, h.leaves,"
                + " s.key_id, s.signature FROM {head} h LEFT JOIN {seal} s"
                + " ON s.site = h.site AND s.log = h.log AND s.sequence = h.sequence"
                + " WHERE h.site = ? AND h.log = ? AND h.sequence = ?");
        select.setInt(1, space.site());
        select.setInt(2, log);
        select.setLong(3, sequence);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("batch " + sequence + " of log " + log + " is missing");
            }
            Batch batch = Batch.of(row.getBytes("leaves"));
            return new Place(batch, signed(space.logs().head(statements, row)));
        }
    }

    /** A signature reaches the database with the next transaction; until then memory has it. */
    Head signed(Head head) throws SQLException {
        if (head.signed()) {
            return head;
        }
        Head fresh = writer.fresh(head.log(), head.sequence());
        return fresh != null ? fresh : readAgain(head);
    }

    /** It may have moved from memory to the database between our two looks. */
    private Head readAgain(Head head) throws SQLException {
        Integer log = space.logs().number(statements, head.log());
        if (log == null) {
            return head;
        }
        PreparedStatement select =
                statements.of("SELECT key_id, signature FROM {seal} WHERE site = ? AND log = ? AND sequence = ?");
        select.setInt(1, space.site());
        select.setInt(2, log);
        select.setLong(3, head.sequence());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? head.withSignature(row.getString(1), row.getBytes(2)) : head;
        }
    }
}
