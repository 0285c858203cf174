package io.consentfilter.rewrite;

import java.io.IOException;

/** Writes a page: long runs of it as they came, and what is put between them. */
final class PageWriter {
    private final Output output;
    private byte[] view = new byte[0];
    private int written;

    PageWriter(Output output) {
        this.output = output;
    }

    /** From now on positions mean this array; nothing before {@code from} is to be written. */
    void enter(byte[] bytes, int from) {
        view = bytes;
        written = from;
    }

    /** Writes the page's own bytes up to a position. */
    void until(int position) throws IOException {
        if (position > written) {
            output.write(view, written, position - written);
            written = position;
        }
    }

    /** Leaves the page's own bytes out up to a position. */
    void skipTo(int position) {
        written = Math.max(written, position);
    }

    void put(byte[] bytes) throws IOException {
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            output.write(bytes, offset, length);
        }
    }
}
