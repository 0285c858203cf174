package io.consentfilter.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor decided, as the choice cookie carries it. Whatever is not granted is denied.
 *
 * @param decidedAt when, by the server's clock
 * @param validUntil from when on it is expired: a grant then counts as denied, a refusal is asked again
 * @param askVersion what had been asked
 * @param noticeVersion what had been shown
 * @param granted ids of granted services and activities
 * @param refused ids that were offered and not granted
 * @param recordId the consent record, null where a refusal carries none
 * @param subjectId the random 128-bit id that only this cookie holds; null for a refusal (LAW.md B41)
 */
public record Decision(
        Instant decidedAt,
        Instant validUntil,
        String askVersion,
        String noticeVersion,
        Set<String> granted,
        Set<String> refused,
        @Nullable String recordId,
        @Nullable String subjectId) {
    public Decision {
        granted = Set.copyOf(granted);
        refused = Set.copyOf(refused);
    }

    /** Whether nothing at all was granted. */
    public boolean isRefusal() {
        return granted.isEmpty();
    }
}
