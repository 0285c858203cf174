package io.consentfilter.page;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param uri as the browser wrote it, without query
 * @param query without question mark, or null
 * @param path inside the webapp, as the container reads it
 */
record RequestLine(String method, String uri, @Nullable String query, String path) {
    static RequestLine of(HttpServletRequest request, String path) {
        return new RequestLine(request.getMethod(), request.getRequestURI(), request.getQueryString(), path);
    }

    /** Whether a browser may fetch it again: a page that answered a POST may not. */
    boolean canComeBack() {
        boolean safe = method.equals("GET") || method.equals("HEAD");
        return safe && uri.startsWith("/") && !uri.startsWith("//");
    }

    String address() {
        return query == null ? uri : uri + '?' + query;
    }
}
