package io.consentfilter.operator;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Decisions grouped by day, notice or language, with what was given and not given per purpose. Made from records, so it can be checked. */
final class Statistics {
    /** At most so many records are counted in one answer; beyond that it says that it is not complete. */
    static final int RECORDS_MAX = 200_000;

    private final Map<String, Group> groups = new TreeMap<>();
    private final Function<ConsentRecord, String> key;
    private int counted;

    private Statistics(Function<ConsentRecord, String> key) {
        this.key = key;
    }

    /** Decisions with one key. */
    static final class Group {
        private int decisions;
        private int grants;
        private final Map<String, Share> purposes = new TreeMap<>();

        int decisions() {
            return decisions;
        }

        /** Decisions that left something granted. */
        int grants() {
            return grants;
        }

        Map<String, Share> purposes() {
            return purposes;
        }

        private void add(ConsentRecord record) {
            decisions++;
            grants += record.services().values().stream().anyMatch(ConsentState::valid) ? 1 : 0;
            record.purposes().forEach((id, state) -> purposes.merge(id, Share.of(state), Share::plus));
        }
    }

    /** How often a purpose was given, out of how often it was decided on. */
    record Share(int given, int decided) {
        static Share of(ConsentState state) {
            return new Share(state.valid() ? 1 : 0, 1);
        }

        Share plus(Share other) {
            return new Share(given + other.given, decided + other.decided);
        }

        double rate() {
            return decided == 0 ? 0 : (double) given / decided;
        }
    }

    /** Thrown through the store to stop an export. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }

    static Function<ConsentRecord, String> by(String what) throws BadParameterException {
        return switch (what) {
            case "day" ->
                record -> record.at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
            case "notice" -> ConsentRecord::noticeVersion;
            case "language" -> ConsentRecord::language;
            default -> throw new BadParameterException("by", what, "day, notice or language");
        };
    }

    static Statistics of(ReceiptStore store, Function<ConsentRecord, String> key, Instant from, Instant to)
            throws StoreException {
        Statistics statistics = new Statistics(key);
        ReceiptQuery window = new ReceiptQuery(
                null, null, null, null, null, null, null, null, from, to, ReceiptQuery.LIMIT_MAX, null);
        try {
            store.export(window, receipt -> statistics.add(receipt.record()));
        } catch (Enough e) {
            // complete() says so
        }
        return statistics;
    }

    private void add(ConsentRecord record) {
        if (counted == RECORDS_MAX) {
            throw new Enough();
        }
        counted++;
        groups.computeIfAbsent(key.apply(record), k -> new Group()).add(record);
    }

    Map<String, Group> groups() {
        return groups;
    }

    /** Whether every record of the window was counted. */
    boolean complete() {
        return counted < RECORDS_MAX;
    }

    /** As plain values. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("decisions", group.decisions());
            said.put("grants", group.grants());
            Map<String, Object> purposes = new LinkedHashMap<>();
            group.purposes()
                    .forEach((id, share) ->
                            purposes.put(id, Map.of("given", share.given(), "decided", share.decided())));
            said.put("purposes", purposes);
            values.put(name, said);
        });
        return values;
    }
}
