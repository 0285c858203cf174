package io.consentfilter.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Everything visitors can call: a list of small endpoints, chosen by method and path. */
public final class VisitorEndpoints {
    private VisitorEndpoints() {}

    /** Whether this path (relative to the context) is one of ours. */
    public boolean owns(String path) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Answers; an error is an RFC 9457 problem document. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        throw new UnsupportedOperationException("laid, not built");
    }
}
