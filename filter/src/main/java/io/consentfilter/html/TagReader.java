package io.consentfilter.html;

/**
 * Reads a tag that lies whole in the bytes at hand, in one go: what the tokenizer's states would remember of it, found without
 * passing through them. They take over where the tag is cut, long, or written in a way that only they know.
 */
final class TagReader {
    /** Nothing was read: the states have to look. */
    static final int UNSURE = 0;

    private static final byte NAME = 0;
    private static final byte SPACE = 1;
    private static final byte SLASH = 2;
    private static final byte CLOSE = 3;
    private static final byte EQUALS = 4;
    private static final byte[] KIND = kinds();

    /** By byte: its lower case, or {@link #ENDS_NAME} for what ends a tag's name (and for NUL, which the states know). */
    private static final byte[] LOWER = lowers();

    private static final byte ENDS_NAME = 0;

    private long key;

    private static byte[] lowers() {
        byte[] lowers = new byte[256];
        for (int i = 1; i < lowers.length; i++) {
            lowers[i] = (byte) Names.lower((byte) i);
        }
        for (char c : " \t\n\r\f/>".toCharArray()) {
            lowers[c] = ENDS_NAME;
        }
        return lowers;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (char c : " \t\n\r\f".toCharArray()) {
            kinds[c] = SPACE;
        }
        kinds['/'] = SLASH;
        kinds['>'] = CLOSE;
        kinds['='] = EQUALS;
        return kinds;
    }

    /** Whether a byte goes on with an attribute's name. */
    static boolean isName(byte c) {
        return KIND[c & 0xFF] == NAME;
    }

    /** Key of the name read last. */
    long key() {
        return key;
    }

    /** Reads the start tag that begins at {@code lt}; returns its end or {@link #UNSURE}. */
    int startTag(byte[] b, int lt, int end, StartTag tag) {
        int name = name(b, lt + 1, end);
        if (name == end || b[name] == 0) {
            return UNSURE;
        }
        tag.begin();
        tag.nameIs(Element.of(key, b, lt + 1, name), name - lt);
        int last = Math.min(end, lt + HtmlTokenizer.TAG_BYTES_MAX);
        int p = name;
        while (p < last) {
            byte kind = KIND[b[p] & 0xFF];
            if (kind == CLOSE) {
                return p + 1;
            }
            if (kind == SPACE) {
                p++;
            } else if (kind == SLASH) {
                p++;
                tag.selfCloses(p < last && b[p] == '>');
            } else {
                p = attribute(b, lt, p, last, tag);
            }
        }
        return UNSURE;
    }

    /** Reads an end tag that is nothing but its name; returns its end or {@link #UNSURE}. */
    int endTag(byte[] b, int lt, int end, StartTag tag) {
        int name = name(b, lt + 2, end);
        if (name == end || b[name] != '>') {
            return UNSURE;
        }
        tag.begin();
        tag.nameIs(Element.of(key, b, lt + 2, name), name - lt);
        return name + 1;
    }

    private int name(byte[] b, int from, int end) {
        int p = from;
        long read = 0;
        byte lower;
        while (p < end && (lower = LOWER[b[p] & 0xFF]) != ENDS_NAME) {
            read = p - from < Bytes.WORD ? read << Byte.SIZE | (lower & 0xFF) : Names.next(read, lower);
            p++;
        }
        key = read;
        return p;
    }

    /** Where the attribute ends; {@code end} where that is not known. */
    private static int attribute(byte[] b, int lt, int from, int end, StartTag tag) {
        if (tag.attributes() == HtmlTokenizer.ATTRIBUTES_MAX) {
            return end;
        }
        tag.attributeFrom(from - lt);
        // Whatever it is, the first byte is part of the name: even an equals sign.
        int nameTo = from + 1;
        while (nameTo < end && KIND[b[nameTo] & 0xFF] == NAME) {
            nameTo++;
        }
        tag.attributeNameTo(nameTo - lt);
        int p = skipSpace(b, nameTo, end);
        if (p == end || b[p] != '=') {
            return p;
        }
        p = skipSpace(b, p + 1, end);
        return p == end || b[p] == '>' ? p : value(b, lt, p, end, tag);
    }

    private static int value(byte[] b, int lt, int from, int end, StartTag tag) {
        byte c = b[from];
        boolean quoted = c == '"' || c == '\'';
        int valueFrom = quoted ? from + 1 : from;
        int valueTo = quoted ? Bytes.indexOf(b, valueFrom, end, c) : unquoted(b, from, end);
        tag.valueBegins(valueFrom - lt);
        tag.valueEnds(valueTo - lt);
        return quoted && valueTo < end ? valueTo + 1 : valueTo;
    }

    private static int skipSpace(byte[] b, int from, int end) {
        int p = from;
        while (p < end && KIND[b[p] & 0xFF] == SPACE) {
            p++;
        }
        return p;
    }

    /** Where an unquoted value ends, or {@code end}. */
    static int unquoted(byte[] b, int from, int end) {
        int p = from;
        while (p < end && KIND[b[p] & 0xFF] != SPACE && b[p] != '>') {
            p++;
        }
        return p;
    }
}
