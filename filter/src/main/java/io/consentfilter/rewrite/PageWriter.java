package io.consentfilter.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page: long runs of it as they came, and what is put between them. Knows at any time which of the page's bytes are still to
 * be written, wherever they are held, so that none is lost or doubled if the rewriting breaks off.
 */
final class PageWriter {
    private static final byte[] NOTHING = {};

    private final Output output;
    private byte[] view = NOTHING;
    private int written;
    private byte[] piece = NOTHING;
    private int pieceFrom;
    private int pieceTo;
    /** How many of the page's bytes came and were neither written nor left out; the last of them are those of the piece. */
    private int owed;

    private boolean breaksOff;
    private @Nullable OutputStream stream;
    private @Nullable ByteArrayOutputStream kept;

    PageWriter(Output output) {
        this.output = output;
    }

    /** The next piece of the page comes. */
    void comes(byte[] bytes, int offset, int length) {
        piece = bytes;
        pieceFrom = offset;
        pieceTo = offset + length;
        owed += length;
    }

    /** From now on positions mean this array; nothing before {@code from} is to be written. */
    void enter(byte[] bytes, int from) {
        if (bytes == piece) {
            // Nothing before a place in the piece is held; what was put in as if it were of the page does not count.
            owed = pieceTo - from;
        }
        if (!breaksOff || bytes != view) {
            view = bytes;
            written = from;
        }
    }

    /** The rewriting breaks off: what was kept leaves. An array that is entered again is the same as before. */
    void breakOff() throws IOException {
        breaksOff = true;
        put(release());
    }

    /** Writes what is left of the piece as it came. */
    void rest() throws IOException {
        int from = Math.max(pieceFrom, pieceTo - Math.max(0, owed));
        owed = 0;
        put(piece, from, pieceTo - from);
    }

    /** Writes the page's own bytes up to a position. */
    void until(int position) throws IOException {
        if (position > written) {
            send(view, written, position - written);
            owed -= position - written;
            written = position;
        }
    }

    /** Whether bytes before a position are still to be written. */
    boolean isBehind(int position) {
        return written < position;
    }

    /** Leaves the page's own bytes out up to a position. */
    void skipTo(int position) {
        if (position > written) {
            owed -= position - written;
            written = position;
        }
    }

    void put(byte[] bytes) throws IOException {
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            send(bytes, offset, length);
        }
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream keeping = kept;
        if (keeping == null) {
            output.write(bytes, offset, length);
        } else {
            keeping.write(bytes, offset, length);
        }
    }

    /** From now on nothing leaves: {@link #release} says what becomes of it. */
    void keep() {
        kept = new ByteArrayOutputStream();
    }

    /** How much is kept. */
    int keptBytes() {
        ByteArrayOutputStream keeping = kept;
        return keeping == null ? 0 : keeping.size();
    }

    /** What was kept; from now on everything leaves again. */
    byte[] release() {
        ByteArrayOutputStream keeping = kept;
        kept = null;
        return keeping == null ? new byte[0] : keeping.toByteArray();
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
