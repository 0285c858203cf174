package io.consentfilter.rewrite;

import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import io.consentfilter.web.WebAddress;
import java.nio.charset.Charset;
import java.util.Set;

/**
 * All that one response's rewriting depends on.
 *
 * @param documentAddress address of the page, base of its relative addresses
 * @param requestHost host the page was asked for at (always own), form as in {@link Registry#judgeHost}
 * @param charset what a browser will read the bytes as; compatible with ASCII (UTF-8, ISO-8859-x, windows-125x)
 * @param declarable whether a browser may follow a declaration inside the page that says it is to be read otherwise
 * @param kind what is being written
 * @param once element keys that are unlocked for this one response
 * @param withhold false in report mode: everything is counted, nothing is changed
 */
public record RewriteContext(
        Registry registry,
        Grants grants,
        WebAddress documentAddress,
        String requestHost,
        Charset charset,
        boolean declarable,
        DocumentKind kind,
        Set<String> once,
        boolean withhold,
        Insertions insertions) {
    /** What is being written. */
    public enum DocumentKind {
        /** A page of its own, with insertions. */
        PAGE,
        /** A page inside a frame: rewritten, head insertions but no banner. */
        FRAME,
        /** A piece that a script puts into a page: rewritten, no insertions. */
        FRAGMENT,
        /** XHTML: as PAGE, with XML syntax. */
        XHTML
    }
}
