package io.consentfilter.page;

import io.consentfilter.rewrite.HeaderRewriter;
import java.util.List;

/** What a response header means to us. */
enum HeaderRole {
    /** None of our business. */
    PLAIN,
    COOKIE,
    CONTENT_TYPE,
    LENGTH,
    /** Says how long or as what the body may be kept, or what its bytes are: true for the app's bytes only. */
    VALIDITY,
    VARY,
    /** Says whether the answer is shown or stored. */
    DISPOSITION,
    /** Makes a browser contact somebody. */
    CONTACT;

    /** A rewritten page has its own. */
    private static final List<String> REPLACED_NAMES = List.of("etag", "cache-control");

    /** A rewritten page has none. */
    private static final List<String> BYTES_ONLY_NAMES = List.of(
            "last-modified",
            "expires",
            "surrogate-control",
            "x-accel-expires",
            "edge-control",
            "accept-ranges",
            "content-md5",
            "digest",
            "content-digest",
            "repr-digest");

    /** How the names end of what is said to one kind of cache only (RFC 9213 §2). */
    private static final String FOR_ONE_CACHE = "cdn-cache-control";

    static HeaderRole of(String name) {
        if (name.equalsIgnoreCase("Set-Cookie")) {
            return COOKIE;
        }
        if (name.equalsIgnoreCase("Content-Type")) {
            return CONTENT_TYPE;
        }
        if (name.equalsIgnoreCase("Content-Disposition")) {
            return DISPOSITION;
        }
        if (name.equalsIgnoreCase("Content-Length")) {
            return LENGTH;
        }
        if (name.equalsIgnoreCase("Vary")) {
            return VARY;
        }
        if (isOneOf(REPLACED_NAMES, name) || ofTheBytesOnly(name)) {
            return VALIDITY;
        }
        return HeaderRewriter.concerns(name) ? CONTACT : PLAIN;
    }

    /** Whether it is true for the app's own bytes only, or lets others keep them: no rewritten page says it. */
    static boolean ofTheBytesOnly(String name) {
        int prefix = name.length() - FOR_ONE_CACHE.length();
        return isOneOf(BYTES_ONLY_NAMES, name)
                || (prefix >= 0 && name.regionMatches(true, prefix, FOR_ONE_CACHE, 0, FOR_ONE_CACHE.length()));
    }

    /** Compared without making a lower-case copy: apps set headers on every answer. */
    private static boolean isOneOf(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
