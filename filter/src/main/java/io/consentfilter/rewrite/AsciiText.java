package io.consentfilter.rewrite;

import java.util.Arrays;

/** A text of ASCII that is written anew again and again, so that telling one to somebody costs no new object. */
final class AsciiText implements CharSequence {
    private byte[] bytes = {};
    private int length;

    void clear() {
        length = 0;
    }

    void append(int c) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(128, length * 2));
        }
        bytes[length++] = (byte) c;
    }

    void append(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
    }

    /** Appends the bytes from {@code from} up to {@code to}. */
    void append(byte[] text, int from, int to) {
        int longer = length + to - from;
        if (longer > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(128, longer * 2));
        }
        System.arraycopy(text, from, bytes, length, to - from);
        length = longer;
    }

    /** The sixteen digits of a number whose first digit is not 0. */
    void appendHex(long number) {
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            append(Character.forDigit((int) (number >>> shift) & 15, 16));
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, java.nio.charset.StandardCharsets.US_ASCII);
    }
}
