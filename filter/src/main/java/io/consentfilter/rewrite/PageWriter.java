package io.consentfilter.rewrite;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a page: long runs of it as they came, and what is put between them. */
final class PageWriter {
    private final Output output;
    private byte[] view = {};
    private int written;
    private @Nullable OutputStream stream;

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

    /** For those who know no pages. */
    OutputStream asStream() {
        OutputStream made = stream;
        if (made == null) {
            made = new Stream();
            stream = made;
        }
        return made;
    }

    private final class Stream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            put(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            put(bytes, offset, length);
        }
    }
}
