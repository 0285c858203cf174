package io.consentfilter.cookie;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Names of cookies, cut out of headers: every request brings the same few, so they are found where they were put before. A table of
 * fixed size; whoever sends other names only takes places in it. Values never come here.
 */
final class CookieNames {
    private static final int PLACES = 512;

    /** Longer names are cut out anew each time. */
    private static final int LENGTH_MAX = 64;

    private static final AtomicReferenceArray<@Nullable String> NAMES = new AtomicReferenceArray<>(PLACES);

    private CookieNames() {}

    /** The text from {@code from} to {@code to}. */
    static String of(String header, int from, int to) {
        int length = to - from;
        if (length > LENGTH_MAX) {
            return header.substring(from, to);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + header.charAt(i);
        }
        int place = (hash ^ hash >>> 9) & (PLACES - 1);
        String known = NAMES.get(place);
        if (known != null && known.length() == length && header.startsWith(known, from)) {
            return known;
        }
        String name = header.substring(from, to);
        NAMES.set(place, name);
        return name;
    }
}
