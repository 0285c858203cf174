package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import io.consentfilter.store.sql.SqlStores.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a SQLite database while it is in use, and looks into a copy. For PostgreSQL its own tools do that. Meant for a process of its
 * own: two native copies of SQLite in one JVM must never have the same file open.
 */
public final class SqlBackup {
    private SqlBackup() {}

    /**
     * Writes a consistent copy; the writing webapp goes on meanwhile. The copy holds what was committed when it began, and nothing of
     * what was erased before.
     *
     * @param database the file in use
     * @param copy a file that is not there yet; made with owner-only rights
     */
    public static void copy(Path database, Path copy) throws StoreException {
        Database source = open(database);
        try (Connection connection = source.openPlain()) {
            Files.createFile(copy, Database.ownerOnly(copy));
            try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, copy.toString());
                vacuum.execute();
            }
        } catch (SQLException e) {
            throw Failures.cannot("copy " + database, e);
        } catch (IOException e) {
            throw new StoreException("cannot create " + copy + ": " + e, e);
        }
    }

    /** SQLite's own check of a copy: an empty list means that the file is sound. */
    public static List<String> damage(Path copy) throws StoreException {
        try (Connection connection = open(copy).openPlain()) {
            List<String> damage = column(connection, "PRAGMA integrity_check");
            return damage.equals(List.of("ok")) ? List.of() : damage;
        } catch (SQLException e) {
            return List.of(Failures.reason(e));
        }
    }

    /** The sites that have rows in a copy. */
    public static List<String> sites(Path copy, String tablePrefix) throws StoreException {
        Tables tables = new Tables(tablePrefix, Dialect.SQLITE);
        try (Connection connection = open(copy).openPlain()) {
            return column(connection, tables.sql("SELECT name FROM {site} ORDER BY id"));
        } catch (SQLException e) {
            throw Failures.cannot("read the sites of " + copy, e);
        }
    }

    private static List<String> column(Connection connection, String question) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    private static Database open(Path file) throws StoreException {
        if (!Files.isRegularFile(file)) {
            throw new StoreException(file + " is no file");
        }
        Path absolute = file.toAbsolutePath();
        return Database.of(
                new Settings("jdbc:sqlite:" + absolute, null, null, null, absolute, "", ""), connection -> connection);
    }
}
