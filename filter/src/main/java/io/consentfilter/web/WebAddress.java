package io.consentfilter.web;

import org.jspecify.annotations.Nullable;

/** An address, resolved as the WHATWG URL standard does. Never throws: what a browser could not load has no host. */
public final class WebAddress {
    private WebAddress() {}

    /**
     * Resolves an address as it stands in a page (character references already decoded).
     *
     * @param base the document's base, or null
     */
    public static WebAddress resolve(String input, @Nullable WebAddress base) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Scheme, lower case, without colon; empty where the address cannot be parsed. */
    public String scheme() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The host that would be contacted: lower case, punycode, no trailing dot, {@code :port} where it is not the scheme's; null if none would be (data:, blob:, javascript:, unparsable). */
    public @Nullable String host() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Path as a browser would send it, without query; "/" at least where there is a host. */
    public String path() {
        throw new UnsupportedOperationException("laid, not built");
    }
}
