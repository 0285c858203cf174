package io.consentfilter.cookie;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The date of an Expires attribute, as forgiving as browsers are (RFC 6265bis §5.1.1). */
final class CookieDate {
    private static final String DELIMITERS = delimiters();
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private int @Nullable [] time;
    private int day = -1;
    private int month = -1;
    private int year = -1;

    private CookieDate() {}

    /** The moment, or null where a browser would not understand it either. */
    static @Nullable Instant parse(String text) {
        CookieDate date = new CookieDate();
        StringTokenizer tokens = new StringTokenizer(text, DELIMITERS);
        while (tokens.hasMoreTokens()) {
            date.take(tokens.nextToken().toLowerCase(Locale.ROOT));
        }
        return date.instant();
    }

    private void take(String token) {
        if (time == null && (time = timeOf(token)) != null) {
            return;
        }
        if (day < 0 && (day = number(token, 1, 2)) >= 0) {
            return;
        }
        if (month < 0 && (month = monthOf(token)) >= 0) {
            return;
        }
        if (year < 0) {
            year = number(token, 2, 4);
        }
    }

    private @Nullable Instant instant() {
        if (time == null || day < 0 || month < 0 || year < 0) {
            return null;
        }
        int full = year >= 70 && year <= 99 ? year + 1900 : year <= 69 ? year + 2000 : year;
        if (full < 1601) {
            return null;
        }
        try {
            return LocalDateTime.of(full, month + 1, day, time[0], time[1], time[2])
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int @Nullable [] timeOf(String token) {
        String[] parts = token.split(":", -1);
        if (parts.length < 3) {
            return null;
        }
        int[] numbers = new int[3];
        for (int i = 0; i < 3; i++) {
            numbers[i] = number(parts[i], 1, 2);
            if (numbers[i] < 0) {
                return null;
            }
        }
        return numbers;
    }

    private static int monthOf(String token) {
        if (token.length() < 3) {
            return -1;
        }
        int at = MONTHS.indexOf(token.substring(0, 3));
        return at >= 0 && at % 3 == 0 ? at / 3 : -1;
    }

    /** The leading digits, if there are as many as allowed; else -1. */
    private static int number(String token, int digitsMin, int digitsMax) {
        int digits = 0;
        while (digits < token.length()
                && Character.digit(token.charAt(digits), 10) >= 0
                && token.charAt(digits) < 128) {
            digits++;
        }
        return digits < digitsMin || digits > digitsMax ? -1 : Integer.parseInt(token.substring(0, digits));
    }

    private static String delimiters() {
        StringBuilder all = new StringBuilder("\t");
        for (char c = 0x20; c <= 0x7E; c++) {
            if (!Character.isLetterOrDigit(c) && c != ':') {
                all.append(c);
            }
        }
        return all.toString();
    }
}
