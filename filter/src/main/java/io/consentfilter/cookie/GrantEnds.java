package io.consentfilter.cookie;

import io.consentfilter.model.Decision;
import org.jspecify.annotations.Nullable;

/** Says what is left of a decision that grants something, though its cookie is genuine. Asked at every request. */
@FunctionalInterface
public interface GrantEnds {
    /** Every genuine cookie counts until it runs out. */
    GrantEnds NEVER = decision -> decision;

    /** The decision itself, the same with an earlier end, or null where it is as if it had never been made (its subject was erased). */
    @Nullable
    Decision leftOf(Decision decision);
}
