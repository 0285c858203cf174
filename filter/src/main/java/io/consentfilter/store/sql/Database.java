package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the rows lie and how one gets a connection there. */
final class Database {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** SQLITE_OPEN_READWRITE without CREATE: a database that has gone is never replaced by an empty one. */
    private static final String SQLITE_OPEN_EXISTING = "2";

    /** Longest time to connect to a server. */
    static final int LOGIN_SECONDS = 5;

    private final Dialect dialect;
    private final String url;
    private final @Nullable DataSource dataSource;
    private final @Nullable Driver driver;
    private final @Nullable Path file;
    private final Properties account = new Properties();
    private final Wire wire;
    private volatile boolean opened;

    /** Stands between us and each connection; tests put faults there. */
    interface Wire {
        Connection through(Connection connection) throws SQLException;
    }

    private Database(SqlStores.Settings settings, Dialect dialect, @Nullable Path file, Wire wire)
            throws StoreException {
        this.wire = wire;
        this.dialect = dialect;
        this.file = file;
        this.url = file == null ? settings.jdbcUrl() : SQLITE + file;
        this.dataSource = settings.dataSource();
        this.driver = dataSource == null ? Drivers.find(url) : null;
        put("user", settings.user());
        put("password", settings.password());
    }

    /** Reads the settings; opens nothing yet. */
    static Database of(SqlStores.Settings settings, Wire wire) throws StoreException {
        if (settings.dataSource() != null) {
            return new Database(settings, Dialect.POSTGRESQL, null, wire);
        }
        String url = settings.jdbcUrl();
        if (url.startsWith(SQLITE)) {
            return new Database(settings, Dialect.SQLITE, sqliteFile(url.substring(SQLITE.length()), settings), wire);
        }
        if (url.startsWith(POSTGRESQL)) {
            return new Database(settings, Dialect.POSTGRESQL, null, wire);
        }
        throw new StoreException("receipts.database: expected jdbc:sqlite:FILE, jdbc:postgresql:… or the JNDI name of a"
                + " DataSource, found " + Drivers.kind(url));
    }

    Dialect dialect() {
        return dialect;
    }

    /** The SQLite file, or null where a server keeps the rows. */
    @Nullable
    Path file() {
        return file;
    }

    /** What answers questions: kept connections to a file, else the container's pool, else one of our own. */
    Connections readers(Tables tables) {
        if (file != null) {
            return new FileConnections(this, tables);
        }
        return dataSource != null
                ? PooledConnections.ofContainer(this, tables)
                : PooledConnections.ofOurs(this, tables);
    }

    Connection openWriter() throws SQLException {
        createFileOnce();
        Connection connection = connect();
        try {
            connection.setAutoCommit(true);
            dialect.prepareWriter(connection);
            opened = true;
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** For {@link Checkpoints}: what it copies has been synced before the log may start over. */
    Connection openCheckpointer() throws SQLException {
        Connection connection = connect();
        try {
            dialect.prepareWriter(connection);
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** As it is, with nothing set. */
    Connection openPlain() throws SQLException {
        return connect();
    }

    /** For questions only; never one of the container's, on which nothing may be left set. */
    Connection openReader() throws SQLException {
        Connection connection = connect();
        try {
            connection.setAutoCommit(true);
            dialect.prepareReader(connection);
            return connection;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /**
     * What tells this file from another one put in its place; null where a server keeps the rows.
     *
     * @throws SQLException if the file is gone
     */
    @Nullable
    Object identity() throws SQLException {
        if (file == null) {
            return null;
        }
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (IOException e) {
            throw new SQLException("the database file " + file + " is gone", e);
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was broken already; what is committed is committed.
        }
    }

    @Override
    public String toString() {
        return file != null ? file.toString() : dataSource != null ? "the container's data source" : Drivers.kind(url);
    }

    private Connection connect() throws SQLException {
        if (dataSource != null) {
            return wire.through(dataSource.getConnection());
        }
        Properties properties = properties();
        Connection connection = driver == null ? null : connected(driver, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take " + Drivers.kind(url));
        }
        return wire.through(connection);
    }

    /**
     * SQLite's driver asks a process of the system what it runs on. The JDK's "process reaper" keeps the class loader of whoever
     * started the first process for a minute longer: not the webapp's.
     */
    private Connection connected(Driver found, Properties properties) throws SQLException {
        if (file == null) {
            return found.connect(url, properties);
        }
        Thread thread = Thread.currentThread();
        ClassLoader webapp = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return found.connect(url, properties);
        } finally {
            thread.setContextClassLoader(webapp);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(account);
        if (dialect == Dialect.SQLITE) {
            properties.setProperty("open_mode", SQLITE_OPEN_EXISTING);
            properties.setProperty("transaction_mode", "IMMEDIATE");
            properties.setProperty("busy_timeout", "2000");
            // Else the driver asks for the last row number after each insertion; nobody here wants it.
            properties.setProperty("jdbc.get_generated_keys", "false");
        } else {
            // Seconds. A database that is gone has to be noticed, not waited for.
            properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
            properties.setProperty("connectTimeout", String.valueOf(LOGIN_SECONDS));
            properties.setProperty("socketTimeout", "20");
            properties.setProperty("ApplicationName", "consent-filter");
        }
        return properties;
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            account.setProperty(name, value);
        }
    }

    /** Only the first time: a file that disappears under a running store is a loss, and an empty one must not hide it. */
    private void createFileOnce() throws SQLException {
        if (file == null || Files.exists(file)) {
            return;
        }
        if (opened) {
            throw new SQLException("the database file " + file + " is gone");
        }
        try {
            Files.createFile(file, ownerOnly(file));
        } catch (IOException e) {
            throw new SQLException("cannot create " + file, e);
        }
    }

    static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Path sqliteFile(String name, SqlStores.Settings settings) throws StoreException {
        if (name.isEmpty() || name.startsWith(":") || name.startsWith("file:") || name.contains("?")) {
            throw new StoreException(
                    "receipts.database: expected jdbc:sqlite: and the path of a file without options, found " + SQLITE
                            + name + "; receipts in memory would not survive a restart");
        }
        Path file = settings.dataDirectory().resolve(name).toAbsolutePath().normalize();
        Path folder = file.getParent();
        try {
            if (folder == null || Files.isDirectory(file)) {
                throw new StoreException("receipts.database: " + file + " is no file");
            }
            Files.createDirectories(folder);
            return folder.toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw new StoreException("cannot use the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
