package io.consentfilter.page;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The app's writer: our own encoder, straight into the rewriter, no second buffer. Answers that are no pages go to the
 * container's writer instead, as if we were not there.
 */
final class RewritingWriter extends Writer {
    /** So many bytes are gathered before the rewriter sees them. */
    static final int CHUNK = 4096;

    private final PageBody body;
    private final Charset charset;
    private @Nullable ByteBuffer bytes;
    private @Nullable CharsetEncoder encoder;
    private @Nullable Writer container;
    private char highSurrogate;
    private boolean decided;

    RewritingWriter(PageBody body, Charset charset) {
        this.body = body;
        this.charset = charset;
    }

    /** The container's writer, where the body passes; null where it goes through our encoder. */
    private @Nullable Writer container() throws IOException {
        if (!decided) {
            container = body.writerIfPassing();
            decided = true;
        }
        return container;
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        Writer passing = container();
        if (passing != null) {
            passing.write(text, offset, length);
            return;
        }
        int at = highSurrogate == 0 ? offset + ascii(text, offset, offset + length) : offset;
        if (at < offset + length) {
            encode(CharBuffer.wrap(text, at, offset + length));
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        Writer passing = container();
        if (passing != null) {
            passing.write(text, offset, length);
        } else if (length > 0) {
            encode(CharBuffer.wrap(text, offset, length));
        }
    }

    @Override
    public void write(int c) throws IOException {
        Writer passing = container();
        if (passing != null) {
            passing.write(c);
        } else {
            encode(CharBuffer.wrap(new char[] {(char) c}));
        }
    }

    /** Most of a page is ASCII, and one byte in every charset that we encode directly. Returns how many characters went. */
    @SuppressWarnings(
            "deprecation") // getBytes(int, int, byte[], int) copies low bytes without a decoder: right for ASCII.
    private int ascii(String text, int from, int to) throws IOException {
        if (!oneByteAscii()) {
            return 0;
        }
        int at = from;
        while (at < to) {
            int end = Math.min(to, at + CHUNK);
            int plain = at;
            while (plain < end && text.charAt(plain) < 0x80) {
                plain++;
            }
            copy(text, at, plain);
            at = plain;
            if (plain < end) {
                break;
            }
        }
        return at - from;
    }

    @SuppressWarnings("deprecation")
    private void copy(String text, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            ByteBuffer buffer = room();
            int length = Math.min(to - at, buffer.remaining());
            text.getBytes(at, at + length, buffer.array(), buffer.position());
            buffer.position(buffer.position() + length);
            at += length;
        }
    }

    private boolean oneByteAscii() {
        return charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.ISO_8859_1)
                || charset.equals(StandardCharsets.US_ASCII);
    }

    private void encode(CharBuffer text) throws IOException {
        CharBuffer in = text;
        if (highSurrogate != 0) {
            in = CharBuffer.allocate(text.remaining() + 1)
                    .put(highSurrogate)
                    .put(text)
                    .flip();
            highSurrogate = 0;
        }
        CoderResult result;
        do {
            result = encoder().encode(in, room(), false);
        } while (result.isOverflow() && forward());
        if (in.hasRemaining()) {
            highSurrogate = in.get();
        }
    }

    private CharsetEncoder encoder() {
        if (encoder == null) {
            encoder = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }
        return encoder;
    }

    private ByteBuffer room() throws IOException {
        if (bytes == null) {
            bytes = ByteBuffer.allocate(CHUNK);
        }
        if (!bytes.hasRemaining()) {
            forward();
        }
        return bytes;
    }

    /** Hands the gathered bytes to the rewriter. */
    private boolean forward() throws IOException {
        if (bytes != null && bytes.position() > 0) {
            int length = bytes.position();
            bytes.clear();
            body.write(bytes.array(), 0, length);
        }
        return true;
    }

    /** Hands over what was gathered, without a flush. */
    void drain() throws IOException {
        if (container == null) {
            forward();
        }
    }

    /** The app took its body back. */
    void forget() {
        highSurrogate = 0;
        decided = false;
        container = null;
        if (bytes != null) {
            bytes.clear();
        }
    }

    @Override
    public void flush() throws IOException {
        Writer passing = container();
        if (passing != null) {
            passing.flush();
        } else {
            forward();
            body.flush();
        }
    }

    @Override
    public void close() throws IOException {
        Writer passing = container();
        if (passing != null) {
            passing.close();
            return;
        }
        if (highSurrogate != 0) {
            highSurrogate = 0;
            room().put((byte) '?');
        }
        forward();
        body.close();
    }
}
