package io.consentfilter.page;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import io.consentfilter.web.PageEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Builds the steps that a page takes: its beginning tells the encoding, and that how the rewriter reads it. */
final class BodySteps {
    private BodySteps() {}

    /** The first of the steps to {@code next}. */
    static Stage rewriting(PageExchange exchange, PageHeaders headers, Stage next) {
        int needed = exchange.kindShowsInBody()
                ? PageEncoding.PRESCAN_BYTES_MAX
                : PageEncoding.bytesNeeded(headers.container().getContentType());
        return new BeginningStage(
                needed, (bytes, offset, length) -> rewriterOrNone(exchange, headers, next, bytes, offset, length));
    }

    private static Stage rewriterOrNone(
            PageExchange exchange, PageHeaders headers, Stage next, byte[] bytes, int offset, int length) {
        try {
            return rewriter(exchange, headers, next, bytes, offset, length);
        } catch (RuntimeException | StackOverflowError e) {
            Faults.count(exchange.tools().metrics(), "a page passed under our policy", e);
            return next;
        }
    }

    /** Where ASCII bytes mean ASCII characters, wherever they stand, the rewriter reads the bytes as they are. */
    private static Stage rewriter(
            PageExchange exchange, PageHeaders headers, Stage next, byte[] bytes, int offset, int length) {
        boolean xml = headers.kind() == ContentKind.XHTML;
        PageEncoding encoding = PageEncoding.of(headers.container().getContentType(), bytes, offset, length, xml);
        DocumentKind kind = exchange.documentKind(headers.kind(), LeadingBytes.of(bytes, offset, length));
        if (encoding.asciiTransparent()) {
            return rewriter(exchange, headers, kind, encoding.charset(), next);
        }
        Stage back = new CharsetStage(StandardCharsets.UTF_8, encoding.charset(), next);
        Stage middle = rewriter(exchange, headers, kind, StandardCharsets.UTF_8, back);
        return new CharsetStage(encoding.charset(), StandardCharsets.UTF_8, middle);
    }

    private static Stage rewriter(
            PageExchange exchange, PageHeaders headers, DocumentKind kind, Charset charset, Stage next) {
        return new RewriterStage(
                exchange.rewriteContext(kind, charset, headers.appPolicy()),
                next,
                exchange.tools().metrics());
    }
}
