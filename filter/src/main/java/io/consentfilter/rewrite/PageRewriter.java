package io.consentfilter.rewrite;

import io.consentfilter.html.HtmlTokenizer;
import java.io.IOException;

/**
 * Streams one page: untouched bytes leave as they came, tags that would load something withheld leave inert. One per response, one
 * thread at a time. {@code docs/rewriter.md} tells the design in one screen.
 */
public final class PageRewriter {
    private final Findings findings = new Findings();
    private final PageFilter filter;
    private final HtmlTokenizer tokenizer;

    public PageRewriter(RewriteContext context, Output output) {
        this.filter = new PageFilter(context, new PageWriter(output), findings, 0);
        this.tokenizer = filter.tokenizer();
    }

    /** Takes the next bytes of the page, in an ASCII-compatible encoding. Never throws for anything the bytes say. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        tokenizer.feed(bytes, offset, length);
    }

    /** Sends everything before the held part: it has left already, since only an unfinished token is ever held. */
    public void flush() throws IOException {
        filter.flush();
    }

    /** Ends the page: what is held leaves, treated as the HTML standard treats the end of file. */
    public void end() throws IOException {
        // Before the held part: behind an unfinished tag, what is put in would finish it.
        filter.end();
        tokenizer.end();
    }

    /** What was done so far. */
    public RewriteReport report() {
        return findings.report();
    }
}
