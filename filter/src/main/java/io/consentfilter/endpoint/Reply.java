package io.consentfilter.endpoint;

import io.consentfilter.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, complete before its first byte leaves. Nothing of ours is stored by caches unless it says so.
 *
 * @param status HTTP status
 * @param contentType with charset; null where there is no body
 * @param body the bytes
 * @param headers further headers, in order; {@code Set-Cookie} may come several times
 */
record Reply(int status, @Nullable String contentType, byte[] body, List<Header> headers) {
    /** Our own pages load from the site alone and stand in no frame (clickjacking, LAW.md B52). */
    static final String PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final byte[] NOTHING = {};

    Reply {
        headers = List.copyOf(headers);
    }

    /** One header line. */
    record Header(String name, String value) {}

    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, contentType, body, List.of());
    }

    static Reply empty(int status) {
        return new Reply(status, null, NOTHING, List.of()).with("Cache-Control", "no-store");
    }

    static Reply json(int status, Object value) {
        return of(status, "application/json", Json.bytes(value)).with("Cache-Control", "no-store");
    }

    static Reply problem(Problem problem) {
        return of(problem.status(), "application/problem+json", Json.bytes(problem.json()))
                .with("Cache-Control", "no-store");
    }

    /** A page of ours that depends on the visitor. */
    static Reply privatePage(int status, String html) {
        return page(status, html).with("Cache-Control", "no-store");
    }

    /** A page of ours; how it is cached is left to the caller. */
    static Reply page(int status, String html) {
        return of(status, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", PAGE_POLICY)
                .with("Referrer-Policy", "same-origin");
    }

    /** The browser goes on with a GET (RFC 9110 §15.4.4). */
    static Reply seeOther(String location) {
        return empty(303).with("Location", location);
    }

    Reply with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, contentType, body, more);
    }

    @Nullable
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }
}
