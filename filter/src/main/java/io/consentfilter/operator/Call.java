package io.consentfilter.operator;

import io.consentfilter.json.Json;
import io.consentfilter.operator.OperatorAuthenticator.Operator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One operator request on its way: who asks, what the path named, how to answer. */
final class Call {
    /** Nothing loads but our own style sheet. */
    static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Map<String, String> path;
    private final Admission admission;
    private final String base;

    Call(
            HttpServletRequest request,
            HttpServletResponse response,
            Map<String, String> path,
            Admission admission,
            String base) {
        this.request = request;
        this.response = response;
        this.path = path;
        this.admission = admission;
        this.base = base;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** What stood in the path at {@code {name}}. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** The parameter; null where it is absent or empty. */
    @Nullable
    String parameter(String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Who asks; only for calls that need somebody. */
    Operator operator() {
        return Objects.requireNonNull(admission.operator());
    }

    /** Who asks, on pages that anybody may see. */
    @Nullable
    Operator knownOperator() {
        return admission.operator();
    }

    @Nullable
    Session session() {
        return admission.session();
    }

    /** Address of the operator pages, with the context path, without slash at the end. */
    String base() {
        return base;
    }

    void json(Map<String, ?> value) throws IOException {
        body(HttpServletResponse.SC_OK, "application/json", Json.bytes(value));
    }

    void html(int status, String html) throws IOException {
        body(status, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    void body(int status, String contentType, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** On to another of our pages, after a form. */
    void seeOther(String below) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", base + "/" + below);
    }

    void problem(Problem problem) throws IOException {
        problem.writeTo(response);
    }
}
