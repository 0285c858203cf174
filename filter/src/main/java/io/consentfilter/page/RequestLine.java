package io.consentfilter.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
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

    /**
     * What a REQUEST dispatch asked for, though somebody has forwarded or dispatched since: Undertow writes the new address into the
     * request and leaves the old one in attributes (Jakarta Servlet 6.0 §9.4.2, §9.7.2).
     */
    static RequestLine ofTheBrowser(HttpServletRequest request, String path) {
        if (request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String uri) {
            return moved(request, uri, RequestDispatcher.FORWARD_QUERY_STRING, path);
        }
        if (request.getAttribute(AsyncContext.ASYNC_REQUEST_URI) instanceof String uri) {
            return moved(request, uri, AsyncContext.ASYNC_QUERY_STRING, path);
        }
        return of(request, path);
    }

    private static RequestLine moved(HttpServletRequest request, String uri, String queryAttribute, String path) {
        Object query = request.getAttribute(queryAttribute);
        return new RequestLine(request.getMethod(), uri, query == null ? null : query.toString(), path);
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
