package io.consentfilter.store;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** The counts of a day as the journal holds them once the day is over. */
public final class DayCounts {
    private static final String UNDECLARED = "undeclared-";

    private DayCounts() {}

    /** Facts of a {@link JournalEntry#DAY}: the day, and a number for each name. */
    public static Map<String, String> facts(LocalDate day, Map<String, Long> counts) {
        Map<String, String> facts = new TreeMap<>();
        sums(counts).forEach((name, times) -> facts.put(name, Long.toString(times)));
        facts.put("day", day.toString());
        return facts;
    }

    /**
     * Counts as they may leave: of hosts and cookies that nobody declared only the sum. Their names come from outside, and what is
     * sealed or handed over cannot be taken back.
     */
    public static Map<String, Long> sums(Map<String, Long> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, times) ->
                sums.merge(name.startsWith(UNDECLARED) ? name.replaceFirst(":.*", "") : name, times, Long::sum));
        return sums;
    }
}
