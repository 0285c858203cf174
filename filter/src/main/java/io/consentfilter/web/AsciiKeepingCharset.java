package io.consentfilter.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * A charset of several bytes in which an ASCII byte is always that character, also behind half of another one (Encoding standard, 4.1, "restore"
 * or "prepend"); decoders of the JDK take it for the other half.
 */
final class AsciiKeepingCharset extends Charset {
    private final Charset inner;

    AsciiKeepingCharset(Charset inner) {
        super("x-choice-" + inner.name(), new String[0]);
        this.inner = inner;
    }

    @Override
    public boolean contains(Charset other) {
        return inner.contains(other);
    }

    @Override
    public CharsetEncoder newEncoder() {
        return inner.newEncoder();
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new RunDecoder(this, inner);
    }

    /** Has runs of other bytes decoded, each by itself. */
    private static final class RunDecoder extends CharsetDecoder {
        private final CharsetDecoder inner;

        RunDecoder(Charset charset, Charset inner) {
            super(charset, 1, 2);
            this.inner = inner.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            while (in.hasRemaining()) {
                if (!out.hasRemaining()) {
                    return CoderResult.OVERFLOW;
                }
                byte b = in.get(in.position());
                if (b >= 0) {
                    out.put((char) b);
                    in.get();
                } else {
                    CoderResult result = decodeRun(in, out);
                    if (result.isOverflow() || in.hasRemaining() && in.get(in.position()) < 0) {
                        return result;
                    }
                }
            }
            return CoderResult.UNDERFLOW;
        }

        /** Up to the next ASCII byte; half a character at the end of what came stays. */
        private CoderResult decodeRun(ByteBuffer in, CharBuffer out) {
            int limit = in.limit();
            int end = in.position();
            while (end < limit && in.get(end) < 0) {
                end++;
            }
            in.limit(end);
            inner.reset();
            CoderResult result = inner.decode(in, out, end < limit);
            in.limit(limit);
            return result;
        }
    }
}
