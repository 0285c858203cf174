package io.consentfilter.store.sql;

import io.consentfilter.model.Notice;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The archive of notices over JDBC. */
final class SqlNoticeArchive implements NoticeArchive {
    private final Space space;
    private final Writer writer;
    private final Readers readers;

    SqlNoticeArchive(SqlStores stores) {
        this.space = stores.space();
        this.writer = stores.writer();
        this.readers = stores.readers();
    }

    @Override
    public void keep(Notice notice) throws StoreException {
        writer.write(new NoticeEntry(notice));
    }

    @Override
    public Optional<Notice> find(String version) throws StoreException {
        return ask(statements -> {
            PreparedStatement select =
                    statements.of("SELECT version, ask, first_shown FROM {notice} WHERE site = ? AND version = ?");
            select.setInt(1, space.site());
            select.setString(2, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(notice(row, parts(statements, version))) : Optional.<Notice>empty();
            }
        });
    }

    @Override
    public List<Notice> list() throws StoreException {
        return ask(statements -> {
            PreparedStatement select = statements.of("SELECT version, ask, first_shown FROM {notice} WHERE site = ?"
                    + " ORDER BY first_shown DESC, version");
            select.setInt(1, space.site());
            List<Notice> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(notice(row, Map.of()));
                }
            }
            return all;
        });
    }

    private <T> T ask(Connections.Question<T> question) throws StoreException {
        StoreException problem = writer.problem();
        if (!space.entered()) {
            throw problem != null ? problem : new StoreException("the database has not answered yet");
        }
        return readers.ask(question);
    }

    private static Notice notice(ResultSet row, Map<String, byte[]> parts) throws SQLException {
        return new Notice(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), parts);
    }

    private Map<String, byte[]> parts(Statements statements, String version) throws SQLException {
        PreparedStatement select = statements.of("SELECT n.name, p.content FROM {notice_part} n"
                + " JOIN {part} p ON p.site = n.site AND p.hash = n.hash WHERE n.site = ? AND n.version = ?");
        select.setInt(1, space.site());
        select.setString(2, version);
        Map<String, byte[]> parts = new TreeMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                parts.put(row.getString(1), row.getBytes(2));
            }
        }
        return parts;
    }
}
