package io.consentfilter.store.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The server behind a JDBC URL as {@link PooledConnections} wants it: a pool that is given a URL would look for the driver through {@code DriverManager},
 * see {@link Drivers}.
 */
final class ServerSource implements DataSource {
    private final Database database;

    ServerSource(Database database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return database.openReader();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the account stands in receipts.user and receipts.password");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {}

    /** The database's own limit counts. */
    @Override
    public void setLoginTimeout(int seconds) {}

    /** So long the pool, when it is closed, waits for who is just connecting. */
    @Override
    public int getLoginTimeout() {
        return Database.LOGIN_SECONDS;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no " + type.getName() + " behind this source");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
