package io.consentfilter.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding and -decoding of the URL standard (§1.3). */
final class PercentText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentText() {}

    /** Path percent-encode set. */
    static String encodePath(String text) {
        return encode(text, "\"#<>?^`{}");
    }

    /** Special-query percent-encode set; near enough for fragments too. */
    static String encodeQuery(String text) {
        return encode(text, "\"#<>'");
    }

    private static String encode(String text, String unsafe) {
        int clean = 0;
        while (clean < text.length() && stays(text.charAt(clean), unsafe)) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (stays((char) (b & 0xff), unsafe)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
            }
        }
        return encoded.toString();
    }

    private static boolean stays(char c, String unsafe) {
        return c > ' ' && c < 0x7f && unsafe.indexOf(c) < 0;
    }

    /** All escapes decoded, the bytes read as UTF-8. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] == '%' ? escape(bytes, i) : -1;
            decoded.write(value < 0 ? bytes[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** What the escape at that place stands for, or -1. */
    static int escape(byte[] bytes, int at) {
        if (at + 2 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[at + 1], 16);
        int low = Character.digit(bytes[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** Escapes of letters, digits and {@code -._~} decoded, all others kept. */
    static String decodeUnreserved(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int value = text.charAt(i) == '%' ? unreserved(text, i) : -1;
            decoded.append(value < 0 ? text.charAt(i) : (char) value);
            i += value < 0 ? 0 : 2;
        }
        return decoded.toString();
    }

    private static int unreserved(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int value = Character.digit(text.charAt(at + 1), 16) * 16 + Character.digit(text.charAt(at + 2), 16);
        boolean plain = value > 0 && value < 0x7f && (Character.isLetterOrDigit(value) || "-._~".indexOf(value) >= 0);
        return plain ? value : -1;
    }

    /** A short segment with {@code %2e} as dots, to tell "." and ".." apart (§4.1). */
    static String dots(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
    }
}
