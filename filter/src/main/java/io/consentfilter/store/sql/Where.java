package io.consentfilter.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Conditions joined by AND, with their parameters. Immutable: each addition is a new one. */
record Where(String sql, List<Object> parameters) {
    Where {
        parameters = List.copyOf(parameters);
    }

    static Where site(int site) {
        return new Where("site = ?", List.of(site));
    }

    Where and(String condition, Object... values) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(values));
        return new Where(sql + " AND " + condition, all);
    }

    void bind(PreparedStatement statement, int first) throws SQLException {
        int index = first;
        for (Object value : parameters) {
            statement.setObject(index++, value);
        }
    }
}
