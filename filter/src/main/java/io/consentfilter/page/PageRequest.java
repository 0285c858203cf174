package io.consentfilter.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the app gets as its request: without cookies of services that were not granted (reading counts like writing), without
 * codings that we could not decode, and without conditions and ranges that would bring back a page of another state.
 */
final class PageRequest extends HttpServletRequestWrapper {
    private static final Set<String> CHANGED =
            Set.of("cookie", "accept-encoding", "range", "if-range", "if-none-match", "if-match", "if-modified-since");

    /** Tomcat's documented name; other containers have no such way. */
    private static final String SENDFILE = "org.apache.tomcat.sendfile.support";

    private final PageExchange exchange;
    private final @Nullable MarkWatch watch;
    /** The stream or the reader that is watched; the container opens only one. */
    private @Nullable Closeable body;

    private @Nullable PageAsync async;

    PageRequest(PageExchange exchange, HttpServletRequest request) {
        super(request);
        this.exchange = exchange;
        this.watch = exchange.markWatch();
    }

    /** Made when the app asks for one of those headers; most answers never do. */
    private RequestHeaders headers() {
        return new RequestHeaders(exchange, (HttpServletRequest) getRequest());
    }

    private static boolean changed(@Nullable String name) {
        if (name == null || name.length() < 5 || name.length() > 17) {
            return false;
        }
        char first = (char) (name.charAt(0) | 0x20);
        return (first == 'c' || first == 'a' || first == 'r' || first == 'i')
                && CHANGED.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
        return changed(name) ? headers().value(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return changed(name) ? Collections.enumeration(headers().lines(name)) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>();
        Enumeration<String> all = super.getHeaderNames();
        while (all.hasMoreElements()) {
            String name = all.nextElement();
            if (!changed(name) || headers().value(name) != null) {
                names.add(name);
            }
        }
        return Collections.enumeration(names);
    }

    @Override
    public long getDateHeader(String name) {
        return changed(name) && headers().value(name) == null ? -1 : super.getDateHeader(name);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        Cookie[] all = super.getCookies();
        if (all == null || !exchange.hidesCookies()) {
            return all;
        }
        Cookie[] visible = Arrays.stream(all)
                .filter(cookie -> !exchange.hidesCookie(cookie.getName()))
                .toArray(Cookie[]::new);
        return visible.length == 0 ? null : visible;
    }

    /** Tomcat would send a file past the rewriter: where a page may come, the app has to write it itself. */
    @Override
    public @Nullable Object getAttribute(String name) {
        boolean asksForSendfile = SENDFILE.equals(name) && exchange.mayBecomePage();
        return asksForSendfile ? Boolean.FALSE : super.getAttribute(name);
    }

    // ---- the body

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (watch == null) {
            return super.getInputStream();
        }
        if (body instanceof ServletInputStream watched) {
            return watched;
        }
        ServletInputStream watched = new WatchedInput(super.getInputStream(), watch);
        body = watched;
        return watched;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (watch == null) {
            return super.getReader();
        }
        if (body instanceof BufferedReader watched) {
            return watched;
        }
        BufferedReader watched = new BufferedReader(new WatchedReader(super.getReader(), watch));
        body = watched;
        return watched;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String value = super.getParameter(name);
        if (watch != null && value != null) {
            watch.see(value);
        }
        return value;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = super.getParameterValues(name);
        if (values != null) {
            see(values);
        }
        return values;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> all = super.getParameterMap();
        if (watch != null) {
            all.values().forEach(this::see);
        }
        return all;
    }

    private void see(String[] values) {
        if (watch != null) {
            for (String value : values) {
                watch.see(value);
            }
        }
    }

    @Override
    public @Nullable Part getPart(String name) throws IOException, ServletException {
        Part part = super.getPart(name);
        return watch == null || part == null ? part : new WatchedPart(part, watch);
    }

    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        Collection<Part> parts = super.getParts();
        if (watch == null || parts == null) {
            return parts;
        }
        List<Part> watched = new ArrayList<>(parts.size());
        for (Part part : parts) {
            watched.add(new WatchedPart(part, watch));
        }
        return watched;
    }

    // ---- async
    // ----------------------------------------------------------------------------------------------------------

    /** Without arguments a container would go on with the raw response, past the gate. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, exchange.response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        AsyncContext context = super.startAsync(request, response);
        exchange.asyncStarted();
        return ours(context);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return ours(super.getAsyncContext());
    }

    /** Containers hand out the same context again, and apps keep them in lists. */
    private AsyncContext ours(AsyncContext container) {
        PageAsync known = async;
        if (known == null || !known.isFor(container)) {
            known = new PageAsync(container, exchange);
            async = known;
        }
        return known;
    }
}
