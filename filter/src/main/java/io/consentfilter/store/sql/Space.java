package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of one site in one database: its number there, its words, choices, kinds and logs. */
final class Space {
    private final Database database;
    private final Tables tables;
    private final String siteName;
    private volatile @Nullable Known known;

    /** What is known once the database has answered for the first time. */
    private record Known(int site, Words words, Choices choices, Kinds kinds, Logs logs) {}

    Space(SqlStores.Settings settings, Database.Wire wire) throws StoreException {
        this.database = Database.of(settings, wire);
        this.tables = new Tables(settings.tablePrefix(), database.dialect());
        this.siteName = settings.site();
    }

    Database database() {
        return database;
    }

    Tables tables() {
        return tables;
    }

    String siteName() {
        return siteName;
    }

    /** Finds the site's number, or gives it one. Again after every reconnection: another file may have come back. */
    void enter(Statements statements) throws SQLException {
        PreparedStatement insert = statements.of("INSERT INTO {site} (name) VALUES (?) ON CONFLICT DO NOTHING");
        insert.setString(1, siteName);
        insert.executeUpdate();
        known = find(statements);
    }

    /** For readers of a database that they may not write. */
    void enterReading(Statements statements) throws SQLException {
        known = find(statements);
    }

    int site() {
        return known().site();
    }

    Words words() {
        return known().words();
    }

    Choices choices() {
        return known().choices();
    }

    Kinds kinds() {
        return known().kinds();
    }

    Logs logs() {
        return known().logs();
    }

    boolean entered() {
        return known != null;
    }

    private Known find(Statements statements) throws SQLException {
        PreparedStatement select = statements.of("SELECT id FROM {site} WHERE name = ?");
        select.setString(1, siteName);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("site " + siteName + " has no rows here");
            }
            int site = found.getInt(1);
            return new Known(
                    site, new Words(site), new Choices(site), new Kinds(site), new Logs(site, database.dialect()));
        }
    }

    private Known known() {
        Known now = known;
        if (now == null) {
            throw new IllegalStateException("the database has not answered yet");
        }
        return now;
    }
}
