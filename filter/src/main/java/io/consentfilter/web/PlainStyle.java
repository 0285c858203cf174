package io.consentfilter.web;

import java.nio.charset.StandardCharsets;

/**
 * Finds the addresses of a style attribute where it lies, if they are written as nearly all are: {@code url(x)}, {@code url("x")},
 * quotes as references too, no escapes, no comments. Whatever else could name an address, or hide where one ends, makes the
 * answer {@link #UNSURE}: then {@link StyleSheet} has to read the decoded text. One object serves many values.
 */
public final class PlainStyle {
    /** No further address. */
    public static final int NONE = -1;

    /** This value is not plain. */
    public static final int UNSURE = -2;

    private static final int URL = 'u' << 16 | 'r' << 8 | 'l';
    private static final int SRC = 's' << 16 | 'r' << 8 | 'c';
    private static final int SET = 's' << 16 | 'e' << 8 | 't';
    private static final int AGE = 'a' << 16 | 'g' << 8 | 'e';
    private static final byte[] NO_QUOTE = {};
    private static final byte[] AMPERSAND = ascii("&amp;");

    /** Spellings of quotes; the same one ends what it began. */
    private static final byte[][] QUOTES = {
        ascii("\""),
        ascii("'"),
        ascii("&quot;"),
        ascii("&#34;"),
        ascii("&#x22;"),
        ascii("&#39;"),
        ascii("&#039;"),
        ascii("&#x27;")
    };

    private int addressFrom;
    private int addressTo;
    private boolean custom;
    private boolean string;
    private boolean ended;

    /** Begins with another value. */
    public void begin() {
        custom = false;
        string = false;
        ended = false;
    }

    /** Whether the value was read to its end, and all of it was plain. */
    public boolean ended() {
        return ended;
    }

    /** Where the address found last begins. */
    public int addressFrom() {
        return addressFrom;
    }

    /** Where it ends. */
    public int addressTo() {
        return addressTo;
    }

    /** Finds the next address in [from, to); returns the place behind it, {@link #NONE} or {@link #UNSURE}. */
    public int next(byte[] b, int from, int to) {
        int at = from;
        while (at < to) {
            switch (b[at]) {
                case '(' -> {
                    if (isUrl(b, from, at)) {
                        return address(b, at + 1, to);
                    }
                    if (mayLoad(b, from, at)) {
                        return UNSURE;
                    }
                    at++;
                }
                case '"', '\'', '&' -> {
                    at = afterString(b, at, to);
                    string = true;
                }
                case '-' -> {
                    custom |= at > from && b[at - 1] == '-';
                    at++;
                }
                default -> at = isPlain(b[at]) && !startsComment(b, at, to) ? at + 1 : UNSURE;
            }
            // A string in a custom property may be an address where the property is used.
            if (at == UNSURE || (custom && string)) {
                return UNSURE;
            }
        }
        ended = true;
        return NONE;
    }

    private static boolean startsComment(byte[] b, int at, int to) {
        return b[at] == '/' && at + 1 < to && b[at + 1] == '*';
    }

    private static boolean isPlain(byte c) {
        return switch (c) {
            case '\\', '@', '{', '}', '<', '\r', '\f' -> false;
            default -> c > 0;
        };
    }

    private static boolean isUrl(byte[] b, int from, int at) {
        boolean named =
                at - 3 >= from && (b[at - 3] | 0x20) == 'u' && (b[at - 2] | 0x20) == 'r' && (b[at - 1] | 0x20) == 'l';
        return named && (at - 3 == from || !goesOn(b[at - 4]));
    }

    /** Whether a byte before a name belongs to it or makes it something else. */
    private static boolean goesOn(byte c) {
        boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        return letter || c < 0 || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '#';
    }

    /** Functions that load end in url, src, set or image. */
    private static boolean mayLoad(byte[] b, int from, int at) {
        if (at - 3 < from) {
            return false;
        }
        int ending = (b[at - 3] | 0x20) << 16 | (b[at - 2] | 0x20) << 8 | (b[at - 1] | 0x20);
        return ending == URL || ending == SRC || ending == SET || ending == AGE;
    }

    private int address(byte[] b, int open, int to) {
        int at = skipSpace(b, open, to);
        byte[] quote = quoteAt(b, at, to);
        addressFrom = at + quote.length;
        addressTo = quote.length > 0 ? closing(b, addressFrom, to, quote) : unquotedEnd(b, at, to);
        if (addressTo == UNSURE) {
            return UNSURE;
        }
        int close = skipSpace(b, addressTo + quote.length, to);
        return close < to && b[close] == ')' ? close + 1 : UNSURE;
    }

    private static int unquotedEnd(byte[] b, int from, int to) {
        for (int at = from; at < to; at++) {
            switch (b[at]) {
                case ')', ' ', '\t', '\n' -> {
                    return at;
                }
                case '"', '\'', '(', 0x7F -> {
                    return UNSURE;
                }
                default -> {
                    boolean plain = b[at] == '&' ? isAt(b, at, to, AMPERSAND) : b[at] > ' ' && isPlain(b[at]);
                    if (!plain) {
                        return UNSURE;
                    }
                }
            }
        }
        return UNSURE;
    }

    private static int afterString(byte[] b, int at, int to) {
        byte[] quote = quoteAt(b, at, to);
        int end = quote.length == 0 ? UNSURE : closing(b, at + quote.length, to, quote);
        return end == UNSURE ? UNSURE : end + quote.length;
    }

    /** A quote written as a reference is ended by the plain character too: then it takes a reader of both. */
    private static int closing(byte[] b, int from, int to, byte[] quote) {
        for (int at = from; at < to; at++) {
            byte c = b[at];
            if (c == quote[0] && isAt(b, at, to, quote)) {
                return at;
            }
            boolean plain = switch (c) {
                case '&' -> isAt(b, at, to, AMPERSAND);
                case '"', '\'' -> quote.length == 1;
                case '\\', '<' -> false;
                default -> c >= ' ';
            };
            if (!plain) {
                return UNSURE;
            }
        }
        return UNSURE;
    }

    private static byte[] quoteAt(byte[] b, int at, int to) {
        if (at < to && (b[at] == '"' || b[at] == '\'' || b[at] == '&')) {
            for (byte[] quote : QUOTES) {
                if (isAt(b, at, to, quote)) {
                    return quote;
                }
            }
        }
        return NO_QUOTE;
    }

    private static boolean isAt(byte[] b, int at, int to, byte[] text) {
        if (to - at < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (b[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static int skipSpace(byte[] b, int from, int to) {
        int at = from;
        while (at < to && (b[at] == ' ' || b[at] == '\t' || b[at] == '\n')) {
            at++;
        }
        return at;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
