package io.consentfilter.html;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Which start tags somebody wants to hear of. All others are skimmed: only their end is found, nothing else is remembered.
 * Immutable; made once.
 */
public final class TagInterest {
    private static final int NAME_LENGTH_MAX = 16;

    private final boolean[] elements = new boolean[Element.values().length];
    private final byte[][] attributes;
    private final byte[] style;
    private final int[] firstLetters = new int[NAME_LENGTH_MAX];

    /**
     * @param elements tags of these elements are told
     * @param attributes tags of any element that have one of these attributes (lower case) are told
     * @param style an attribute that matters only where {@link #canLoad}
     */
    public TagInterest(Set<Element> elements, Set<String> attributes, String style) {
        for (Element element : Element.values()) {
            this.elements[element.ordinal()] = elements.contains(element)
                    || element.switchesTokenizer()
                    || element == Element.SVG
                    || element == Element.MATH
                    || element == Element.BODY
                    || element == Element.SELECT
                    || element == Element.FRAMESET
                    || element == Element.TEMPLATE
                    || element == Element.NOSCRIPT;
        }
        this.attributes = attributes.stream()
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.style = style.getBytes(StandardCharsets.US_ASCII);
        for (byte[] name : this.attributes) {
            firstLetters[name.length] |= 1 << (name[0] & 31);
        }
        firstLetters[this.style.length] |= 1 << (this.style[0] & 31);
    }

    /** By ordinal: elements that are told, or that change how the tokenizer reads on. Not to be changed. */
    boolean[] told() {
        return elements;
    }

    /** Whether an attribute of this length and first byte can be one of interest: spares the comparison for nearly all. */
    boolean mayBe(int length, byte first) {
        return length < NAME_LENGTH_MAX && (firstLetters[length] >>> (first & 31) & 1) != 0;
    }

    boolean in(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        for (byte[] name : attributes) {
            if (Names.equal(name, bytes, nameFrom, nameTo)) {
                return true;
            }
        }
        return Names.equal(style, bytes, nameFrom, nameTo) && canLoad(bytes, valueFrom, valueTo);
    }

    /**
     * Whether a style can name an address: a function whose name ends like those that load ({@code url}, {@code src}, {@code image},
     * {@code image-set}), a custom property, or anything that could spell one of these otherwise.
     */
    public static boolean canLoad(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (c == '\\' || c == '&' || (c == '-' && i > from && bytes[i - 1] == '-')) {
                return true;
            }
            if (c == '('
                    && i - 3 >= from
                    && endsLikeLoading(bytes[i - 3] | 0x20, bytes[i - 2] | 0x20, bytes[i - 1] | 0x20)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsLikeLoading(int a, int b, int c) {
        return (a == 'u' && b == 'r' && c == 'l')
                || (a == 's' && ((b == 'r' && c == 'c') || (b == 'e' && c == 't')))
                || (a == 'a' && b == 'g' && c == 'e');
    }
}
