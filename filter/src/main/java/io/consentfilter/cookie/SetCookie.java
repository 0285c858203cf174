package io.consentfilter.cookie;

/** One Set-Cookie header, read as browsers read it (RFC 6265bis §5.6). */
public final class SetCookie {
    private SetCookie() {}

    public static SetCookie parse(String header) {
        throw new UnsupportedOperationException("laid, not built");
    }

    public String name() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Whether it deletes: Max-Age not positive, or else Expires in the past. */
    public boolean deletes() {
        throw new UnsupportedOperationException("laid, not built");
    }
}
