package io.consentfilter.web;

import java.util.Locale;
import java.util.Set;

/**
 * Which link relations make a browser contact somebody: HTML standard, 4.6.7, Resource Hints, and what browsers do beside them
 * (touch icons and backdrops in Safari, search descriptions, {@code next} in Firefox, dictionaries in Chromium).
 */
public final class LinkRelations {
    private static final Set<String> FETCHING = Set.of(
            "stylesheet",
            "icon",
            "mask-icon",
            "fluid-icon",
            "apple-touch-icon",
            "apple-touch-icon-precomposed",
            "apple-touch-startup-image",
            "manifest",
            "preload",
            "modulepreload",
            "prefetch",
            "next",
            "prerender",
            "preconnect",
            "dns-prefetch",
            "subresource",
            "compression-dictionary",
            "search",
            "import",
            "serviceworker",
            "monetization",
            "spatial-backdrop");

    private static final Set<String> SHEET = Set.of("stylesheet");
    private static final Set<String> MANIFEST = Set.of("manifest");

    private LinkRelations() {}

    /**
     * Whether one of the relations fetches or connects.
     *
     * @param rel the attribute or parameter: relations separated by ASCII whitespace, any case
     */
    public static boolean fetch(String rel) {
        return any(rel, FETCHING);
    }

    /** Whether one of the relations makes it a style sheet. */
    public static boolean isSheet(String rel) {
        return any(rel, SHEET);
    }

    /** Whether one of the relations makes it an application's manifest. */
    public static boolean isManifest(String rel) {
        return any(rel, MANIFEST);
    }

    private static boolean any(String rel, Set<String> relations) {
        int at = 0;
        while (at < rel.length()) {
            int end = at;
            while (end < rel.length() && !space(rel.charAt(end))) {
                end++;
            }
            if (end > at && relations.contains(rel.substring(at, end).toLowerCase(Locale.ROOT))) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
