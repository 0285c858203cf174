package io.consentfilter.store.sql;

import io.consentfilter.store.Invalidation;
import io.consentfilter.store.JournalEntry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Writes an invalidation and its journal entry together. A second one for the same notice keeps the first's moment. */
final class InvalidationEntry extends Entry {
    private final Invalidation invalidation;
    private final String id;
    private int notice;

    InvalidationEntry(Invalidation invalidation, String id) {
        this.invalidation = invalidation;
        this.id = id;
    }

    @Override
    void prepare(Session session) throws SQLException {
        notice = session.space().words().intern(session.statements(), invalidation.noticeVersion());
    }

    @Override
    void write(Transaction transaction) throws SQLException {
        PreparedStatement insert = transaction.batched(
                "INSERT INTO {invalidation} (site, notice, at, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        insert.setInt(1, transaction.session().site());
        insert.setInt(2, notice);
        insert.setLong(3, invalidation.at().toEpochMilli());
        insert.setString(4, invalidation.reason());
        insert.addBatch();
        Map<String, String> facts =
                Map.of("noticeVersion", invalidation.noticeVersion(), "reason", invalidation.reason());
        String site = transaction.session().space().siteName();
        new JournalWrite(new JournalEntry(id, site, invalidation.at(), JournalEntry.INVALIDATION, facts))
                .write(transaction);
    }
}
