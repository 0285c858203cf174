package io.consentfilter.web;

import org.jspecify.annotations.Nullable;

/**
 * An address, resolved as the WHATWG URL standard does (§4.4, "basic URL parser"). Never throws: what a browser could not load
 * has no host. Where the standard leaves room (IDNA tables of different age), this is the wider reading: a host that some
 * browser may refuse still has a name here, so that it is judged. User-info is dropped.
 */
public final class WebAddress {
    private static final WebAddress UNPARSABLE = new WebAddress(new AddressParts());

    private final AddressParts parts;

    private WebAddress(AddressParts parts) {
        this.parts = parts;
    }

    /**
     * Resolves an address as it stands in a page (character references already decoded).
     *
     * @param base the document's base, or null
     */
    public static WebAddress resolve(String input, @Nullable WebAddress base) {
        AddressParts parts = new AddressParser(input, base == null ? null : base.parts).parse();
        return parts == null ? UNPARSABLE : new WebAddress(parts);
    }

    /**
     * The document's base after {@code <base href>}: HTML standard, 4.2.3 "set the frozen base URL".
     *
     * @param href the attribute's value
     * @param fallback address of the document
     */
    public static WebAddress base(String href, WebAddress fallback) {
        WebAddress base = resolve(href, fallback);
        boolean ignored = base.scheme().isEmpty()
                || base.scheme().equals("data")
                || base.scheme().equals("javascript");
        return ignored ? fallback : base;
    }

    /**
     * Whether an address surely stays with the host of its base, told without allocation: the first-party fast path. False
     * says nothing.
     *
     * @param bytes ASCII-compatible text
     */
    public static boolean staysWithBase(byte[] bytes, int from, int to) {
        if (from >= to) {
            return true;
        }
        if (bytes[from] == '/') {
            return from + 1 == to || AddressParser.plain(bytes[from + 1]);
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '/' || b == '?' || b == '#') {
                return i > from || b != '/';
            }
            if (!AddressParser.plain(b)) {
                return false;
            }
        }
        return true;
    }

    /** Scheme, lower case, without colon; empty where the address cannot be parsed. */
    public String scheme() {
        return parts.scheme;
    }

    /**
     * The host that would be contacted: lower case, punycode, no trailing dot, {@code :port} where it is not the scheme's; null
     * if none would be (data:, blob:, javascript:, file:, unknown schemes, unparsable).
     */
    public @Nullable String host() {
        String host = parts.host;
        if (host == null || !parts.special() || parts.scheme.equals("file")) {
            return null;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return parts.port < 0 ? name : name + ":" + parts.port;
    }

    /**
     * Path as the server will understand it, without query: dot segments resolved, and escapes of letters, digits and
     * {@code -._~} decoded (RFC 3986, 6.2.2.2), so that no spelling slips past a comparison. "/" at least where there is a host.
     */
    public String path() {
        return PercentText.decodeUnreserved(parts.path());
    }

    /** The whole address as a browser would show it, without user-info; empty where it cannot be parsed. */
    public String text() {
        return parts.scheme.isEmpty() ? "" : parts.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
