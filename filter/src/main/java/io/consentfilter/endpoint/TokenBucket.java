package io.consentfilter.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** So many a second, all visitors together, and some at once. Never by address: many visitors share one, and a flood has many. */
final class TokenBucket {
    private final double perSecond;
    private final double burst;
    private final InstantSource clock;
    private double tokens;
    private Instant filledAt;

    TokenBucket(int perSecond, int burst, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.tokens = burst;
        this.filledAt = clock.instant();
    }

    /** Takes one token if there is one. */
    synchronized boolean take() {
        Instant now = clock.instant();
        double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        tokens = Math.min(burst, tokens + seconds * perSecond);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
