package io.consentfilter.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Adds to the counts of a day. Not sealed as they grow; once the day is over its counts are an entry of the journal. */
final class CountsEntry extends Entry {
    private final int day;
    private final Map<String, Long> counts;

    CountsEntry(LocalDate day, Map<String, Long> counts) {
        this.day = Math.toIntExact(day.toEpochDay());
        this.counts = new TreeMap<>(counts);
    }

    @Override
    void write(Transaction transaction) throws SQLException {
        PreparedStatement upsert =
                transaction.batched("INSERT INTO {count} (site, day, name, times) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (site, day, name) DO UPDATE SET times = {count}.times + excluded.times");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            upsert.setInt(1, transaction.session().site());
            upsert.setInt(2, day);
            upsert.setString(3, count.getKey());
            upsert.setLong(4, count.getValue());
            upsert.addBatch();
        }
    }

    static Map<LocalDate, Map<String, Long>> read(Statements statements, int site, LocalDate from, LocalDate to)
            throws SQLException {
        PreparedStatement select = statements.of(
                "SELECT day, name, times FROM {count} WHERE site = ? AND day >= ? AND day < ? ORDER BY day, name");
        select.setInt(1, site);
        select.setInt(2, Math.toIntExact(from.toEpochDay()));
        select.setInt(3, Math.toIntExact(to.toEpochDay()));
        Map<LocalDate, Map<String, Long>> days = new TreeMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                days.computeIfAbsent(LocalDate.ofEpochDay(row.getInt(1)), day -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3));
            }
        }
        return days;
    }
}
