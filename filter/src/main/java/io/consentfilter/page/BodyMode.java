package io.consentfilter.page;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What becomes of a body, chosen at its first byte. */
enum BodyMode {
    /** As the app writes it. */
    PASS,
    /** An HTML page that we cannot read: as the app writes it, under our policy, counted. */
    PASS_UNREADABLE,
    /** Through the rewriter. */
    REWRITE,
    /** Unpacked, through the rewriter, packed again. */
    REWRITE_GZIP,
    /** A service-worker script: one comment at its end. */
    COMMENT;

    /** Chooses for what the response says of itself so far. */
    static BodyMode of(PageExchange exchange, ContentKind kind, HttpServletResponse response) {
        if (exchange.skipped()) {
            return PASS;
        }
        if (kind.rewritten()) {
            return ofPage(response.getHeader("Content-Encoding"), response.getStatus() == 206);
        }
        boolean worker = kind == ContentKind.SCRIPT && exchange.isServiceWorkerScript();
        return worker && response.getHeader("Content-Encoding") == null ? COMMENT : PASS;
    }

    /**
     * Chooses for a page.
     *
     * @param contentEncoding value of Content-Encoding, or null
     * @param partial whether it is a part of a page (206), which makes no sense on its own
     */
    private static BodyMode ofPage(@Nullable String contentEncoding, boolean partial) {
        if (partial) {
            return PASS_UNREADABLE;
        }
        if (contentEncoding == null
                || contentEncoding.isBlank()
                || contentEncoding.strip().equalsIgnoreCase("identity")) {
            return REWRITE;
        }
        String coding = contentEncoding.strip();
        return coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip") ? REWRITE_GZIP : PASS_UNREADABLE;
    }

    /** Whether the bytes that leave are others than those the app wrote. */
    boolean changesBytes() {
        return this == REWRITE || this == REWRITE_GZIP || this == COMMENT;
    }
}
