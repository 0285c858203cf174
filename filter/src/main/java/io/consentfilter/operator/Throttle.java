package io.consentfilter.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Slows down guessing: so many wrong tokens at once, then one every two seconds. One budget for everybody, because addresses are
 * cheap and shared; who holds a session or a token that was right before is not touched by it.
 */
final class Throttle {
    /** Wrong tokens that pass at once. */
    static final int WRONG_AT_ONCE_MAX = 20;

    /** Time until one more is let through. */
    static final Duration REFILL = Duration.ofSeconds(2);

    private final InstantSource clock;
    private double budget = WRONG_AT_ONCE_MAX;
    private Instant counted;

    Throttle(InstantSource clock) {
        this.clock = clock;
        this.counted = clock.instant();
    }

    /** Whether another unknown token may be looked at. */
    synchronized boolean open() {
        refill();
        return budget >= 1;
    }

    /** One was wrong. */
    synchronized void wrong() {
        refill();
        budget = Math.max(0, budget - 1);
    }

    private void refill() {
        Instant now = clock.instant();
        double refilled = Duration.between(counted, now).toMillis() / (double) REFILL.toMillis();
        budget = Math.min(WRONG_AT_ONCE_MAX, budget + Math.max(0, refilled));
        counted = now;
    }
}
