package io.consentfilter.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in its table, without what all rows of a batch share: site, log and sequence. Texts that repeat are numbers.
 *
 * @param number see {@link Numbers#stored}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecordRow(
        byte[] id,
        String number,
        long at,
        @Nullable String subject,
        int notice,
        int ask,
        int language,
        int method,
        int choice,
        byte @Nullable [] previous,
        long validUntil,
        int eraseAfter,
        byte[] salt,
        int leaf) {
    static final String INSERT = "INSERT INTO {record} (site, id, number, at, subject, notice, ask, language,"
            + " method, choice, previous, valid_until, erase_after, salt, log, sequence, leaf)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Puts the row into a batch of {@link #INSERT}. */
    void addTo(PreparedStatement row, Transaction transaction) throws SQLException {
        row.setInt(1, transaction.session().site());
        row.setBytes(2, id);
        row.setString(3, number);
        row.setLong(4, at);
        row.setString(5, subject);
        row.setInt(6, notice);
        row.setInt(7, ask);
        row.setInt(8, language);
        row.setInt(9, method);
        row.setInt(10, choice);
        if (previous == null) {
            row.setNull(11, Types.BINARY);
        } else {
            row.setBytes(11, previous);
        }
        row.setLong(12, validUntil);
        row.setInt(13, eraseAfter);
        row.setBytes(14, salt);
        row.setInt(15, transaction.log());
        row.setLong(16, transaction.sequence());
        row.setInt(17, leaf);
        row.addBatch();
    }
}
