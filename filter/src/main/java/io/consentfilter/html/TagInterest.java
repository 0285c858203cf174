package io.consentfilter.html;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Which start tags somebody wants to hear of. All others are skimmed: only their end is found, nothing else is remembered.
 * Immutable; made once.
 */
public final class TagInterest {
    private static final int NAME_LENGTH_MAX = 16;
    private static final int LETTER_BITS = 5;
    private static final int LETTER = (1 << LETTER_BITS) - 1;
    private static final int ENDING_LETTERS = 3;

    /** By byte: whether {@link #canLoad} has to look at it. */
    private static final boolean[] DECIDES = deciding();

    private final boolean[] elements = new boolean[Element.values().length];
    private final long[] toldKeys;
    private final AttributeNames everywhere;
    private final AttributeNames foreign;

    /** A bit for the last three letters of each name of {@link #everywhere}. */
    private final long[] endings = new long[1 << ENDING_LETTERS * LETTER_BITS - 6];

    private final TagSkimmer skimmer;

    /**
     * @param elements tags of these elements are told
     * @param attributes tags of any element that have one of these attributes (lower case, three letters at least) are told
     * @param styles attributes that matter only where {@link #canLoad}
     * @param foreignAttributes the same as {@code attributes}, in SVG, MathML and XML only
     * @param foreignStyles the same as {@code styles}, in SVG, MathML and XML only
     */
    public TagInterest(
            Set<Element> elements,
            Set<String> attributes,
            Set<String> styles,
            Set<String> foreignAttributes,
            Set<String> foreignStyles) {
        for (Element element : Element.values()) {
            this.elements[element.ordinal()] = elements.contains(element)
                    || element.switchesTokenizer()
                    || element == Element.SVG
                    || element == Element.MATH
                    || element == Element.MGLYPH
                    || element == Element.BODY
                    || element == Element.SELECT
                    || element == Element.FRAMESET
                    || element == Element.TEMPLATE
                    || element == Element.NOSCRIPT;
        }
        this.toldKeys = TagSkimmer.table(this.elements);
        this.everywhere = new AttributeNames(attributes, styles);
        this.foreign = new AttributeNames(union(attributes, foreignAttributes), union(styles, foreignStyles));
        for (String name : union(attributes, styles)) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int ending = ending(bytes, bytes.length);
            endings[ending >>> 6] |= 1L << ending;
        }
        this.skimmer = new TagSkimmer(this);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    TagSkimmer skimmer() {
        return skimmer;
    }

    /** By ordinal: elements that are told, or that change how the tokenizer reads on. Not to be changed. */
    boolean[] told() {
        return elements;
    }

    /** The same for names of at most eight letters, as {@link TagSkimmer#table} lays them out. Not to be changed. */
    long[] toldKeys() {
        return toldKeys;
    }

    /** Whether a tag that was read whole is one to tell. */
    boolean concerns(StartTag tag) {
        return elements[tag.element().ordinal()] || (tag.foreign() || tag.xml() ? foreign : everywhere).concern(tag);
    }

    /** Whether an attribute of HTML whose name ends at {@code to} can be one of interest: spares the comparison for nearly all. */
    boolean mayEndSo(byte[] bytes, int to) {
        int ending = ending(bytes, to);
        return (endings[ending >>> 6] >>> ending & 1) != 0;
    }

    boolean in(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        return everywhere.in(bytes, nameFrom, nameTo, valueFrom, valueTo);
    }

    private static int ending(byte[] bytes, int to) {
        return (bytes[to - 3] & LETTER) << 2 * LETTER_BITS
                | (bytes[to - 2] & LETTER) << LETTER_BITS
                | (bytes[to - 1] & LETTER);
    }

    /** Names of attributes, with quick answers for what is none of them. */
    private static final class AttributeNames {
        private final byte[][] plain;
        private final byte[][] styles;
        private final int[] firstLetters = new int[NAME_LENGTH_MAX];

        AttributeNames(Set<String> plain, Set<String> styles) {
            this.plain = names(plain);
            this.styles = names(styles);
        }

        private byte[][] names(Set<String> names) {
            byte[][] all = names.stream()
                    .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);
            for (byte[] name : all) {
                firstLetters[name.length] |= 1 << (name[0] & LETTER);
            }
            return all;
        }

        boolean concern(StartTag tag) {
            for (int i = 0; i < tag.attributes(); i++) {
                int from = tag.nameFrom(i);
                int to = tag.nameTo(i);
                boolean may = to - from < NAME_LENGTH_MAX
                        && (firstLetters[to - from] >>> (tag.bytes()[from] & LETTER) & 1) != 0;
                if (may && in(tag.bytes(), from, to, tag.valueFrom(i), tag.valueTo(i))) {
                    return true;
                }
            }
            return false;
        }

        boolean in(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
            for (byte[] name : plain) {
                if (Names.equal(name, bytes, nameFrom, nameTo)) {
                    return true;
                }
            }
            for (byte[] name : styles) {
                if (Names.equal(name, bytes, nameFrom, nameTo)) {
                    return canLoad(bytes, valueFrom, valueTo);
                }
            }
            return false;
        }
    }

    /**
     * Whether a style can name an address: a function whose name ends like those that load ({@code url}, {@code src}, {@code image},
     * {@code image-set}), a custom property with a string, or anything that could spell one of these otherwise.
     */
    public static boolean canLoad(byte[] bytes, int from, int to) {
        boolean custom = false;
        boolean string = false;
        for (int i = from; i < to; i++) {
            if (!DECIDES[bytes[i] & 0xFF]) {
                continue;
            }
            switch (bytes[i]) {
                case '\\', '&' -> {
                    return true;
                }
                case '(' -> {
                    boolean loads = i - 3 >= from
                            && endsLikeLoading(bytes[i - 3] | 0x20, bytes[i - 2] | 0x20, bytes[i - 1] | 0x20);
                    if (loads) {
                        return true;
                    }
                }
                case '-' -> custom |= i > from && bytes[i - 1] == '-';
                case '"', '\'' -> string = true;
                default -> {}
            }
        }
        return custom && string;
    }

    private static boolean[] deciding() {
        boolean[] deciding = new boolean[256];
        for (char c : "\\&(-\"'".toCharArray()) {
            deciding[c] = true;
        }
        return deciding;
    }

    private static boolean endsLikeLoading(int a, int b, int c) {
        return (a == 'u' && b == 'r' && c == 'l')
                || (a == 's' && ((b == 'r' && c == 'c') || (b == 'e' && c == 't')))
                || (a == 'a' && b == 'g' && c == 'e');
    }
}
