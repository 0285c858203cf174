package io.consentfilter.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for what decisions of a day may have in common. There are few of them, so the counters of a day are a few short rows, however
 * many visitors decided.
 */
final class Kinds {
    /** Kinds kept in memory; beyond that, memory starts afresh and the table answers. */
    static final int KEPT_MAX = 20_000;

    private final int site;
    private final Map<Kind, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, Kind> kinds = new ConcurrentHashMap<>();

    /** Each part is the number of a word or a choice. */
    record Kind(int notice, int language, int method, int choice) {}

    Kinds(int site) {
        this.site = site;
    }

    /** The number of a kind, given a new one where it has none. Outside a transaction, as with {@link Words}. */
    int intern(Statements statements, Kind kind) throws SQLException {
        Integer known = find(statements, kind);
        if (known != null) {
            return known;
        }
        PreparedStatement insert = statements.of("INSERT INTO {kind} (site, notice, language, method, choice)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        bind(insert, kind);
        insert.executeUpdate();
        Integer made = find(statements, kind);
        if (made == null) {
            throw new SQLException("a kind just written is not there");
        }
        return made;
    }

    Kind kind(Statements statements, int number) throws SQLException {
        Kind known = kinds.get(number);
        if (known != null) {
            return known;
        }
        PreparedStatement select = statements.of("SELECT notice, language, method, choice FROM {kind} WHERE id = ?");
        select.setInt(1, number);
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("a count refers to kind " + number + ", which is not there");
            }
            Kind found = new Kind(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
            remember(number, found);
            return found;
        }
    }

    private @Nullable Integer find(Statements statements, Kind kind) throws SQLException {
        Integer known = numbers.get(kind);
        if (known != null) {
            return known;
        }
        PreparedStatement select = statements.of(
                "SELECT id FROM {kind} WHERE site = ? AND notice = ? AND language = ? AND method = ? AND choice = ?");
        bind(select, kind);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? remember(row.getInt(1), kind) : null;
        }
    }

    private void bind(PreparedStatement statement, Kind kind) throws SQLException {
        statement.setInt(1, site);
        statement.setInt(2, kind.notice());
        statement.setInt(3, kind.language());
        statement.setInt(4, kind.method());
        statement.setInt(5, kind.choice());
    }

    private int remember(int number, Kind kind) {
        if (numbers.size() >= KEPT_MAX) {
            numbers.clear();
            kinds.clear();
        }
        numbers.put(kind, number);
        kinds.put(number, kind);
        return number;
    }
}
