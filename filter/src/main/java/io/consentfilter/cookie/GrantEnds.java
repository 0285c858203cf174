package io.consentfilter.cookie;

import io.consentfilter.model.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says since when the grants of a decision do not count any more, though its cookie is genuine. Asked at every request. */
@FunctionalInterface
public interface GrantEnds {
    /** Every genuine cookie counts until it runs out. */
    GrantEnds NEVER = decision -> null;

    /** Since when; null where nothing ended them. */
    @Nullable
    Instant of(Decision decision);
}
