package io.consentfilter;

import io.consentfilter.store.DayCounts;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals the counts of each day (UTC) once it is over: with starts and stops they show, years later, that the gate was on and what it
 * did.
 */
final class DaySeal {
    /** So long after midnight a day may still grow: nodes tell their counts every minute, and their clocks differ. */
    static final Duration SETTLES = Duration.ofMinutes(10);

    /** So many days back are looked at: what a site that stood still, or a store that was down, has left open. */
    static final int DAYS_BACK = 30;

    private final ReceiptStore store;
    private final InstantSource clock;
    private @Nullable LocalDate done;

    DaySeal(ReceiptStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Seals what is over and open; does nothing for the rest of the day. Two nodes that come at the same moment may both seal it: the
     * same numbers twice.
     *
     * @throws StoreException if a day stays open; the next call tries again
     */
    void seal() throws StoreException {
        Instant now = clock.instant();
        LocalDate today = now.minus(SETTLES).atZone(ZoneOffset.UTC).toLocalDate();
        if (today.equals(done)) {
            return;
        }
        LocalDate from = today.minusDays(DAYS_BACK);
        Set<String> sealed = new HashSet<>();
        store.journal(
                JournalEntry.DAY,
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                now.plus(StartEntry.AHEAD),
                stored -> sealed.add(stored.entry().facts().getOrDefault("day", "")));
        for (Map.Entry<LocalDate, Map<String, Long>> day :
                store.counts(from, today).entrySet()) {
            if (!sealed.contains(day.getKey().toString())) {
                store.appendJournal(JournalEntry.DAY, DayCounts.facts(day.getKey(), day.getValue()));
            }
        }
        done = today;
    }
}
