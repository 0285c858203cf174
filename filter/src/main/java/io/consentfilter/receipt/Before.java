package io.consentfilter.receipt;

import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Decision;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the visitor stood before a decision.
 *
 * @param granted what still counted
 * @param expired what had been granted and does not count any more
 * @param end why: it ran out, or its notice was declared invalid
 * @param counting the decision, where it granted something that still counted
 */
record Before(
        Set<String> granted,
        Set<String> expired,
        ConsentState end,
        Set<String> refused,
        @Nullable Decision counting,
        @Nullable String recordId,
        @Nullable String subjectId) {
    private static final Before NOTHING =
            new Before(Set.of(), Set.of(), ConsentState.EXPIRED, Set.of(), null, null, null);

    static Before of(@Nullable Decision decision, InvalidNotices invalid, Instant now) {
        if (decision == null) {
            return NOTHING;
        }
        boolean ended = invalid.endOf(decision) != null;
        boolean counts = decision.validUntil().isAfter(now) && (!ended || decision.isRefusal());
        return new Before(
                counts ? decision.granted() : Set.of(),
                counts ? Set.of() : decision.granted(),
                ended ? ConsentState.INVALIDATED : ConsentState.EXPIRED,
                counts ? decision.refused() : Set.of(),
                counts && !decision.isRefusal() ? decision : null,
                decision.recordId(),
                decision.subjectId());
    }

    /** Whether it was granted, be it run out or not. */
    boolean hadGranted(String id) {
        return granted.contains(id) || expired.contains(id);
    }
}
