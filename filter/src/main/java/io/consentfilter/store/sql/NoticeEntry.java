package io.consentfilter.store.sql;

import io.consentfilter.model.Notice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Archives a notice. Parts are stored under their hash, so bytes that two notices share are stored once. */
final class NoticeEntry extends Entry {
    private final Notice notice;

    NoticeEntry(Notice notice) {
        this.notice = notice;
    }

    @Override
    void write(Transaction transaction) throws SQLException {
        int site = transaction.session().site();
        PreparedStatement insert = transaction.statement(
                "INSERT INTO {notice} (site, version, ask, first_shown) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        insert.setInt(1, site);
        insert.setString(2, notice.version());
        insert.setString(3, notice.askVersion());
        insert.setLong(4, notice.firstShown().toEpochMilli());
        if (insert.executeUpdate() == 0) {
            return;
        }
        for (Map.Entry<String, byte[]> part : notice.parts().entrySet()) {
            byte[] hash = sha256(part.getValue());
            writeContent(transaction, hash, part.getValue());
            writeName(transaction, part.getKey(), hash);
        }
    }

    private static void writeContent(Transaction transaction, byte[] hash, byte[] content) throws SQLException {
        PreparedStatement insert = transaction.statement(
                "INSERT INTO {part} (site, hash, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        insert.setInt(1, transaction.session().site());
        insert.setBytes(2, hash);
        insert.setBytes(3, content);
        insert.executeUpdate();
    }

    private void writeName(Transaction transaction, String name, byte[] hash) throws SQLException {
        PreparedStatement insert =
                transaction.statement("INSERT INTO {notice_part} (site, version, name, hash) VALUES (?, ?, ?, ?)");
        insert.setInt(1, transaction.session().site());
        insert.setString(2, notice.version());
        insert.setString(3, name);
        insert.setBytes(4, hash);
        insert.executeUpdate();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
