package io.consentfilter.model;

/** Host and port, as the authority of an address writes them (RFC 3986 §3.2). */
public final class HostAndPort {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private HostAndPort() {}

    /** The name, with {@code :port} where it is not the scheme's; 0 or less is no port. */
    public static String of(String name, int port, boolean secure) {
        boolean usual = port <= 0 || port == (secure ? HTTPS : HTTP);
        return usual ? name : name + ":" + port;
    }
}
