package io.consentfilter.operator;

import io.consentfilter.model.HostAndPort;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;

/** Whether a form of this very site sent the request: for sign-ons whose proof a browser sends along by itself. */
final class SameSite {
    private SameSite() {}

    /** Sec-Fetch-Site where the browser knows it, else Origin, which every browser sends with a POST; a program sends neither. */
    static boolean of(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        return origin == null || isHost(origin, askedHost(request));
    }

    /** In HTTP/2 it is a pseudo-header (RFC 9113 §8.3.1), and Tomcat makes no {@code Host} of it. */
    private static String askedHost(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null
                ? host
                : HostAndPort.of(request.getServerName(), request.getServerPort(), request.isSecure());
    }

    private static boolean isHost(String origin, String host) {
        try {
            return host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
