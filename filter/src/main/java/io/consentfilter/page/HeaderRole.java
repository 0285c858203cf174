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

    private static final List<String> VALIDITY_NAMES = List.of(
            "etag",
            "last-modified",
            "cache-control",
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
        if (isValidity(name)) {
            return VALIDITY;
        }
        return HeaderRewriter.concerns(name) ? CONTACT : PLAIN;
    }

    /** Compared without making a lower-case copy: apps set headers on every answer. */
    private static boolean isValidity(String name) {
        for (int i = 0; i < VALIDITY_NAMES.size(); i++) {
            if (VALIDITY_NAMES.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        int prefix = name.length() - FOR_ONE_CACHE.length();
        return prefix >= 0 && name.regionMatches(true, prefix, FOR_ONE_CACHE, 0, FOR_ONE_CACHE.length());
    }
}
