package io.consentfilter.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** IPv4 addresses in all their spellings: {@code 127.1}, {@code 0x7f.1}, {@code 017700000001} (URL standard §3.5). */
final class Ipv4 {
    private static final long TOO_LARGE = 1L << 33;

    private Ipv4() {}

    /** "Ends in a number checker". */
    static boolean looksLike(String host) {
        String[] parts = parts(host);
        String last = parts.length == 0 ? "" : parts[parts.length - 1];
        return !last.isEmpty() && (digits(last, 10) || number(last) >= 0);
    }

    static @Nullable String parse(String host) {
        String[] parts = parts(host);
        if (parts.length > 4) {
            return null;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(parts[i]);
            boolean last = i == parts.length - 1;
            if (number < 0 || number >= (last ? 1L << (8 * (5 - parts.length)) : 256)) {
                return null;
            }
            address += last ? number : number << (8 * (3 - i));
        }
        return (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "." + (address & 255);
    }

    private static String[] parts(String host) {
        String[] parts = host.split("\\.", -1);
        boolean trailingDot = parts.length > 1 && parts[parts.length - 1].isEmpty();
        return trailingDot ? Arrays.copyOf(parts, parts.length - 1) : parts;
    }

    /** "IPv4 number parser"; -1 for failure. */
    private static long number(String part) {
        if (part.isEmpty()) {
            return -1;
        }
        if (part.startsWith("0x") || part.startsWith("0X")) {
            return value(part.substring(2), 16);
        }
        return part.length() > 1 && part.charAt(0) == '0' ? value(part.substring(1), 8) : value(part, 10);
    }

    private static long value(String digits, int radix) {
        if (!digits(digits, radix)) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            value = Math.min(TOO_LARGE, value * radix + Character.digit(digits.charAt(i), radix));
        }
        return value;
    }

    private static boolean digits(String text, int radix) {
        return text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    }
}
