package io.consentfilter.web;

import org.jspecify.annotations.Nullable;

/** IPv6 addresses, read and written as the URL standard does (§3.5 "IPv6 parser", §3.6 "IPv6 serializer"). */
final class Ipv6 {
    private static final int PIECES = 8;

    private final String input;
    private final int[] pieces = new int[PIECES];
    private int count;
    private int compress = -1;
    private int at;

    private Ipv6(String input) {
        this.input = input;
    }

    /** In brackets, compressed; null for failure. */
    static @Nullable String parse(String text) {
        Ipv6 address = new Ipv6(text);
        return address.read() ? address.text() : null;
    }

    private boolean read() {
        if (at(0) == ':') {
            if (at(1) != ':') {
                return false;
            }
            at += 2;
            compress = ++count;
        }
        while (at < input.length()) {
            if (count == PIECES) {
                return false;
            }
            if (at(0) == ':') {
                if (compress >= 0) {
                    return false;
                }
                at++;
                compress = ++count;
                continue;
            }
            int from = at;
            int value = hex();
            if (at(0) == '.') {
                boolean empty = at == from;
                at = from;
                if (empty || count > PIECES - 2 || !embeddedIpv4()) {
                    return false;
                }
                break;
            }
            if (!pieceEnds()) {
                return false;
            }
            pieces[count++] = value;
        }
        return spread();
    }

    private int hex() {
        int value = 0;
        for (int length = 0; length < 4 && at < input.length() && digit(at(0), 16) >= 0; length++) {
            value = value * 16 + digit(at(0), 16);
            at++;
        }
        return value;
    }

    private boolean pieceEnds() {
        if (at(0) == ':') {
            at++;
            return at < input.length();
        }
        return at == input.length();
    }

    private boolean embeddedIpv4() {
        for (int seen = 0; seen < 4; seen++) {
            if (seen > 0 && at(0) != '.') {
                return false;
            }
            at += seen > 0 ? 1 : 0;
            int value = decimal();
            if (value < 0) {
                return false;
            }
            pieces[count] = pieces[count] * 256 + value;
            count += seen % 2;
        }
        return at == input.length();
    }

    private int decimal() {
        if (digit(at(0), 10) < 0) {
            return -1;
        }
        int value = -1;
        while (digit(at(0), 10) >= 0) {
            if (value == 0) {
                return -1;
            }
            value = Math.max(value, 0) * 10 + digit(at(0), 10);
            if (value > 255) {
                return -1;
            }
            at++;
        }
        return value;
    }

    private boolean spread() {
        if (compress < 0) {
            return count == PIECES;
        }
        int swaps = count - compress;
        for (int index = PIECES - 1; index != 0 && swaps > 0; index--, swaps--) {
            int other = compress + swaps - 1;
            int piece = pieces[other];
            pieces[other] = pieces[index];
            pieces[index] = piece;
        }
        return true;
    }

    private String text() {
        int skip = longestZeros();
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < PIECES; i++) {
            if (i == skip) {
                text.append(i == 0 ? "::" : ":");
                while (i < PIECES && pieces[i] == 0) {
                    i++;
                }
                i--;
                continue;
            }
            text.append(Integer.toHexString(pieces[i])).append(i == PIECES - 1 ? "" : ":");
        }
        return text.append(']').toString();
    }

    /** Start of the first longest run of two or more zero pieces, or -1. */
    private int longestZeros() {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < PIECES; i++) {
            int end = i;
            while (end < PIECES && pieces[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                best = i;
                bestLength = end - i;
            }
            i = Math.max(i, end);
        }
        return best;
    }

    private static int digit(int c, int radix) {
        return c < 0 || c >= 0x80 ? -1 : Character.digit(c, radix);
    }

    private int at(int ahead) {
        return at + ahead < input.length() ? input.charAt(at + ahead) : -1;
    }
}
