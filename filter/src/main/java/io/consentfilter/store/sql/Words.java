package io.consentfilter.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Numbers for texts that repeat in every row: notice versions, languages, methods. Rows carry the number. */
final class Words {
    /** Texts kept in memory; beyond that, memory starts afresh and the table answers. */
    static final int KEPT_MAX = 10_000;

    private final int site;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, String> words = new ConcurrentHashMap<>();

    Words(int site) {
        this.site = site;
    }

    /** The number of a word, given a new one where it has none. Outside a transaction, so that what memory keeps is true. */
    int intern(Statements statements, String word) throws SQLException {
        Integer known = find(statements, word);
        if (known != null) {
            return known;
        }
        PreparedStatement insert =
                statements.of("INSERT INTO {word} (site, word) VALUES (?, ?) ON CONFLICT DO NOTHING");
        insert.setInt(1, site);
        insert.setString(2, word);
        insert.executeUpdate();
        Integer made = find(statements, word);
        if (made == null) {
            throw new SQLException("a word just written is not there");
        }
        return made;
    }

    /** The number of a word, or null where no row ever used it. */
    @Nullable
    Integer find(Statements statements, String word) throws SQLException {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        PreparedStatement select = statements.of("SELECT id FROM {word} WHERE site = ? AND word = ?");
        select.setInt(1, site);
        select.setString(2, word);
        try (ResultSet found = select.executeQuery()) {
            return found.next() ? remember(found.getInt(1), word) : null;
        }
    }

    /** The number a word got earlier, without asking the database; only for words interned before. */
    int known(String word) {
        Integer number = numbers.get(word);
        if (number == null) {
            throw new IllegalStateException("not interned: " + word);
        }
        return number;
    }

    String word(Statements statements, int number) throws SQLException {
        String known = words.get(number);
        if (known != null) {
            return known;
        }
        PreparedStatement select = statements.of("SELECT word FROM {word} WHERE id = ?");
        select.setInt(1, number);
        try (ResultSet found = select.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("a row refers to word " + number + ", which is not there");
            }
            String word = found.getString(1);
            remember(number, word);
            return word;
        }
    }

    private int remember(int number, String word) {
        if (numbers.size() >= KEPT_MAX) {
            numbers.clear();
            words.clear();
        }
        numbers.put(word, number);
        words.put(number, word);
        return number;
    }
}
