package io.consentfilter.cookie;

/** The pairs of a Cookie header, one after the other, without splitting the text first. */
final class CookiePairs {
    private final String header;
    private int start;
    private int end = -1;

    CookiePairs(String header) {
        this.header = header;
    }

    /** Moves on to the next pair that is not empty. */
    boolean next() {
        while (end < header.length()) {
            start = end + 1;
            int semicolon = header.indexOf(';', start);
            end = semicolon < 0 ? header.length() : semicolon;
            start = skipBlanks(start);
            if (start < end) {
                return true;
            }
        }
        return false;
    }

    /** Name of this pair; a pair without {@code =} is all name, as servers and scripts read it. */
    String name() {
        int equals = header.indexOf('=', start);
        int to = equals < 0 || equals > end ? end : equals;
        return CookieNames.of(header, start, lastBlankBefore(start, to));
    }

    /** Value of this pair; empty where there is no {@code =}. */
    String value() {
        int equals = header.indexOf('=', start);
        return equals < 0 || equals > end ? "" : trimmed(skipBlanks(equals + 1), end);
    }

    /** The pair as it stands. */
    String text() {
        return trimmed(start, end);
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < end && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private String trimmed(int from, int to) {
        return header.substring(from, lastBlankBefore(from, to));
    }

    /** Where the blanks begin that stand before {@code to}. */
    private int lastBlankBefore(int from, int to) {
        int last = to;
        while (last > from && (header.charAt(last - 1) == ' ' || header.charAt(last - 1) == '\t')) {
            last--;
        }
        return last;
    }
}
