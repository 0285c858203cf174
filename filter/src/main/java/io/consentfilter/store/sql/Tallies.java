package io.consentfilter.store.sql;

import io.consentfilter.store.Tally;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The daily counters of decisions. They grow in the transaction that stores the decisions, so they can neither miss one nor count one
 * twice; an erasure leaves them as they are.
 */
final class Tallies {
    private final Map<Count, Long> grown = new TreeMap<>();

    /** Ordered, so that two transactions never wait for each other's rows crosswise. */
    private record Count(int day, int kind) implements Comparable<Count> {
        @Override
        public int compareTo(Count other) {
            return day == other.day ? Integer.compare(kind, other.kind) : Integer.compare(day, other.day);
        }
    }

    void add(int day, int kind, long times) {
        grown.merge(new Count(day, kind), times, Long::sum);
    }

    /** Hands what has grown to the transaction's rows. */
    void addTo(Transaction transaction) throws SQLException {
        if (grown.isEmpty()) {
            return;
        }
        PreparedStatement upsert =
                transaction.batched("INSERT INTO {tally} (site, day, kind, log, times) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (site, day, kind, log) DO UPDATE SET times = {tally}.times + excluded.times");
        for (Map.Entry<Count, Long> count : grown.entrySet()) {
            upsert.setInt(1, transaction.session().site());
            upsert.setInt(2, count.getKey().day());
            upsert.setInt(3, count.getKey().kind());
            upsert.setInt(4, transaction.log());
            upsert.setLong(5, count.getValue());
            upsert.addBatch();
        }
        grown.clear();
    }

    /** Hands what has grown to a statement that takes columns. */
    void addTo(Shipment shipment) throws SQLException {
        shipment.integers(grown.keySet().stream().mapToInt(Count::day).toArray());
        shipment.integers(grown.keySet().stream().mapToInt(Count::kind).toArray());
        shipment.longs(grown.values().stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * Reads the counters of some days. Each day comes as one text of {@code kind:times}: a year of a busy site has more counters than
     * rows can be fetched one by one in the time that a page has.
     */
    static void read(Statements statements, Space space, LocalDate from, LocalDate to, Consumer<Tally> each)
            throws SQLException {
        PreparedStatement select = statements.of("SELECT day, {gathered}(kind || ':' || times, ' ') FROM {tally}"
                + " WHERE site = ? AND day >= ? AND day < ? GROUP BY day ORDER BY day");
        select.setInt(1, space.site());
        select.setInt(2, Math.toIntExact(from.toEpochDay()));
        select.setInt(3, Math.toIntExact(to.toEpochDay()));
        Map<Integer, Tally> kinds = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String counts = row.getString(2);
                LocalDate day = LocalDate.ofEpochDay(row.getInt(1));
                int end;
                for (int at = 0; at < counts.length(); at = end + 1) {
                    int colon = counts.indexOf(':', at);
                    int blank = counts.indexOf(' ', colon);
                    end = blank < 0 ? counts.length() : blank;
                    Tally kind = kind(statements, space, kinds, Integer.parseInt(counts, at, colon, 10));
                    each.accept(on(day, kind, Long.parseLong(counts, colon + 1, end, 10)));
                }
            }
        }
    }

    /** What a kind stands for, looked up once per question. */
    private static Tally kind(Statements statements, Space space, Map<Integer, Tally> known, int number)
            throws SQLException {
        Tally before = known.get(number);
        if (before != null) {
            return before;
        }
        Kinds.Kind kind = space.kinds().kind(statements, number);
        States states = space.choices().states(statements, kind.choice());
        Words words = space.words();
        Tally found = new Tally(
                LocalDate.EPOCH,
                words.word(statements, kind.notice()),
                words.word(statements, kind.language()),
                words.word(statements, kind.method()),
                states.services(),
                states.purposes(),
                0);
        known.put(number, found);
        return found;
    }

    private static Tally on(LocalDate day, Tally kind, long times) {
        return new Tally(day, kind.notice(), kind.language(), kind.method(), kind.services(), kind.purposes(), times);
    }
}
