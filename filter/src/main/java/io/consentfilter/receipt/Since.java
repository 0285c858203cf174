package io.consentfilter.receipt;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.store.Invalidation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record's consents since it was written. The record stays as it was proven; this lies over it.
 *
 * @param ended {@link ConsentState#EXPIRED} or {@link ConsentState#INVALIDATED}; null where they still count
 * @param at since when
 * @param reason why a notice was declared invalid; for operators
 */
public record Since(
        @Nullable ConsentState ended,
        @Nullable Instant at,
        @Nullable String reason) {
    private static final Since NOTHING = new Since(null, null, null);

    static Since of(ConsentRecord record, InvalidNotices invalid, Instant now) {
        if (record.services().values().stream().noneMatch(ConsentState::valid)) {
            return NOTHING;
        }
        Optional<Invalidation> invalidation = invalid.of(record.noticeVersion());
        if (invalidation.isPresent()) {
            Invalidation declared = invalidation.get();
            return new Since(ConsentState.INVALIDATED, declared.at(), declared.reason());
        }
        boolean over = !now.isBefore(record.validUntil());
        return over ? new Since(ConsentState.EXPIRED, record.validUntil(), null) : NOTHING;
    }

    /** The state of today of what the record says. */
    public ConsentState now(ConsentState recorded) {
        return recorded.valid() && ended != null ? ended : recorded;
    }

    /** The same for all services or purposes of the record. */
    public Map<String, ConsentState> now(Map<String, ConsentState> recorded) {
        Map<String, ConsentState> states = new LinkedHashMap<>();
        recorded.forEach((id, state) -> states.put(id, now(state)));
        return states;
    }
}
