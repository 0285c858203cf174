package io.consentfilter.store.sql;

import io.consentfilter.store.EndedSubject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The table of marks that erasures leave. A second erasure of the same subject keeps the later day. */
final class EndedSubjects {
    private EndedSubjects() {}

    /** What an erasure does to the marks, in its own transaction. */
    interface Change {
        void write(Transaction transaction) throws SQLException;
    }

    static void keep(Transaction transaction, EndedSubject ended) throws SQLException {
        PreparedStatement insert = transaction.statement(
                "INSERT INTO {ended} (site, mark, until) VALUES (?, ?, ?)"
                        + " ON CONFLICT (site, mark) DO UPDATE SET until = excluded.until WHERE excluded.until > {ended}.until");
        insert.setInt(1, transaction.session().site());
        insert.setString(2, ended.mark());
        insert.setInt(3, Math.toIntExact(ended.until().toEpochDay()));
        insert.executeUpdate();
    }

    static void dropBefore(Transaction transaction, int epochDay) throws SQLException {
        PreparedStatement delete = transaction.statement("DELETE FROM {ended} WHERE site = ? AND until < ?");
        delete.setInt(1, transaction.session().site());
        delete.setInt(2, epochDay);
        delete.executeUpdate();
    }

    static List<EndedSubject> read(Statements statements, int site) throws SQLException {
        PreparedStatement select = statements.of("SELECT mark, until FROM {ended} WHERE site = ?");
        select.setInt(1, site);
        List<EndedSubject> all = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(new EndedSubject(row.getString(1), LocalDate.ofEpochDay(row.getInt(2))));
            }
        }
        return all;
    }
}
