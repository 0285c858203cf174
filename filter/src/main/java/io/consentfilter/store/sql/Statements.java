package io.consentfilter.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The prepared statements of one connection, each prepared once; the longest unused one goes first. */
final class Statements implements AutoCloseable {
    /** Prepared statements a connection keeps. */
    private static final int KEPT_MAX = 64;

    private final Connection connection;
    private final Tables tables;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

    Statements(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    Connection connection() {
        return connection;
    }

    /** The statement of a template, see {@link Tables}; its parameters and its last result are the caller's until the next call. */
    PreparedStatement of(String template) throws SQLException {
        PreparedStatement known = prepared.get(template);
        if (known != null) {
            return known;
        }
        PreparedStatement fresh = connection.prepareStatement(tables.sql(template));
        prepared.put(template, fresh);
        if (prepared.size() > KEPT_MAX) {
            String eldest = prepared.keySet().iterator().next();
            PreparedStatement dropped = prepared.remove(eldest);
            if (dropped != null) {
                dropped.close();
            }
        }
        return fresh;
    }

    /** Each by itself too: whoever lent the connection may not do it, and PostgreSQL's driver keeps for next time what was closed. */
    @Override
    public void close() {
        prepared.values().forEach(Statements::closeQuietly);
        prepared.clear();
        Database.closeQuietly(connection);
    }

    private static void closeQuietly(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            // Its connection is broken, and goes as well.
        }
    }
}
