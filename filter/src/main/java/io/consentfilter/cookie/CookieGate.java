package io.consentfilter.cookie;

import io.consentfilter.config.CookiesSection;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges cookies on their way out and in. Works on header text, because containers lose attributes (TOOLCHAIN §1). */
public final class CookieGate {
    public CookieGate(Registry registry, CookiesSection settings, Metrics metrics) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Whether this Set-Cookie may pass. Deletions always may. */
    public boolean admits(String setCookieHeader, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The Cookie header as the app may see it: the same string where nothing is hidden, null where nothing is left. */
    public @Nullable String visible(String cookieHeader, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Set-Cookie headers that expire what the browser sent without consent: every domain and path the registry names, with attributes that make the deletion work. */
    public List<String> expiries(String cookieHeader, String requestHost, boolean secure, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
