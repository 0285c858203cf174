package io.consentfilter.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * A charset of several bytes that reads as browsers do where a character is cut, as texts that were shortened often are: an ASCII byte behind half
 * a character is itself (Encoding standard, 10.2.1, 11.1.1 and 12.1.1). Decoders of the JDK swallow it, and a tag with it.
 */
final class AsciiKeepingCharset extends Charset {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int INCOMPLETE = 0;
    private static final int BROKEN = -1;

    /** How many bytes a character has. */
    enum Form {
        EUC_JP,
        GB18030,
        BIG5;

        /** Length of the character that begins with a byte beyond ASCII, {@link #INCOMPLETE} where what came does not tell. */
        private int length(ByteBuffer in, int at) {
            int lead = in.get(at) & 0xFF;
            if (lead == 0x80 || lead == 0xFF || (this == EUC_JP && lead < 0xA1 && lead != 0x8E && lead != 0x8F)) {
                return 1;
            }
            int left = in.limit() - at;
            if (left < 2) {
                return INCOMPLETE;
            }
            int second = in.get(at + 1);
            if (this == EUC_JP && lead == 0x8F) {
                return second >= 0 ? BROKEN : left < 3 ? INCOMPLETE : in.get(at + 2) < 0 ? 3 : BROKEN;
            }
            if (this == GB18030 && isDigit(second)) {
                return ofFour(in, at, left);
            }
            return second < 0 || (this != EUC_JP && second >= 0x40 && second < 0x7F) ? 2 : BROKEN;
        }

        private static int ofFour(ByteBuffer in, int at, int left) {
            if (left < 3) {
                return INCOMPLETE;
            }
            boolean goesOn = in.get(at + 2) < 0;
            return !goesOn ? BROKEN : left < 4 ? INCOMPLETE : isDigit(in.get(at + 3)) ? 4 : BROKEN;
        }

        private static boolean isDigit(int b) {
            return b >= '0' && b <= '9';
        }
    }

    private final Charset inner;
    private final Form form;

    AsciiKeepingCharset(Charset inner, Form form) {
        super("x-choice-" + inner.name(), new String[0]);
        this.inner = inner;
        this.form = form;
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
        return new RunDecoder(this);
    }

    /** Has runs of whole characters decoded. */
    private static final class RunDecoder extends CharsetDecoder {
        private final CharsetDecoder inner;
        private final Form form;

        RunDecoder(AsciiKeepingCharset charset) {
            super(charset, 1, 2);
            this.form = charset.form;
            this.inner = charset.inner
                    .newDecoder()
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
                int length = b < 0 ? form.length(in, in.position()) : 1;
                if (length == INCOMPLETE) {
                    return CoderResult.UNDERFLOW;
                }
                if (b >= 0 || length == BROKEN) {
                    out.put(b >= 0 ? (char) b : REPLACEMENT);
                    in.get();
                } else if (decodeRun(in, out, in.position() + length).isOverflow()) {
                    return CoderResult.OVERFLOW;
                }
            }
            return CoderResult.UNDERFLOW;
        }

        private CoderResult decodeRun(ByteBuffer in, CharBuffer out, int firstEnd) {
            int limit = in.limit();
            int end = firstEnd;
            while (end < limit && in.get(end) < 0 && form.length(in, end) > 0) {
                end += form.length(in, end);
            }
            in.limit(end);
            inner.reset();
            CoderResult result = inner.decode(in, out, true);
            in.limit(limit);
            return result;
        }
    }
}
