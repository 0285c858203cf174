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
        LeadingBytes leading = LeadingBytes.of(bytes, offset, length);
        DocumentKind kind = exchange.documentKind(headers.kind(), leading);
        PageEncoding encoding = encoding(headers, kind, bytes, offset, length);
        if (encoding.asciiTransparent()) {
            return rewriter(exchange, headers, kind, leading, encoding.charset(), encoding.declarable(), next);
        }
        if (encoding.source() == PageEncoding.Source.PAGE && !exchange.tools().report()) {
            headers.saysEncoding(encoding);
        }
        Stage back = new CharsetStage(StandardCharsets.UTF_8, encoding.charset(), next);
        Stage middle = rewriter(exchange, headers, kind, leading, StandardCharsets.UTF_8, false, back);
        return new CharsetStage(encoding.charset(), StandardCharsets.UTF_8, middle);
    }

    private static PageEncoding encoding(PageHeaders headers, DocumentKind kind, byte[] bytes, int offset, int length) {
        String type = headers.container().getContentType();
        boolean xml = headers.kind() == ContentKind.XHTML || (type != null && ContentKind.of(type) == ContentKind.XML);
        return kind == DocumentKind.FRAGMENT && !xml
                ? PageEncoding.ofText(type, bytes, offset, length)
                : PageEncoding.of(type, bytes, offset, length, xml);
    }

    private static Stage rewriter(
            PageExchange exchange,
            PageHeaders headers,
            DocumentKind kind,
            LeadingBytes leading,
            Charset charset,
            boolean declarable,
            Stage next) {
        return new RewriterStage(
                exchange.rewriteContext(kind, leading, charset, declarable, headers.appPolicy()),
                next,
                exchange.tools().metrics());
    }
}
