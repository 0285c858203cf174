package io.consentfilter.store.sql;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.StoredJournalEntry;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;

/** Writes one journal entry, sealed like a record. */
final class JournalWrite extends Entry {
    private static final String INSERT = "INSERT INTO {journal} (site, id, at, kind, facts, salt, log, sequence, leaf)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JournalEntry entry;
    private final byte[] salt = Transaction.salt();
    private int leaf;

    JournalWrite(JournalEntry entry) {
        this.entry = entry;
    }

    @Override
    void write(Transaction transaction) throws SQLException {
        leaf = transaction.seal(salt, CanonicalJson.bytes(entry.values()));
        PreparedStatement row = transaction.batched(INSERT);
        row.setInt(1, transaction.session().site());
        row.setBytes(2, Objects.requireNonNull(Uuids.bytes(entry.id())));
        row.setLong(3, entry.at().toEpochMilli());
        row.setString(4, entry.kind());
        row.setString(5, new String(CanonicalJson.bytes(entry.facts()), StandardCharsets.UTF_8));
        row.setBytes(6, salt);
        row.setInt(7, transaction.log());
        row.setLong(8, transaction.sequence());
        row.setInt(9, leaf);
        row.addBatch();
    }

    StoredJournalEntry stored(Sealed sealed) {
        return new StoredJournalEntry(entry, sealed.proof(leaf, salt));
    }
}
