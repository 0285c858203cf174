package io.consentfilter.html;

import org.jspecify.annotations.Nullable;

/**
 * Walks over tags that cannot matter, only to find where they end. It knows the same grammar as the tokenizer's states, without
 * remembering anything, and reads eight bytes at a time where a tag is written as nearly all are: a name of at most eight letters
 * and digits, attributes with quoted values. Where it is not sure, or the bytes end, {@link TagReader} and the states take over.
 */
final class TagSkimmer {
    /** Nothing was skimmed: somebody else has to look. */
    static final int UNSURE = 0;

    /** Skims nothing. */
    static final TagSkimmer NOTHING = new TagSkimmer(null);

    private static final int SLOTS = 256;
    private static final long LOWER_CASE = Bytes.times(0x20);

    /** {@code < = > ?} and no other byte become the last of them. */
    private static final long LAST_TWO_BITS = Bytes.times(0x03);

    private static final long QUESTION_MARK = Bytes.times('?');
    private static final long GREATER_THAN = Bytes.times('>');

    private final @Nullable TagInterest interest;
    private final boolean[] slow;
    private final long[] slowKeys;

    TagSkimmer(@Nullable TagInterest interest) {
        this.interest = interest;
        this.slow = interest == null ? new boolean[0] : interest.told();
        this.slowKeys = interest == null ? new long[0] : interest.toldKeys();
    }

    /** Keys of elements in a table that {@link #isSlow} looks up. */
    static long[] table(boolean[] told) {
        long[] table = new long[SLOTS];
        for (Element element : Element.values()) {
            if (told[element.ordinal()] && element.nameBytes.length <= Bytes.WORD) {
                int slot = slot(element.key);
                while (table[slot] != 0) {
                    slot = (slot + 1) & (SLOTS - 1);
                }
                table[slot] = element.key;
            }
        }
        return table;
    }

    private boolean isSlow(long key) {
        int slot = slot(key);
        for (long each = slowKeys[slot]; each != 0; each = slowKeys[slot]) {
            if (each == key) {
                return true;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return false;
    }

    private static int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 56);
    }

    /** Whether a flat scanner would act on a tag of that name; Chromium's does on the {@code image} of svg. */
    boolean tells(long key) {
        return slow.length > 0 && slow[Element.of(key).ordinal()];
    }

    /** The end of the tag that begins at {@code lt}, or {@link #UNSURE}. */
    int skim(byte[] b, int lt, int end) {
        if (interest == null || lt + 2 + Bytes.WORD > end) {
            return UNSURE;
        }
        byte first = b[lt + 1];
        if (first == '/') {
            return skimEnd(b, lt + 2);
        }
        if (!isLetter(first)) {
            return UNSURE;
        }
        long word = Bytes.word(b, lt + 1);
        long ends = nameEnds(word);
        if (ends == 0) {
            return UNSURE;
        }
        int p = lt + 1 + Bytes.first(ends);
        long key = Long.reverseBytes(word | LOWER_CASE) >>> (Long.SIZE - Byte.SIZE * (p - lt - 1));
        if (isSlow(key)) {
            return UNSURE;
        }
        return b[p] == '>' ? p + 1 : b[p] == ' ' ? skimAttributes(b, p, end) : UNSURE;
    }

    /** An end tag that is nothing but its short name. */
    private static int skimEnd(byte[] b, int from) {
        long ends = nameEnds(Bytes.word(b, from));
        int p = from + Bytes.first(ends);
        return ends != 0 && b[p] == '>' && isLetter(b[from]) ? p + 1 : UNSURE;
    }

    /** Marks the first byte that ends a short name, or that only the states know: white space, most punctuation, controls. */
    private static long nameEnds(long word) {
        return Bytes.below(word, '0') | Bytes.zeros(word ^ GREATER_THAN);
    }

    /**
     * From behind the tag's name, or behind a quoted value, the first of {@code =} and {@code >} decides: before it there are only
     * names, in which a quote is a letter like others. An equals sign with a letter before it begins a value.
     */
    private int skimAttributes(byte[] b, int from, int end) {
        int last = end - Bytes.WORD;
        int at = from;
        int nameFrom = from;
        while (at < last) {
            long found = Bytes.zeros((Bytes.word(b, at) | LAST_TWO_BITS) ^ QUESTION_MARK);
            if (found == 0) {
                at += Bytes.WORD;
                continue;
            }
            at += Bytes.first(found);
            byte c = b[at];
            if (c == '>') {
                return at + 1;
            }
            if (c != '=' || at + 1 == end) {
                return UNSURE;
            }
            if (b[at - 1] <= '/') {
                return UNSURE;
            }
            byte quote = b[at + 1];
            boolean quoted = quote == '"' || quote == '\'';
            int value = quoted ? at + 2 : at + 1;
            int to = quoted ? Bytes.indexOf(b, value, end, quote) : TagReader.unquoted(b, value, end);
            if (to == end || to == at + 1 || concerns(b, nameFrom, at, value, to)) {
                return UNSURE;
            }
            at = quoted ? to + 1 : to;
            nameFrom = at;
            if (at < end && b[at] == '>') {
                return at + 1;
            }
        }
        return UNSURE;
    }

    /** Whether the attribute whose name ends at {@code nameTo} is of interest; nothing of it stands before {@code from}. */
    private boolean concerns(byte[] b, int from, int nameTo, int valueFrom, int valueTo) {
        if (interest == null || !interest.mayEndSo(b, nameTo)) {
            return false;
        }
        int nameFrom = nameTo;
        while (nameFrom > from && TagReader.isName(b[nameFrom - 1])) {
            nameFrom--;
        }
        return interest.in(b, nameFrom, nameTo, valueFrom, valueTo);
    }

    private static boolean isLetter(byte c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
