package io.consentfilter.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 (RFC 3629). The platform's encoder of ISO 8859-1 narrows characters in big steps, which is all that ASCII needs; bytes above
 * are widened eight at a time, and only what lies beyond is encoded one by one. Half a pair of surrogates becomes a question mark.
 */
final class Utf8Encoder extends TextEncoder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final long HIGHS = 0x8080808080808080L;

    /** After so many ASCII characters it is worth narrowing again. */
    private static final int NARROW_AGAIN = 8;

    private final CharsetEncoder narrow = StandardCharsets.ISO_8859_1.newEncoder();
    private byte[] narrowed = {};
    private int end;

    @Override
    int bytesMax(int chars) {
        return chars * 3;
    }

    @Override
    int encode(char[] chars, int count, byte[] into, int at) {
        left(0);
        CharBuffer in = view(chars, count);
        ByteBuffer out = view(into);
        end = at;
        while (in.hasRemaining()) {
            out.position(end);
            narrow.encode(in, out, false);
            widen(into, end, out.position());
            in.position(wide(chars, in.position(), count, into));
        }
        return end;
    }

    /** What stands there as ISO 8859-1 becomes UTF-8. */
    private void widen(byte[] bytes, int from, int to) {
        int plain = from;
        while (plain + 8 <= to && ((long) LONGS.get(bytes, plain) & HIGHS) == 0) {
            plain += 8;
        }
        while (plain < to && bytes[plain] >= 0) {
            plain++;
        }
        end = plain;
        if (plain < to) {
            int length = to - plain;
            if (narrowed.length < length) {
                narrowed = new byte[Math.max(length, RewritingWriter.CHARS)];
            }
            System.arraycopy(bytes, plain, narrowed, 0, length);
            widenTo(bytes, length);
        }
    }

    private void widenTo(byte[] into, int length) {
        int at = end;
        int i = 0;
        while (i < length) {
            if (i + 8 <= length) {
                long eight = (long) LONGS.get(narrowed, i);
                long high = eight & HIGHS;
                int plain = high == 0 ? 8 : Long.numberOfTrailingZeros(high) >>> 3;
                LONGS.set(into, at, eight);
                i += plain;
                at += plain;
                if (high == 0) {
                    continue;
                }
            }
            byte b = narrowed[i++];
            if (b >= 0) {
                into[at++] = b;
            } else {
                into[at++] = (byte) (0xC0 | (b >> 6 & 3));
                into[at++] = (byte) (0x80 | (b & 0x3F));
            }
        }
        end = at;
    }

    /** Encodes what cannot be narrowed, up to some ASCII; returns the place of the next character. */
    private int wide(char[] chars, int from, int to, byte[] into) {
        int at = end;
        int i = from;
        int ascii = 0;
        while (i < to && ascii < NARROW_AGAIN) {
            char c = chars[i++];
            ascii = c < 0x80 ? ascii + 1 : 0;
            if (c < 0x80) {
                into[at++] = (byte) c;
            } else if (c < 0x800) {
                into[at++] = (byte) (0xC0 | c >> 6);
                into[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                into[at++] = (byte) (0xE0 | c >> 12);
                into[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
                into[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i == to) {
                left(1);
            } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(chars[i])) {
                at = pair(Character.toCodePoint(c, chars[i++]), into, at);
            } else {
                into[at++] = '?';
            }
        }
        end = at;
        return i;
    }

    private static int pair(int point, byte[] into, int at) {
        into[at] = (byte) (0xF0 | point >> 18);
        into[at + 1] = (byte) (0x80 | (point >> 12 & 0x3F));
        into[at + 2] = (byte) (0x80 | (point >> 6 & 0x3F));
        into[at + 3] = (byte) (0x80 | (point & 0x3F));
        return at + 4;
    }
}
