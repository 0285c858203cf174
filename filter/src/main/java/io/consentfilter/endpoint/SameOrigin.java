package io.consentfilter.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a POST comes from one of our own pages (LAW.md B52). {@code Sec-Fetch-Site} is asked first: under a
 * {@code no-referrer} policy browsers send {@code Origin: null} even to the page's own host. Browsers send one of the two headers
 * with every cross-site POST; a call without both is no browser's, and there is nobody to be tricked.
 */
enum SameOrigin {
    /** Certainly one of our pages, or no browser. */
    YES,
    /** Nobody can tell: the choices page asks again. */
    UNCLEAR,
    /** Certainly from elsewhere. */
    NO;

    static SameOrigin of(HttpServletRequest request, CallAddress address) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return site == null ? byOrigin(origin, address) : bySite(site.trim().toLowerCase(Locale.ROOT));
    }

    private static SameOrigin bySite(String site) {
        return switch (site) {
            case "same-origin" -> YES;
            case "none" -> UNCLEAR;
            default -> NO;
        };
    }

    private static SameOrigin byOrigin(@Nullable String origin, CallAddress address) {
        if (origin == null) {
            return YES;
        }
        if (origin.equals("null")) {
            return UNCLEAR;
        }
        return address.isOwn(origin) ? YES : NO;
    }
}
