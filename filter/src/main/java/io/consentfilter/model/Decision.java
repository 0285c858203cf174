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
 * @param earlierNotices notices under which some of {@code granted} was given before and not asked about again
 */
public record Decision(
        Instant decidedAt,
        Instant validUntil,
        String askVersion,
        String noticeVersion,
        Set<String> granted,
        Set<String> refused,
        @Nullable String recordId,
        @Nullable String subjectId,
        Set<String> earlierNotices) {
    public Decision {
        granted = Set.copyOf(granted);
        refused = Set.copyOf(refused);
        earlierNotices = Set.copyOf(earlierNotices);
    }

    /** Where all that is granted was granted under one notice. */
    public Decision(
            Instant decidedAt,
            Instant validUntil,
            String askVersion,
            String noticeVersion,
            Set<String> granted,
            Set<String> refused,
            @Nullable String recordId,
            @Nullable String subjectId) {
        this(decidedAt, validUntil, askVersion, noticeVersion, granted, refused, recordId, subjectId, Set.of());
    }

    /** The same, running out at that moment if not before. */
    public Decision endedAt(Instant end) {
        return end.isBefore(validUntil)
                ? new Decision(
                        decidedAt,
                        end,
                        askVersion,
                        noticeVersion,
                        granted,
                        refused,
                        recordId,
                        subjectId,
                        earlierNotices)
                : this;
    }

    /** Whether nothing at all was granted. */
    public boolean isRefusal() {
        return granted.isEmpty();
    }
}
