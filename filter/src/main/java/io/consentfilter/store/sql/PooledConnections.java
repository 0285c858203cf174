package io.consentfilter.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.consentfilter.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connections borrowed from a pool for each question: the container's, or HikariCP over a JDBC URL. */
final class PooledConnections implements Connections {
    /** Longest that a connection may take to say that it lives. */
    private static final Duration VALIDATION = Duration.ofSeconds(1);

    private final Lender lender;
    private final @Nullable HikariDataSource own;
    private final Tables tables;
    private volatile boolean closed;

    private interface Lender {
        Connection lend() throws SQLException;
    }

    private PooledConnections(Lender lender, @Nullable HikariDataSource own, Tables tables) {
        this.lender = lender;
        this.own = own;
        this.tables = tables;
    }

    /** The container's pool: nothing is left set on what it lends. */
    static PooledConnections ofContainer(Database database, Tables tables) {
        return new PooledConnections(database::openPlain, null, tables);
    }

    /** A pool of our own. It opens nothing before it is asked; a server that is down does not stop the start. */
    static PooledConnections ofOurs(Database database, Tables tables) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("consent-filter");
        config.setDataSource(new ServerSource(database));
        config.setMaximumPoolSize(Readers.READERS_MAX);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Readers.WAIT_MILLIS);
        config.setValidationTimeout(VALIDATION.toMillis());
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        return new PooledConnections(pool::getConnection, pool, tables);
    }

    @Override
    public <T> T ask(Question<T> question) throws SQLException, StoreException {
        if (closed) {
            throw Readers.closed();
        }
        Connection borrowed = lender.lend();
        try (Statements statements = new Statements(borrowed, tables)) {
            borrowed.setAutoCommit(true);
            return question.ask(statements);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (own != null) {
            own.close();
        }
    }
}
