package io.consentfilter.web;

/** An escape being read byte by byte: CSS Syntax Level 3, 4.3.7 "consume an escaped code point". */
final class CssEscape {
    /** What became of a byte. */
    enum Step {
        /** It belongs to the escape, which goes on. */
        MORE,
        /** It was the escape's last byte; {@link #value} is told. */
        DONE,
        /** The escape ended before it; {@link #value} is told, the byte is to be read again. */
        BEFORE,
        /** A newline right behind the backslash: no escape at all. */
        NEWLINE
    }

    private static final int DIGITS_MAX = 6;

    private boolean open;
    private int digits;
    private int value;
    private boolean carriageReturn;

    /** A backslash was read. */
    void start() {
        open = true;
        digits = 0;
        value = 0;
        carriageReturn = false;
    }

    /** An escaped CR LF in a string is one line's end. */
    void startLineEnd() {
        open = true;
        carriageReturn = true;
    }

    boolean open() {
        return open;
    }

    void stop() {
        open = false;
    }

    /** The character, or a non-ASCII stand-in. */
    int value() {
        return value > 0 && value < 0x80 ? value : 0xfffd;
    }

    Step step(byte b) {
        if (carriageReturn) {
            open = false;
            return b == '\n' ? Step.DONE : Step.BEFORE;
        }
        int digit = digits < DIGITS_MAX ? hex(b) : -1;
        if (digit >= 0) {
            value = value * 16 + digit;
            digits++;
            return Step.MORE;
        }
        return digits == 0 ? literal(b) : afterDigits(b);
    }

    private Step literal(byte b) {
        open = false;
        if (b == '\n' || b == '\f' || b == '\r') {
            return Step.NEWLINE;
        }
        value = b & 0xff;
        return Step.DONE;
    }

    private Step afterDigits(byte b) {
        if (b == '\r') {
            carriageReturn = true;
            return Step.MORE;
        }
        open = false;
        return b == ' ' || b == '\t' || b == '\n' || b == '\f' ? Step.DONE : Step.BEFORE;
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    /** A whole value with its escapes resolved; an escaped newline vanishes. */
    static String resolve(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\') {
                text.append(c);
            } else if (at < raw.length()) {
                at = resolveOne(raw, at, text);
            }
        }
        return text.toString();
    }

    private static int resolveOne(String raw, int from, StringBuilder text) {
        int at = from;
        int value = 0;
        while (at < raw.length()
                && at < from + DIGITS_MAX
                && raw.charAt(at) < 0x80
                && hex((byte) raw.charAt(at)) >= 0) {
            value = value * 16 + hex((byte) raw.charAt(at++));
        }
        if (at > from) {
            boolean character = value > 0 && value <= Character.MAX_CODE_POINT;
            text.appendCodePoint(character ? value : 0xfffd);
            return skipSpace(raw, at);
        }
        char c = raw.charAt(at);
        if (c == '\n' || c == '\f' || c == '\r') {
            return skipSpace(raw, at);
        }
        text.append(c);
        return at + 1;
    }

    private static int skipSpace(String raw, int at) {
        if (raw.startsWith("\r\n", at)) {
            return at + 2;
        }
        boolean space = at < raw.length() && " \t\n\f\r".indexOf(raw.charAt(at)) >= 0;
        return space ? at + 1 : at;
    }
}
