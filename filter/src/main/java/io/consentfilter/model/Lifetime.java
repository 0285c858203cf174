package io.consentfilter.model;

import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How long something stays on the device: until the browser session ends, for days, months and years, or for hours and minutes
 * (Planet49, C-673/17, asks that it be told). In JSON {@code "session"}, an ISO 8601 period such as {@code "P13M"} or a time
 * such as {@code "PT30M"}.
 *
 * @param period days and more, or null
 * @param time less than a day, or null; both are null for the session
 */
public record Lifetime(@Nullable Period period, @Nullable Duration time) {
    /** Until the browser session ends. */
    public static final Lifetime SESSION = new Lifetime(null, null);

    public Lifetime {
        boolean never = (period != null && (period.isNegative() || period.isZero()))
                || (time != null && (time.isNegative() || time.isZero()));
        if (never || (period != null && time != null)) {
            throw new IllegalArgumentException(
                    "a lifetime is \"session\" or a positive period such as \"P13M\" or \"PT30M\"");
        }
    }

    public Lifetime(@Nullable Period period) {
        this(period, null);
    }

    /** Reads the JSON form. */
    public static Lifetime parse(String text) {
        if (text.equals("session")) {
            return SESSION;
        }
        return text.startsWith("PT")
                ? new Lifetime(null, Duration.parse(text))
                : new Lifetime(Period.parse(text), null);
    }

    @Override
    public String toString() {
        if (period != null) {
            return period.toString();
        }
        return time != null ? time.toString() : "session";
    }
}
