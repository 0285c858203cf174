package io.consentfilter.store.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of a database, put between a store and its connections. */
final class Faults implements Database.Wire {
    /** Every statement that writes fails with this SQLite error code; 0: none. */
    volatile int writesFailWith;

    /** No new connection is to be had. */
    volatile boolean unreachable;

    /** Native code that cannot be loaded ends in an error, not in an exception. */
    volatile boolean unloadable;

    /** So many commits happen and then report that they failed. */
    final AtomicInteger commitsThatLie = new AtomicInteger();

    /** So many commits fail, and do not happen. */
    final AtomicInteger commitsThatFail = new AtomicInteger();

    /** Each commit takes so long. */
    volatile long commitMillis;

    /** How often somebody wanted a connection. */
    final AtomicInteger connections = new AtomicInteger();

    @Override
    public Connection through(Connection connection) throws SQLException {
        connections.incrementAndGet();
        if (unloadable) {
            connection.close();
            throw new UnsatisfiedLinkError("libsqlitejdbc.so: failed to map segment from shared object");
        }
        if (unreachable) {
            connection.close();
            throw new SQLException("unreachable", "08001");
        }
        return proxy(Connection.class, connection);
    }

    private <T> T proxy(Class<T> type, T target) {
        Object made = Proxy.newProxyInstance(
                Faults.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    before(method.getName());
                    try {
                        Object result = method.invoke(target, arguments);
                        after(method.getName());
                        return wrapped(result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(made);
    }

    private Object wrapped(Object result) {
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
    }

    private void before(String method) throws SQLException, InterruptedException {
        boolean writes = method.equals("executeUpdate") || method.equals("executeBatch");
        if (writes && writesFailWith != 0) {
            throw new SQLException("planted", null, writesFailWith);
        }
        if (method.equals("commit")) {
            Thread.sleep(commitMillis);
            if (commitsThatFail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new SQLException("planted", null, 10);
            }
        }
    }

    private void after(String method) throws SQLException {
        if (method.equals("commit") && commitsThatLie.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new SQLException("planted", null, 10);
        }
    }
}
