package io.consentfilter.model;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How long something stays on the device: until the browser session ends, or for a period (Planet49, C-673/17, asks that it be told).
 *
 * @param period the period, or null for the session. In JSON: {@code "session"} or an ISO 8601 period such as {@code "P13M"}.
 */
public record Lifetime(@Nullable Period period) {
    /** Until the browser session ends. */
    public static final Lifetime SESSION = new Lifetime(null);

    public Lifetime {
        if (period != null && (period.isNegative() || period.isZero())) {
            throw new IllegalArgumentException("a lifetime is \"session\" or a positive period such as \"P13M\"");
        }
    }

    /** Reads the JSON form. */
    public static Lifetime parse(String text) {
        return text.equals("session") ? SESSION : new Lifetime(Period.parse(text));
    }

    @Override
    public String toString() {
        return period == null ? "session" : period.toString();
    }
}
