package io.consentfilter.html;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches bytes eight at a time (SWAR): the borrow of a subtraction marks the first zero byte of a word. */
final class Bytes {
    static final int WORD = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Bytes() {}

    /** Eight bytes, the first in the lowest place. */
    static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** That byte eight times. */
    static long times(int b) {
        return (b & 0xFFL) * ONES;
    }

    /** Marks the zero bytes of a word: the lowest mark is right, marks above it may be too many. */
    static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    /** Marks the bytes below a limit (at most 0x80), as {@link #zeros} does. */
    static long below(long word, int limit) {
        return (word - times(limit)) & ~word & HIGHS;
    }

    /** Which byte the lowest mark belongs to. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** Position of the first {@code wanted} in [from, to), or {@code to}. */
    static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long pattern = times(wanted);
        int i = from;
        for (; i <= to - WORD; i += WORD) {
            long found = zeros(word(bytes, i) ^ pattern);
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    /** Position of the first of two bytes in [from, to), or {@code to}. */
    static int indexOf(byte[] bytes, int from, int to, byte one, byte other) {
        long first = times(one);
        long second = times(other);
        int i = from;
        for (; i <= to - WORD; i += WORD) {
            long word = word(bytes, i);
            long found = zeros(word ^ first) | zeros(word ^ second);
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && bytes[i] != one && bytes[i] != other) {
            i++;
        }
        return i;
    }
}
