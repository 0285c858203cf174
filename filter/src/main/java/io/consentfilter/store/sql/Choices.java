package io.consentfilter.store.sql;

import io.consentfilter.model.ConsentState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for combinations of states. There are few of them (most visitors take all or nothing), so a row carries one small number
 * instead of a list, and one index over that number answers every question by purpose or service and state.
 */
final class Choices {
    /** Combinations kept in memory; beyond that, memory starts afresh and the table answers. */
    static final int KEPT_MAX = 5_000;

    private final int site;
    private final Map<States, Known> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, States> states = new ConcurrentHashMap<>();

    /**
     * @param shortest how long its records are valid at least, in milliseconds
     * @param longest and at most
     */
    private record Known(int number, long shortest, long longest) {
        boolean covers(long term) {
            return shortest <= term && term <= longest;
        }
    }

    Choices(int site) {
        this.site = site;
    }

    /**
     * The number of a combination, given a new one where it has none. Outside a transaction, as with {@link Words}: the term is noted
     * before the first record that has it can be seen.
     *
     * @param term how long the record is valid, in milliseconds
     */
    int intern(Statements statements, States wanted, long term) throws SQLException {
        Known known = numbers.get(wanted);
        if (known != null && known.covers(term)) {
            return known.number();
        }
        String text = wanted.text();
        byte[] hash = States.hash(text);
        Known found = find(statements, hash);
        if (found == null || !found.covers(term)) {
            insert(statements, hash, text, term);
            found = find(statements, hash);
        }
        if (found == null) {
            throw new SQLException("a combination just written is not there");
        }
        // Also where it was found: another process may have ended between the two inserts.
        insertItems(statements, found.number(), wanted);
        return remember(found, wanted);
    }

    States states(Statements statements, int number) throws SQLException {
        States known = states.get(number);
        if (known != null) {
            return known;
        }
        PreparedStatement select = statements.of("SELECT states FROM {choice} WHERE id = ?");
        select.setInt(1, number);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("a row refers to combination " + number + ", which is not there");
            }
            States parsed = States.parse(found.getString(1));
            makeRoom();
            states.put(number, parsed);
            return parsed;
        }
    }

    private int remember(Known known, States of) {
        makeRoom();
        numbers.put(of, known);
        states.put(known.number(), of);
        return known.number();
    }

    private void makeRoom() {
        if (states.size() >= KEPT_MAX) {
            numbers.clear();
            states.clear();
        }
    }

    private @Nullable Known find(Statements statements, byte[] hash) throws SQLException {
        PreparedStatement select =
                statements.of("SELECT id, shortest, longest FROM {choice} WHERE site = ? AND hash = ?");
        select.setInt(1, site);
        select.setBytes(2, hash);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                return null;
            }
            int number = found.getInt(1);
            long shortest = found.getLong(2);
            // No term yet, where an older version wrote it for a record that never came.
            return found.wasNull() ? new Known(number, 0, -1) : new Known(number, shortest, found.getLong(3));
        }
    }

    private void insert(Statements statements, byte[] hash, String text, long term) throws SQLException {
        PreparedStatement insert = statements.of("INSERT INTO {choice} (site, hash, states, shortest, longest)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (site, hash) DO UPDATE SET"
                + " shortest = CASE WHEN {choice}.shortest < excluded.shortest THEN {choice}.shortest"
                + " ELSE excluded.shortest END,"
                + " longest = CASE WHEN {choice}.longest > excluded.longest THEN {choice}.longest"
                + " ELSE excluded.longest END");
        insert.setInt(1, site);
        insert.setBytes(2, hash);
        insert.setString(3, text);
        insert.setLong(4, term);
        insert.setLong(5, term);
        insert.executeUpdate();
    }

    private void insertItems(Statements statements, int choice, States wanted) throws SQLException {
        insertItems(statements, choice, States.SERVICE, wanted.services());
        insertItems(statements, choice, States.PURPOSE, wanted.purposes());
    }

    private void insertItems(Statements statements, int choice, int kind, Map<String, ConsentState> items)
            throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        PreparedStatement insert = statements.of("INSERT INTO {choice_item} (site, kind, item, state, choice)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        for (Map.Entry<String, ConsentState> item : items.entrySet()) {
            insert.setInt(1, site);
            insert.setInt(2, kind);
            insert.setString(3, item.getKey());
            insert.setString(4, States.nameOf(item.getValue()));
            insert.setInt(5, choice);
            insert.addBatch();
        }
        insert.executeBatch();
    }
}
