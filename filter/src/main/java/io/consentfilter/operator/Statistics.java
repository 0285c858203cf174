package io.consentfilter.operator;

import io.consentfilter.model.ConsentState;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.Tally;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Decisions grouped by day, notice, language or method, with what was given and not given per purpose and service. Made from the daily
 * counters that grow with the records, so it is quick and complete: also what has been erased since is counted.
 */
final class Statistics {
    private final Map<String, Group> groups = new TreeMap<>();

    private Statistics() {}

    /** Decisions with one key. */
    static final class Group {
        private final Map<String, Share> purposes = new TreeMap<>();
        private final Map<String, Share> services = new TreeMap<>();
        private long decisions;
        private long grants;
        private long withdrawals;

        long decisions() {
            return decisions;
        }

        /** Decisions that left something granted; all others left nothing. */
        long grants() {
            return grants;
        }

        /** Decisions that took something back. */
        long withdrawals() {
            return withdrawals;
        }

        Map<String, Share> purposes() {
            return purposes;
        }

        Map<String, Share> services() {
            return services;
        }

        private void add(Tally choice, long times) {
            decisions += times;
            grants += choice.services().values().stream().anyMatch(ConsentState::valid) ? times : 0;
            withdrawals += choice.services().containsValue(ConsentState.WITHDRAWN) ? times : 0;
            add(purposes, choice.purposes(), times);
            add(services, choice.services(), times);
        }

        private static void add(Map<String, Share> shares, Map<String, ConsentState> states, long times) {
            states.forEach((id, state) -> shares.merge(id, Share.of(state, times), Share::plus));
        }
    }

    /** How often something was given, out of how often it was decided on. */
    record Share(long given, long decided) {
        static Share of(ConsentState state, long times) {
            return new Share(state.valid() ? times : 0, times);
        }

        Share plus(Share other) {
            return new Share(given + other.given, decided + other.decided);
        }

        double rate() {
            return decided == 0 ? 0 : (double) given / decided;
        }
    }

    /** Many tallies of a group are of few choices: their states are taken apart once per choice. */
    private static final class Sums {
        private final Map<Object, Sum> byChoice = new IdentityHashMap<>();

        void add(Tally tally) {
            byChoice.computeIfAbsent(tally.services(), states -> new Sum(tally)).times += tally.times();
        }

        Group group() {
            Group group = new Group();
            byChoice.values().forEach(sum -> group.add(sum.choice, sum.times));
            return group;
        }
    }

    private static final class Sum {
        private final Tally choice;
        private long times;

        Sum(Tally choice) {
            this.choice = choice;
        }
    }

    static Function<Tally, Object> by(String what) throws BadParameterException {
        return switch (what) {
            case "day" -> Tally::day;
            case "notice" -> Tally::notice;
            case "language" -> Tally::language;
            case "method" -> Tally::method;
            default -> throw new BadParameterException("by", what, "day, notice, language or method");
        };
    }

    static Statistics of(ReceiptStore store, Function<Tally, Object> key, Window window) throws StoreException {
        Map<Object, Sums> sums = new HashMap<>();
        store.tallies(
                window.from(),
                window.to().plusDays(1),
                tally -> sums.computeIfAbsent(key.apply(tally), k -> new Sums()).add(tally));
        Statistics statistics = new Statistics();
        sums.forEach((name, sum) -> statistics.groups.put(name.toString(), sum.group()));
        return statistics;
    }

    Map<String, Group> groups() {
        return groups;
    }

    /** As plain values. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        groups.forEach((name, group) -> {
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("decisions", group.decisions());
            said.put("grants", group.grants());
            said.put("withdrawals", group.withdrawals());
            said.put("purposes", values(group.purposes()));
            said.put("services", values(group.services()));
            values.put(name, said);
        });
        return values;
    }

    private static Map<String, Object> values(Map<String, Share> shares) {
        Map<String, Object> values = new LinkedHashMap<>();
        shares.forEach((id, share) -> values.put(id, Map.of("given", share.given(), "decided", share.decided())));
        return values;
    }
}
