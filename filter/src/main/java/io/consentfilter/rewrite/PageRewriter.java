package io.consentfilter.rewrite;

import java.io.IOException;

/** Streams one page: untouched bytes leave as they came, tags that would load something withheld leave inert. One per response, one thread at a time. */
public final class PageRewriter {
    public PageRewriter(RewriteContext context, Output output) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Takes the next bytes of the page, in an ASCII-compatible encoding. Never throws for anything the bytes say. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Sends everything before the held part. */
    public void flush() throws IOException {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Ends the page: what is held leaves, treated as the HTML standard treats the end of file. */
    public void end() throws IOException {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** What was done so far. */
    public RewriteReport report() {
        throw new UnsupportedOperationException("laid, not built");
    }
}
