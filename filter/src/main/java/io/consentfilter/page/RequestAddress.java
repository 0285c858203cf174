package io.consentfilter.page;

import io.consentfilter.config.SiteSection;
import io.consentfilter.model.HostAndPort;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a page was asked for. Behind a TLS proxy scheme and host come from the configured origins, never from a raw header: an
 * origin whose host was asked for decides the scheme, before all others one whose port was asked for too.
 *
 * @param scheme http or https
 * @param host lower case, with {@code :port} where it is not the scheme's
 * @param configured whether it is a configured origin, asked for at that origin's very port. Any other may be a proxy's name for
 *     this server, under which no browser finds it
 */
record RequestAddress(String scheme, String host, boolean configured) {
    static RequestAddress of(HttpServletRequest request, SiteSection site) {
        String name = cleaned(request.getServerName());
        RequestAddress first = null;
        for (String origin : site.origins()) {
            RequestAddress named = named(origin, name, request.getServerPort());
            if (named != null && named.configured()) {
                return named;
            }
            first = first == null ? named : first;
        }
        return first == null ? asked(request, name) : first;
    }

    /** The origin, if its host was asked for. */
    private static @Nullable RequestAddress named(String origin, String name, int port) {
        int start = origin.indexOf("://") + 3;
        if (start < 3 || !nameOf(origin.substring(start)).equals(name)) {
            return null;
        }
        String host = origin.substring(start);
        return new RequestAddress(origin.substring(0, start - 3), host, asksPort(port, host.substring(name.length())));
    }

    private static RequestAddress asked(HttpServletRequest request, String name) {
        String scheme = request.isSecure() ? "https" : "http";
        String host = HostAndPort.of(name, request.getServerPort(), request.isSecure());
        return new RequestAddress(scheme, host, false);
    }

    /** A proxy that ends TLS asks without a port, or at its scheme's: both ports that are usual stand for none. */
    private static boolean asksPort(int asked, String port) {
        boolean usual = asked <= 0 || asked == 80 || asked == 443;
        return usual ? port.isEmpty() || port.equals(":80") || port.equals(":443") : port.equals(":" + asked);
    }

    boolean secure() {
        return scheme.equals("https");
    }

    String origin() {
        return scheme + "://" + host;
    }

    private static String cleaned(String serverName) {
        String lower = serverName.toLowerCase(Locale.ROOT);
        String name = lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower;
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static String nameOf(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon < 0 || authority.endsWith("]") ? authority : authority.substring(0, colon);
    }
}
