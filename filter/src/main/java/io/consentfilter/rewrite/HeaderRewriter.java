package io.consentfilter.rewrite;

import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import io.consentfilter.web.WebAddress;
import org.jspecify.annotations.Nullable;

/** Takes withheld hosts out of response headers that make a browser contact somebody. */
public final class HeaderRewriter {
    public HeaderRewriter(Registry registry) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Whether this header can make a browser contact somebody: Link, Speculation-Rules, Report-To, Reporting-Endpoints, NEL, Refresh, Content-Security-Policy(-Report-Only), SourceMap. */
    public static boolean concerns(String headerName) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /**
     * The value without withheld hosts.
     *
     * @return the same string where nothing is withheld, null where nothing is left
     */
    public @Nullable String rewrite(
            String headerName, String value, WebAddress documentAddress, String requestHost, Grants grants) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
