package io.consentfilter.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Writes an answer: conditional requests, HEAD and what every answer of ours carries. */
final class ReplyWriter {
    /** What a 304 still says (RFC 9110 §15.4.5). */
    private static final List<String> KEPT =
            List.of("cache-control", "etag", "vary", "content-language", "content-security-policy", "referrer-policy");

    private ReplyWriter() {}

    static void write(Exchange exchange, HttpServletResponse response, Reply reply) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (unchanged(exchange, reply)) {
            response.setStatus(304);
            headers(
                    response,
                    reply.headers().stream()
                            .filter(header -> KEPT.contains(header.name().toLowerCase(java.util.Locale.ROOT)))
                            .toList());
            return;
        }
        response.setStatus(reply.status());
        headers(response, reply.headers());
        if (reply.contentType() != null) {
            response.setContentType(reply.contentType());
        }
        if (reply.status() != 204) {
            response.setContentLength(reply.body().length);
        }
        if (!exchange.isHead() && reply.body().length > 0) {
            response.getOutputStream().write(reply.body());
        }
    }

    private static void headers(HttpServletResponse response, List<Reply.Header> headers) {
        headers.forEach(header -> response.addHeader(header.name(), header.value()));
    }

    /** Weak comparison, as RFC 9110 §13.1.2 has it for GET; a proxy may have weakened the tag or added its own suffix. */
    private static boolean unchanged(Exchange exchange, Reply reply) {
        String tag = reply.header("ETag");
        String known = exchange.request().getHeader("If-None-Match");
        if (tag == null || known == null || reply.status() != 200) {
            return false;
        }
        return List.of(known.split(",")).stream()
                .map(each -> each.trim().replaceFirst("^W/", ""))
                .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }
}
