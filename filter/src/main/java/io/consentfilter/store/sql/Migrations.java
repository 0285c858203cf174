package io.consentfilter.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Brings the tables to the newest schema: numbered SQL files, each in one transaction, never changed once released. */
final class Migrations {
    /** The newest schema this code knows. */
    static final int NEWEST = 6;

    private final Tables tables;
    private final Dialect dialect;

    Migrations(Tables tables, Dialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    /**
     * @param now milliseconds since 1970, noted beside each migration
     * @throws StoreException if the tables are newer than this code: an older version must not write into them
     */
    void run(Connection connection, long now) throws SQLException, StoreException {
        run(connection, now, NEWEST);
    }

    /** As far as a certain schema, for tests that start from an old one. */
    void run(Connection connection, long now, int target) throws SQLException, StoreException {
        connection.setAutoCommit(false);
        int patience = 0;
        try {
            dialect.lockSchema(connection);
            Dialect.run(
                    connection,
                    tables.sql(
                            "CREATE TABLE IF NOT EXISTS {schema} (version INTEGER PRIMARY KEY, at BIGINT NOT NULL)"));
            int found = version(connection);
            if (found > NEWEST) {
                throw new StoreException("the tables have schema " + found + ", this version of the filter knows up to "
                        + NEWEST + "; use the newer version again");
            }
            if (found < target) {
                // Carrying data over takes as long as there are rows.
                patience = dialect.patient(connection);
            }
            for (int next = found + 1; next <= target; next++) {
                apply(connection, next, now);
            }
            connection.commit();
        } finally {
            dialect.impatient(connection, patience);
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(tables.sql("SELECT MAX(version) FROM {schema}"))) {
            return found.next() ? found.getInt(1) : 0;
        }
    }

    private void apply(Connection connection, int version, long now) throws SQLException {
        for (String statement : statements(version)) {
            Dialect.run(connection, tables.sql(statement));
        }
        try (PreparedStatement note =
                connection.prepareStatement(tables.sql("INSERT INTO {schema} (version, at) VALUES (?, ?)"))) {
            note.setInt(1, version);
            note.setLong(2, now);
            note.executeUpdate();
        }
    }

    /** Statements end with a semicolon at the end of a line; comments stand on lines of their own. */
    private static List<String> statements(int version) {
        String name = String.format(Locale.ROOT, "/META-INF/consent/store/%03d.sql", version);
        try (InputStream stream = Migrations.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in this jar");
            }
            String text = new String(stream.readAllBytes(), UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(text.split(";\\s*\\n"))
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + name, e);
        }
    }
}
