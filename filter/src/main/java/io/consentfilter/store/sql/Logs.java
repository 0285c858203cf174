package io.consentfilter.store.sql;

import io.consentfilter.ledger.Head;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a site. Each writing node leases one: it takes a log whose lease has run out, else it opens a new one. Leases are told by
 * the database's own clock where it has one, so that nodes need not agree on the time.
 */
final class Logs {
    /** How long a lease lasts without renewal. A node that was killed leaves its log to others after that. */
    static final long LEASE_MILLIS = 30_000;

    /** What {@link #head} reads, of a table called {@code h}. */
    static final String HEAD_COLUMNS = "h.log, h.sequence, h.size, h.root, h.previous, h.at, h.key_id, h.signature";

    private static final String HEADS = "SELECT " + HEAD_COLUMNS + " FROM {head} h";

    private final int site;
    private final Dialect dialect;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    Logs(int site, Dialect dialect) {
        this.site = site;
        this.dialect = dialect;
    }

    /** A log and who may write it. */
    record Lease(int log, String name, String owner) {}

    /** Leases a log; in a transaction of its own. */
    Lease take(Statements statements) throws SQLException {
        String owner = UUID.randomUUID().toString();
        statements.connection().setAutoCommit(false);
        try {
            dialect.lockSchema(statements.connection());
            Lease lease = takeFree(statements, owner);
            if (lease == null) {
                lease = open(statements, owner);
            }
            statements.connection().commit();
            return lease;
        } finally {
            statements.connection().rollback();
            statements.connection().setAutoCommit(true);
        }
    }

    /** Inside the writing transaction: the lease is still ours, and longer. Its row is locked until the commit. */
    void renew(Statements statements, Lease lease) throws SQLException {
        PreparedStatement update =
                statements.of("UPDATE {log} SET lease_until = " + now() + " + ? WHERE id = ? AND owner = ?");
        update.setLong(1, LEASE_MILLIS);
        update.setInt(2, lease.log());
        update.setString(3, lease.owner());
        if (update.executeUpdate() != 1) {
            throw new SQLException("another node has taken over log " + lease.name());
        }
    }

    void release(Statements statements, Lease lease) throws SQLException {
        PreparedStatement update = statements.of("UPDATE {log} SET lease_until = 0 WHERE id = ? AND owner = ?");
        update.setInt(1, lease.log());
        update.setString(2, lease.owner());
        update.executeUpdate();
    }

    String name(Statements statements, int log) throws SQLException {
        String known = names.get(log);
        if (known != null) {
            return known;
        }
        PreparedStatement select = statements.of("SELECT name FROM {log} WHERE id = ?");
        select.setInt(1, log);
        try (ResultSet found = select.executeQuery()) {
            String name = found.next() ? found.getString(1) : "unknown-" + log;
            names.put(log, name);
            return name;
        }
    }

    @Nullable
    Integer number(Statements statements, String name) throws SQLException {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        PreparedStatement select = statements.of("SELECT id FROM {log} WHERE site = ? AND name = ?");
        select.setInt(1, site);
        select.setString(2, name);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                return null;
            }
            int number = found.getInt(1);
            numbers.put(name, number);
            return number;
        }
    }

    /** Logs that nobody writes at the moment. */
    List<Integer> abandoned(Statements statements) throws SQLException {
        PreparedStatement select = statements.of("SELECT id FROM {log} WHERE site = ? AND lease_until < " + now());
        select.setInt(1, site);
        List<Integer> logs = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                logs.add(found.getInt(1));
            }
        }
        return logs;
    }

    /** The newest heads of one log, newest first. */
    PreparedStatement newest(Statements statements, int log) throws SQLException {
        PreparedStatement select = statements.of(
                HEADS + " WHERE h.site = ? AND h.log = ? AND h.sequence <= ? ORDER BY h.sequence DESC LIMIT ?");
        select.setInt(1, site);
        select.setInt(2, log);
        return select;
    }

    /** Heads of one log from a sequence on, in order. */
    PreparedStatement from(Statements statements, int log, long sequence) throws SQLException {
        PreparedStatement select = statements.of(
                HEADS + " WHERE h.site = ? AND h.log = ? AND h.sequence >= ? ORDER BY h.sequence LIMIT ?");
        select.setInt(1, site);
        select.setInt(2, log);
        select.setLong(3, sequence);
        return select;
    }

    /** The last head of each log; CROSS JOIN keeps SQLite from walking through all heads. */
    PreparedStatement latest(Statements statements) throws SQLException {
        PreparedStatement select = statements.of("SELECT " + HEAD_COLUMNS + " FROM {log} l CROSS JOIN {head} h"
                + " WHERE l.site = ? AND h.site = l.site AND h.log = l.id AND h.sequence ="
                + " (SELECT MAX(n.sequence) FROM {head} n WHERE n.site = l.site AND n.log = l.id) ORDER BY l.id");
        select.setInt(1, site);
        return select;
    }

    Head head(Statements statements, ResultSet row) throws SQLException {
        String key = row.getString("key_id");
        byte[] signature = row.getBytes("signature");
        return new Head(
                name(statements, row.getInt("log")),
                row.getLong("sequence"),
                row.getInt("size"),
                row.getBytes("root"),
                row.getBytes("previous"),
                Instant.ofEpochMilli(row.getLong("at")),
                key == null ? "" : key,
                signature == null ? new byte[0] : signature);
    }

    private @Nullable Lease takeFree(Statements statements, String owner) throws SQLException {
        // The file lock says that nobody else writes a SQLite file: whatever lease stands there is dead.
        String free = dialect == Dialect.SQLITE ? "" : " AND lease_until < " + now();
        PreparedStatement select =
                statements.of("SELECT id, name FROM {log} WHERE site = ?" + free + " ORDER BY id LIMIT 1");
        select.setInt(1, site);
        Lease lease;
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                return null;
            }
            lease = new Lease(found.getInt(1), found.getString(2), owner);
        }
        PreparedStatement update =
                statements.of("UPDATE {log} SET owner = ?, lease_until = " + now() + " + ? WHERE id = ?" + free);
        update.setString(1, owner);
        update.setLong(2, LEASE_MILLIS);
        update.setInt(3, lease.log());
        return update.executeUpdate() == 1 ? lease : null;
    }

    private Lease open(Statements statements, String owner) throws SQLException {
        String name = "log-" + owner.substring(0, 8);
        PreparedStatement insert =
                statements.of("INSERT INTO {log} (site, name, owner, lease_until) VALUES (?, ?, ?, " + now() + " + ?)");
        insert.setInt(1, site);
        insert.setString(2, name);
        insert.setString(3, owner);
        insert.setLong(4, LEASE_MILLIS);
        insert.executeUpdate();
        Integer number = number(statements, name);
        if (number == null) {
            throw new SQLException("log " + name + " just written is not there");
        }
        return new Lease(number, name, owner);
    }

    private String now() {
        return String.format(
                Locale.ROOT,
                "CAST(%s AS BIGINT)",
                dialect == Dialect.SQLITE
                        ? "strftime('%s', 'now') * 1000"
                        : "EXTRACT(EPOCH FROM clock_timestamp()) * 1000");
    }
}
