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
    private final Map<States, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, States> states = new ConcurrentHashMap<>();

    Choices(int site) {
        this.site = site;
    }

    int known(States wanted) {
        Integer number = numbers.get(wanted);
        if (number == null) {
            throw new IllegalStateException("not interned");
        }
        return number;
    }

    /** The number of a combination, given a new one where it has none. Outside a transaction, as with {@link Words}. */
    int intern(Statements statements, States wanted) throws SQLException {
        Integer known = numbers.get(wanted);
        if (known != null) {
            return known;
        }
        String text = wanted.text();
        byte[] hash = States.hash(text);
        Integer found = find(statements, hash);
        if (found == null) {
            insert(statements, hash, text);
            found = find(statements, hash);
        }
        if (found == null) {
            throw new SQLException("a combination just written is not there");
        }
        // Also where it was found: another process may have ended between the two inserts.
        insertItems(statements, found, wanted);
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
            remember(number, parsed);
            return parsed;
        }
    }

    private int remember(int number, States known) {
        if (numbers.size() >= KEPT_MAX) {
            numbers.clear();
            states.clear();
        }
        numbers.put(known, number);
        states.put(number, known);
        return number;
    }

    private @Nullable Integer find(Statements statements, byte[] hash) throws SQLException {
        PreparedStatement select = statements.of("SELECT id FROM {choice} WHERE site = ? AND hash = ?");
        select.setInt(1, site);
        select.setBytes(2, hash);
        try (ResultSet found = select.executeQuery()) {
            return found.next() ? found.getInt(1) : null;
        }
    }

    private void insert(Statements statements, byte[] hash, String text) throws SQLException {
        PreparedStatement insert =
                statements.of("INSERT INTO {choice} (site, hash, states) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        insert.setInt(1, site);
        insert.setBytes(2, hash);
        insert.setString(3, text);
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
