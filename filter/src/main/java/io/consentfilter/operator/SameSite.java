package io.consentfilter.operator;

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
        if (host != null) {
            return host;
        }
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (request.isSecure() ? 443 : 80);
        return usual ? request.getServerName() : request.getServerName() + ":" + port;
    }

    private static boolean isHost(String origin, String host) {
        try {
            return host.equalsIgnoreCase(new URI(origin).getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
