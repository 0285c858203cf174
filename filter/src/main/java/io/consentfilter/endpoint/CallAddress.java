package io.consentfilter.endpoint;

import io.consentfilter.config.SiteSection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/**
 * Where a call came in. Behind a TLS proxy scheme and host come from the configured origins, never from a raw header: the origin
 * whose host was asked for decides.
 *
 * @param scheme http or https
 * @param host lower case, with {@code :port} where it is not the scheme's
 * @param origins those of the site, lower case
 */
record CallAddress(String scheme, String host, List<String> origins) {
    CallAddress {
        origins = List.copyOf(origins);
    }

    static CallAddress of(HttpServletRequest request, SiteSection site) {
        String name = name(request);
        for (String origin : site.origins()) {
            int slashes = origin.indexOf("://");
            if (slashes > 0 && withoutPort(origin.substring(slashes + 3)).equalsIgnoreCase(name)) {
                return new CallAddress(
                        lower(origin.substring(0, slashes)), lower(origin.substring(slashes + 3)), site.origins());
            }
        }
        boolean usual = request.getServerPort() <= 0 || request.getServerPort() == (request.isSecure() ? 443 : 80);
        return new CallAddress(
                request.isSecure() ? "https" : "http",
                usual ? name : name + ":" + request.getServerPort(),
                site.origins());
    }

    boolean secure() {
        return scheme.equals("https");
    }

    /** Whether an {@code Origin} header names the site: a configured origin, or the very address that was asked for. */
    boolean isOwn(String origin) {
        String given = lower(origin);
        return given.equals(scheme + "://" + host) || origins.stream().anyMatch(own -> given.equals(lower(own)));
    }

    private static String name(HttpServletRequest request) {
        String name = lower(request.getServerName());
        String bracketed = name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
        return bracketed.endsWith(".") ? bracketed.substring(0, bracketed.length() - 1) : bracketed;
    }

    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon < 0 || authority.endsWith("]") ? authority : authority.substring(0, colon);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
