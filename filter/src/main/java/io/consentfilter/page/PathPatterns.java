package io.consentfilter.page;

import java.util.List;

/** Paths inside the webapp as the configuration writes them: exact, or with a trailing star for everything under it. */
public final class PathPatterns {
    private PathPatterns() {}

    /** Whether one of the patterns means this path. */
    public static boolean matches(List<String> patterns, String path) {
        // By number, without an iterator: this is asked for every request.
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(patterns.get(i), path)) {
                return true;
            }
        }
        return false;
    }

    static boolean matches(String pattern, String path) {
        return pattern.endsWith("*") ? path.regionMatches(0, pattern, 0, pattern.length() - 1) : path.equals(pattern);
    }
}
