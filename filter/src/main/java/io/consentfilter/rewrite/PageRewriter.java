package io.consentfilter.rewrite;

import io.consentfilter.html.HtmlTokenizer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Streams one page: untouched bytes leave as they came, tags that would load something withheld leave inert. One per response, one
 * thread at a time. {@code docs/rewriter.md} tells the design in one screen.
 */
public final class PageRewriter {
    private static final byte[] NOTHING = {};

    private final Findings findings = new Findings();
    private final PageWriter out;
    private final PageFilter filter;
    private final HtmlTokenizer tokenizer;
    private @Nullable Throwable fault;

    public PageRewriter(RewriteContext context, Output output) {
        this.out = new PageWriter(output);
        this.filter = new PageFilter(context, out, findings, 0);
        this.tokenizer = filter.tokenizer();
    }

    /**
     * Takes the next bytes of the page, in an ASCII-compatible encoding. Never throws for anything the bytes say. If something of
     * ours fails nevertheless, all bytes that have not left do so as they came, and so do those that follow: see {@link #fault}.
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (fault != null) {
            out.put(bytes, offset, length);
            return;
        }
        out.comes(bytes, offset, length);
        try {
            tokenizer.feed(bytes, offset, length);
        } catch (RuntimeException | StackOverflowError e) {
            breakOff(e);
        }
    }

    /** Sends everything before the held part: it has left already, since only an unfinished token is ever held. */
    public void flush() {
        filter.flush();
    }

    /** Ends the page: what is held leaves, treated as the HTML standard treats the end of file. */
    public void end() throws IOException {
        if (fault != null) {
            return;
        }
        out.comes(NOTHING, 0, 0);
        try {
            // Before the held part: behind an unfinished tag, what is put in would finish it.
            filter.end();
            tokenizer.end();
        } catch (RuntimeException | StackOverflowError e) {
            breakOff(e);
        }
    }

    /** What the filter and the tokenizer hold came before what is left of the piece at hand. */
    private void breakOff(Throwable why) throws IOException {
        fault = why;
        filter.breakOff();
        try {
            tokenizer.end();
        } catch (RuntimeException | StackOverflowError e) {
            why.addSuppressed(e);
        }
        out.rest();
    }

    /** What made the rewriting break off; null as long as nothing did. */
    public @Nullable Throwable fault() {
        return fault;
    }

    /** What was done so far. */
    public RewriteReport report() {
        return findings.report();
    }
}
