package io.consentfilter.page;

import io.consentfilter.rewrite.HeaderRewriter;
import java.util.Locale;
import java.util.Set;

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

    private static final Set<String> VALIDITY_NAMES = Set.of(
            "etag",
            "last-modified",
            "cache-control",
            "expires",
            "surrogate-control",
            "cdn-cache-control",
            "accept-ranges",
            "content-md5",
            "digest",
            "content-digest",
            "repr-digest");

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
        if (VALIDITY_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            return VALIDITY;
        }
        return HeaderRewriter.concerns(name) ? CONTACT : PLAIN;
    }
}
