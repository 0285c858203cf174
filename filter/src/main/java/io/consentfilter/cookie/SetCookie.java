package io.consentfilter.cookie;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One Set-Cookie header, read as browsers read it (RFC 6265bis §5.6). Never throws: what a browser would ignore is {@link #ignored()}. */
public final class SetCookie {
    private final String name;
    private final String value;
    private final boolean ignored;
    private @Nullable Long maxAgeSeconds;
    private @Nullable Instant expires;

    private SetCookie(String name, String value, boolean ignored) {
        this.name = name;
        this.value = value;
        this.ignored = ignored;
    }

    /** Reads the value of one Set-Cookie header. */
    public static SetCookie parse(String header) {
        int end = endOfPart(header, 0);
        String pair = header.substring(0, end);
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).strip();
        String value = equals < 0 ? pair.strip() : pair.substring(equals + 1).strip();
        SetCookie cookie = new SetCookie(nameAsSent(name, value), value, hasControls(header));
        for (int from = end + 1; from < header.length(); from = end + 1) {
            end = endOfPart(header, from);
            cookie.attribute(header.substring(from, end));
        }
        return cookie;
    }

    /** The name under which the browser will send it back. */
    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    /** Whether browsers ignore the whole header because of control characters (RFC 6265bis §5.6 step 1). */
    public boolean ignored() {
        return ignored;
    }

    /** Whether it deletes: Max-Age not positive, or else Expires in the past. */
    public boolean deletes() {
        if (maxAgeSeconds != null) {
            return maxAgeSeconds <= 0;
        }
        return expires != null && !expires.isAfter(Instant.now());
    }

    /** A cookie without name travels as its bare value: {@code Set-Cookie: =_ga=1} comes back as {@code _ga=1}. */
    private static String nameAsSent(String name, String value) {
        if (!name.isEmpty()) {
            return name;
        }
        int equals = value.indexOf('=');
        return equals < 0 ? value : value.substring(0, equals).strip();
    }

    private void attribute(String part) {
        int equals = part.indexOf('=');
        String key = (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String text = equals < 0 ? "" : part.substring(equals + 1).strip();
        if (key.equals("max-age")) {
            Long seconds = maxAge(text);
            maxAgeSeconds = seconds == null ? maxAgeSeconds : seconds;
        } else if (key.equals("expires")) {
            Instant instant = CookieDate.parse(text);
            expires = instant == null ? expires : instant;
        }
    }

    /** RFC 6265bis §5.6.2: digits, perhaps after a minus; anything else leaves the attribute without effect. */
    private static @Nullable Long maxAge(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (text.length() == start || !text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        // More digits than a long holds is still just far away.
        return start == 1 ? Long.valueOf(-1) : text.length() > 15 ? Long.valueOf(Long.MAX_VALUE) : Long.valueOf(text);
    }

    private static int endOfPart(String header, int from) {
        int end = header.indexOf(';', from);
        return end < 0 ? header.length() : end;
    }

    private static boolean hasControls(String header) {
        return header.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7F);
    }
}
