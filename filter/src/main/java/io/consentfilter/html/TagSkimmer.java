package io.consentfilter.html;

import org.jspecify.annotations.Nullable;

/**
 * Walks over tags that cannot matter, only to find where they end. It knows the same grammar as the tokenizer's states, without
 * remembering anything; where it is not sure, or the bytes end, the states take over.
 */
final class TagSkimmer {
    /** Nothing was skimmed: the states have to look. */
    static final int UNSURE = 0;

    private static final byte NAME = 0;
    private static final byte SPACE = 1;
    private static final byte SLASH = 2;
    private static final byte CLOSE = 3;
    private static final byte EQUALS = 4;
    private static final byte[] KIND = kinds();

    /** By byte: its lower case, or {@link #ENDS_NAME} for what ends a tag's name. */
    private static final byte[] LOWER = lowers();

    private static final byte ENDS_NAME = 0;

    private final @Nullable TagInterest interest;
    private final boolean[] slow;

    TagSkimmer(@Nullable TagInterest interest) {
        this.interest = interest;
        this.slow = interest == null ? new boolean[0] : interest.told();
    }

    private static byte[] lowers() {
        byte[] lowers = new byte[256];
        for (int i = 1; i < lowers.length; i++) {
            lowers[i] = (byte) Names.lower((byte) i);
        }
        for (char c : " \t\n\r\f/>".toCharArray()) {
            lowers[c] = 0;
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

    /** Whether a flat scanner would act on a tag of that name; {@code image} is img to tree builders only. */
    boolean tells(long key) {
        Element element = Element.of(key);
        return element != Element.IMAGE && slow.length > 0 && slow[element.ordinal()];
    }

    /** The end of the tag that begins at {@code lt}, or {@link #UNSURE}. */
    int skim(byte[] b, int lt, int end) {
        if (interest == null) {
            return UNSURE;
        }
        int p = lt + 1;
        if (p < end && b[p] == '/') {
            return skimEnd(b, p + 1, end);
        }
        if (p == end || !isLetter(b[p])) {
            return UNSURE;
        }
        long key = 0;
        int eight = Math.min(end, p + Long.BYTES);
        byte lower;
        while (p < eight && (lower = LOWER[b[p] & 0xFF]) != ENDS_NAME) {
            key = key << Byte.SIZE | (lower & 0xFF);
            p++;
        }
        while (p < end && LOWER[b[p] & 0xFF] != ENDS_NAME) {
            key = Names.next(key, b[p++]);
        }
        if (p == end || b[p] == 0 || slow[Element.of(key, b, lt + 1, p).ordinal()]) {
            return UNSURE;
        }
        return b[p] == '>' ? p + 1 : skimAttributes(b, p, end);
    }

    private static int skimEnd(byte[] b, int from, int end) {
        if (from == end || !isLetter(b[from])) {
            return UNSURE;
        }
        int p = from + 1;
        while (p < end && LOWER[b[p] & 0xFF] != ENDS_NAME) {
            p++;
        }
        return p < end && b[p] == '>' ? p + 1 : UNSURE;
    }

    private int skimAttributes(byte[] b, int from, int end) {
        int p = from;
        while (p < end) {
            byte kind = KIND[b[p] & 0xFF];
            if (kind == CLOSE) {
                return p + 1;
            }
            if (kind == SPACE || kind == SLASH) {
                p++;
            } else {
                p = skimAttribute(b, p, end);
                if (p <= 0) {
                    return -p;
                }
            }
        }
        return UNSURE;
    }

    /** Where the attribute ends; the negated end of the tag, if that comes with it; {@link #UNSURE}. */
    private int skimAttribute(byte[] b, int from, int end) {
        int nameTo = from + 1;
        while (nameTo < end && KIND[b[nameTo] & 0xFF] == NAME) {
            nameTo++;
        }
        int p = skipSpace(b, nameTo, end);
        if (p == end) {
            return UNSURE;
        }
        if (b[p] != '=') {
            return concerns(b, from, nameTo, p, p) ? UNSURE : p;
        }
        p = skipSpace(b, p + 1, end);
        if (p == end) {
            return UNSURE;
        }
        byte c = b[p];
        if (c == '>') {
            return concerns(b, from, nameTo, p, p) ? UNSURE : -(p + 1);
        }
        boolean quoted = c == '"' || c == '\'';
        int valueFrom = quoted ? p + 1 : p;
        int valueTo = quoted ? Bytes.indexOf(b, valueFrom, end, c) : skipUnquoted(b, p, end);
        if (valueTo == end || concerns(b, from, nameTo, valueFrom, valueTo)) {
            return UNSURE;
        }
        return quoted ? valueTo + 1 : valueTo;
    }

    private boolean concerns(byte[] b, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        return interest != null
                && interest.mayBe(nameTo - nameFrom, b[nameFrom])
                && interest.in(b, nameFrom, nameTo, valueFrom, valueTo);
    }

    private static int skipSpace(byte[] b, int from, int end) {
        int p = from;
        while (p < end && KIND[b[p] & 0xFF] == SPACE) {
            p++;
        }
        return p;
    }

    private static int skipUnquoted(byte[] b, int from, int end) {
        int p = from;
        while (p < end && KIND[b[p] & 0xFF] != SPACE && b[p] != '>') {
            p++;
        }
        return p;
    }

    private static boolean isLetter(byte c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
