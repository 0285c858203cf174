package io.consentfilter.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Everything operators can call below {@code {prefix}/operator}. Answers 404 until an operator is configured. */
public final class OperatorEndpoints {
    private OperatorEndpoints() {}

    /** Whether this path (relative to the context) is one of ours. */
    public boolean owns(String path) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Answers; an error is an RFC 9457 problem document. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        throw new UnsupportedOperationException("laid, not built");
    }
}
