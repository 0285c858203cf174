package io.consentfilter.receipt;

import io.consentfilter.model.Decision;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the visitor stood before a decision.
 *
 * @param granted what still counted
 * @param expired what had been granted and has run out
 * @param counting the decision, where it granted something that still counted
 */
record Before(
        Set<String> granted,
        Set<String> expired,
        Set<String> refused,
        @Nullable Decision counting,
        @Nullable String recordId,
        @Nullable String subjectId) {
    private static final Before NOTHING = new Before(Set.of(), Set.of(), Set.of(), null, null, null);

    static Before of(@Nullable Decision decision, Instant now) {
        if (decision == null) {
            return NOTHING;
        }
        boolean counts = decision.validUntil().isAfter(now);
        return new Before(
                counts ? decision.granted() : Set.of(),
                counts ? Set.of() : decision.granted(),
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
