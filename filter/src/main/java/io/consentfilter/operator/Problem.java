package io.consentfilter.operator;

import io.consentfilter.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A problem document (RFC 9457). */
record Problem(int status, String title, String detail, Map<String, String> more) {
    Problem(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    static Problem of(BadParameterException bad) {
        Map<String, String> more = new LinkedHashMap<>();
        more.put("parameter", bad.parameter());
        more.put("found", bad.found());
        more.put("expected", bad.expected());
        String detail = bad.parameter() + " is not understood: expected " + bad.expected();
        return new Problem(HttpServletResponse.SC_BAD_REQUEST, "A parameter is not understood", detail, more);
    }

    static Problem notFound(String what) {
        return new Problem(HttpServletResponse.SC_NOT_FOUND, "Not found", what);
    }

    static Problem storeDown() {
        return new Problem(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "The store does not answer",
                "Receipts cannot be read at the moment. The log of the webapp says why.");
    }

    void writeTo(HttpServletResponse response) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(more);
        byte[] bytes = Json.bytes(body);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
