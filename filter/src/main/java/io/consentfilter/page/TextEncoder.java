package io.consentfilter.page;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns characters into bytes, array to array; what cannot be encoded becomes what the charset has for that, mostly a question mark. */
abstract class TextEncoder {
    private CharBuffer in = CharBuffer.allocate(0);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private int left;

    static TextEncoder of(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? new Utf8Encoder() : new OfPlatform(charset);
    }

    /** Room that so many characters need at most. */
    abstract int bytesMax(int chars);

    /** Encodes the first {@code count} characters to {@code at} and behind; returns where the bytes end. */
    abstract int encode(char[] chars, int count, byte[] into, int at);

    /** How many of the last characters wait for their other half: 0 or 1. */
    int left() {
        return left;
    }

    void left(int chars) {
        left = chars;
    }

    /** A view of the characters, made once: a writer comes with the same array each time. */
    CharBuffer view(char[] chars, int count) {
        if (in.array() != chars) {
            in = CharBuffer.wrap(chars);
        }
        return in.limit(count).position(0);
    }

    /** The same for the bytes. */
    ByteBuffer view(byte[] bytes) {
        if (out.array() != bytes) {
            out = ByteBuffer.wrap(bytes);
        }
        return out.clear();
    }

    /** Any charset of the platform. */
    private static final class OfPlatform extends TextEncoder {
        /** A byte order mark, or a change of character set. */
        private static final int MORE_BYTES = 16;

        private final CharsetEncoder encoder;

        OfPlatform(Charset charset) {
            encoder = charset.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }

        @Override
        int bytesMax(int chars) {
            return (int) Math.ceil(encoder.maxBytesPerChar() * chars) + MORE_BYTES;
        }

        @Override
        int encode(char[] chars, int count, byte[] into, int at) {
            CharBuffer in = view(chars, count);
            ByteBuffer out = view(into).position(at);
            encoder.encode(in, out, false);
            left(in.remaining());
            return out.position();
        }
    }
}
