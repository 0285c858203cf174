package io.consentfilter.page;

/** What a page's first bytes say: how browsers would take a body without a type, and whether it is a whole document. */
enum LeadingBytes {
    /** Begins as a document of its own: doctype, {@code html} or {@code head}. */
    DOCUMENT,
    /** Begins as JSON. Old scripts read it out of frames, and older servers say it were a page. */
    DATA,
    /** Begins with something else. */
    PIECE,
    /** Cannot be seen. */
    UNKNOWN;

    private static final String[] DOCUMENT_STARTS = {"<!doctype", "<html", "<head", "<body", "<title", "<meta"};

    static LeadingBytes of(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return UNKNOWN;
        }
        int from = startsWithMark(bytes, offset, length) ? offset + 3 : offset;
        int at = text(bytes, from, offset + length);
        for (String start : DOCUMENT_STARTS) {
            if (starts(bytes, at, offset + length, start)) {
                return DOCUMENT;
            }
        }
        return startsAsJson(bytes, at, offset + length) ? DATA : PIECE;
    }

    /** Whether a browser may take a body without a type for HTML (WHATWG MIME Sniffing §7.1, on the safe side). */
    static boolean looksLikePage(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = blanks(bytes, startsWithMark(bytes, offset, length) ? offset + 3 : offset, end);
        return at < end && bytes[at] == '<' && !starts(bytes, at, end, "<?xml") && !starts(bytes, at, end, "<svg");
    }

    /** Whether a browser takes a body without a type for XML, and runs its scripts (WHATWG MIME Sniffing §7.1). */
    static boolean looksLikeXml(byte[] bytes, int offset, int length) {
        int end = offset + length;
        return starts(
                bytes, blanks(bytes, startsWithMark(bytes, offset, length) ? offset + 3 : offset, end), end, "<?xml");
    }

    /** Whether these bytes say nothing yet: browsers skip blanks before they look. */
    static boolean blank(byte[] bytes, int offset, int length) {
        return blanks(bytes, offset, offset + length) == offset + length;
    }

    /** An object or a list, and the first of what can stand in it (RFC 8259 §4, §5). */
    private static boolean startsAsJson(byte[] bytes, int at, int end) {
        int inside = at < end ? blanks(bytes, at + 1, end) : end;
        if (inside >= end) {
            return false;
        }
        char first = (char) bytes[inside];
        return (bytes[at] == '{' && (first == '"' || first == '}'))
                || (bytes[at] == '[' && (first == '"' || first == ']' || first == '{'));
    }

    private static boolean startsWithMark(byte[] bytes, int offset, int length) {
        return length >= 3
                && (bytes[offset] & 0xFF) == 0xEF
                && (bytes[offset + 1] & 0xFF) == 0xBB
                && (bytes[offset + 2] & 0xFF) == 0xBF;
    }

    /** Where the first thing begins that is neither blank nor comment nor XML declaration. */
    private static int text(byte[] bytes, int from, int end) {
        int at = blanks(bytes, from, end);
        while (starts(bytes, at, end, "<!--") || starts(bytes, at, end, "<?")) {
            boolean comment = bytes[at + 1] == '!';
            int close = find(bytes, at + 2, end, comment ? "-->" : ">");
            if (close < 0) {
                return end;
            }
            at = blanks(bytes, close, end);
        }
        return at;
    }

    private static int blanks(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || (bytes[at] >= 9 && bytes[at] <= 13))) {
            at++;
        }
        return at;
    }

    /** Behind the text, or -1. */
    private static int find(byte[] bytes, int from, int end, String text) {
        for (int at = from; at + text.length() <= end; at++) {
            if (starts(bytes, at, end, text)) {
                return at + text.length();
            }
        }
        return -1;
    }

    private static boolean starts(byte[] bytes, int at, int end, String text) {
        if (at + text.length() > end) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            int b = bytes[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
