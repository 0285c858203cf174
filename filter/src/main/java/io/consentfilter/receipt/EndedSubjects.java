package io.consentfilter.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentfilter.model.Decision;
import io.consentfilter.store.EndedSubject;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Erases subjects, and knows in memory which were erased, because every request asks. What must stay true: a cookie of an erased
 * subject is as if it were not there, from the next request on; on other nodes, from their next refresh on.
 */
public final class EndedSubjects {
    /** No cookie counts longer (LAW.md B37), so no mark is needed longer; the days are for clocks that differ. */
    static final Period KEPT = Period.ofMonths(13).plusDays(2);

    /** So long another node may not know yet, and store one more decision under the erased subject; then it is erased again. */
    static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    /** So many visitors' marks are remembered between two requests; computing one takes some microseconds. */
    static final int MARKS_MAX = 10_000;

    private final SubjectKeys keys;
    private final InstantSource clock;
    private final Queue<Again> again = new ConcurrentLinkedQueue<>();
    private final Cache<String, String> marks =
            Caffeine.newBuilder().maximumSize(MARKS_MAX).executor(Runnable::run).build();
    private volatile Map<String, LocalDate> ended = Map.of();

    private record Again(String subjectKey, EndedSubject ended, String reason, Instant due) {}

    public EndedSubjects(SubjectKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Erases all records of a subject and ends its cookie. On this node the cookie ends first, so that no decision slips in between.
     *
     * @return how many records
     * @throws StoreException if not everything was certainly erased; the cookie has ended on this node all the same
     */
    public int erase(ReceiptStore store, String subjectKey, String reason) throws StoreException {
        EndedSubject subject = new EndedSubject(keys.mark(subjectKey), today().plus(KEPT));
        add(List.of(subject));
        int erased = store.erase(subjectKey, subject, reason);
        again.add(new Again(subjectKey, subject, reason, clock.instant().plus(AGAIN_AFTER)));
        return erased;
    }

    /** Reads what other nodes erased. */
    void refresh(ReceiptStore store) throws StoreException {
        add(store.endedSubjects());
    }

    /** Erases once more what other nodes may have stored before they knew. */
    void eraseLate(ReceiptStore store) throws StoreException {
        for (Again next = again.peek(); next != null && !clock.instant().isBefore(next.due()); next = again.peek()) {
            store.erase(next.subjectKey(), next.ended(), next.reason());
            again.remove();
        }
    }

    /** Whether the subject behind this decision was erased. */
    boolean of(Decision decision) {
        Map<String, LocalDate> now = ended;
        String id = decision.subjectId();
        return !now.isEmpty() && id != null && now.containsKey(marks.get(id, own -> keys.mark(keys.key(own))));
    }

    /** Never takes away one that was added while the store was being read; those that ran out go. */
    private synchronized void add(List<EndedSubject> more) {
        Map<String, LocalDate> all = new HashMap<>(ended);
        more.forEach(subject -> all.put(subject.mark(), subject.until()));
        all.values().removeIf(until -> until.isBefore(today()));
        if (!all.equals(ended)) {
            ended = Map.copyOf(all);
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
