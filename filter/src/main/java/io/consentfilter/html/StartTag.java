package io.consentfilter.html;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/**
 * One start tag with its attributes, as positions in the bytes it was found in. One object per tokenizer, filled anew for every tag:
 * valid only during the call that hands it over. Duplicate attributes are all here; {@link #find} gives the first, which is the one
 * that counts (HTML standard, 13.2.5.33).
 */
public final class StartTag {
    /** What is put in at {@link #breakPosition}. */
    public static final char BREAK = '_';

    private static final int FIELDS = 4;

    private byte[] bytes = {};
    private int start;
    private int length;
    private int nameLength;
    private int count;
    private int[] positions = new int[8 * FIELDS];
    private Element element = Element.OTHER;
    private boolean selfClosing;
    private boolean foreign;
    private boolean unfinished;
    private boolean continued;
    private int dropped;
    private boolean ambiguous;
    private int breaks;
    private int[] breakPositions = {};

    private boolean xml;
    private Map<String, String> entities = Map.of();

    StartTag() {}

    void asXml() {
        xml = true;
    }

    void entities(Map<String, String> declared) {
        entities = declared;
    }

    void begin() {
        count = 0;
        breaks = 0;
        ambiguous = false;
        nameLength = 0;
        selfClosing = false;
        foreign = false;
        unfinished = false;
        continued = false;
        element = Element.OTHER;
    }

    /** The next part of the same tag, whose earlier attributes have been told. */
    void continueTag() {
        count = 0;
        breaks = 0;
        nameLength = 0;
        continued = true;
    }

    void nameIs(Element found, int relativeEnd) {
        element = found;
        nameLength = relativeEnd;
    }

    void attributeFrom(int relative) {
        if (positions.length == count * FIELDS) {
            positions = Arrays.copyOf(positions, positions.length * 2);
        }
        int at = count++ * FIELDS;
        positions[at] = relative;
        positions[at + 1] = relative;
        positions[at + 2] = -1;
        positions[at + 3] = -1;
    }

    void attributeNameTo(int relative) {
        positions[(count - 1) * FIELDS + 1] = relative;
    }

    void valueBegins(int relative) {
        positions[(count - 1) * FIELDS + 2] = relative;
    }

    void valueEnds(int relative) {
        positions[(count - 1) * FIELDS + 3] = relative;
    }

    void selfCloses(boolean yes) {
        selfClosing = yes;
    }

    void at(byte[] array, int from, int to) {
        bytes = array;
        start = from;
        length = to - from;
    }

    void stands(boolean inForeignContent, boolean isUnfinished) {
        foreign = inForeignContent;
        unfinished = isUnfinished;
    }

    /** Whether the last attribute is not all there is: telling the part before it gets on. */
    boolean hasBytesBeforeLast() {
        return positions[(count - 1) * FIELDS] > 0;
    }

    /** Forgets the last attribute; returns where it began. */
    int dropLast() {
        count--;
        dropped = positions[count * FIELDS + 1] - positions[count * FIELDS];
        return positions[count * FIELDS];
    }

    int droppedNameLength() {
        return dropped;
    }

    /** How long what stands before the name, and the name itself, are together. */
    int nameLength() {
        return nameLength;
    }

    void breakAt(int relative) {
        if (breaks == breakPositions.length) {
            breakPositions = Arrays.copyOf(breakPositions, Math.max(4, breaks * 2));
        }
        breakPositions[breaks++] = relative;
    }

    int breakAtIndex(int index) {
        return breakPositions[index];
    }

    void isAmbiguous(boolean yes) {
        ambiguous = yes;
    }

    /** Whether some tree builders drop this tag while others read what follows as text: it needs another name. */
    public boolean ambiguous() {
        return ambiguous;
    }

    /** How many places inside this tag need a byte more, because another view of the page would end something there. */
    public int breaks() {
        return breaks;
    }

    public int breakPosition(int index) {
        return start + breakPositions[index];
    }

    /** What all positions mean. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the tag begins: its {@code <}, or, if {@link #continued}, the first byte not told before. */
    public int start() {
        return start;
    }

    /** Where the tag ends: after its {@code >}, or, if {@link #unfinished}, where the held bytes end. */
    public int end() {
        return start + length;
    }

    /** Right after the tag's name: attributes put here win over all others. */
    public int nameEnd() {
        return start + nameLength;
    }

    public Element element() {
        return element;
    }

    /** Whether the element is of SVG or MathML. */
    public boolean foreign() {
        return foreign;
    }

    /** Whether it is read by the rules of XML: names may have prefixes. */
    public boolean xml() {
        return xml;
    }

    public boolean selfClosing() {
        return selfClosing;
    }

    /** Whether more of this tag follows: it has more bytes or attributes than are held. The last attribute's value may be cut. */
    public boolean unfinished() {
        return unfinished;
    }

    /** Whether the end of an attribute's value is not at hand: it can only be the last one of an {@link #unfinished} tag. */
    public boolean isCut(int attribute) {
        int at = attribute * FIELDS;
        return unfinished && positions[at + 2] >= 0 && positions[at + 3] < 0;
    }

    /** Whether its values may name entities that the page declares itself. */
    public boolean knowsEntities() {
        return !entities.isEmpty();
    }

    /** Whether earlier parts of this tag have been told. */
    public boolean continued() {
        return continued;
    }

    public int attributes() {
        return count;
    }

    /** The first attribute of that lower-case name, or -1. */
    public int find(byte[] name) {
        for (int i = 0, at = 0; i < count; i++, at += FIELDS) {
            // Nearly all others differ in their length or their first letter.
            boolean may = positions[at + 1] - positions[at] == name.length
                    && (bytes[start + positions[at]] | 0x20) == (name[0] | 0x20);
            if (may && is(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether an attribute has that lower-case name. */
    public boolean is(int attribute, byte[] name) {
        return Names.equal(name, bytes, nameFrom(attribute), nameTo(attribute));
    }

    /** Whether an attribute's value is written just so, in any case: no reference is decoded. */
    public boolean valueIs(int attribute, byte[] lower) {
        return Names.equal(lower, bytes, valueFrom(attribute), valueTo(attribute));
    }

    public int nameFrom(int attribute) {
        return start + positions[attribute * FIELDS];
    }

    public int nameTo(int attribute) {
        return start + positions[attribute * FIELDS + 1];
    }

    /** Where the value begins, after its quote; where there is none, the end of the name. */
    public int valueFrom(int attribute) {
        int from = positions[attribute * FIELDS + 2];
        return from < 0 ? nameTo(attribute) : start + from;
    }

    /** Where the value ends, before its quote. */
    public int valueTo(int attribute) {
        int from = positions[attribute * FIELDS + 2];
        int to = positions[attribute * FIELDS + 3];
        return from < 0 ? nameTo(attribute) : to < 0 ? end() : start + to;
    }

    /** The quote around the value, or 0. */
    public int quote(int attribute) {
        int from = positions[attribute * FIELDS + 2];
        int before = from < 1 ? 0 : bytes[start + from - 1];
        return before == '"' || before == '\'' ? before : 0;
    }

    /** With what will be put in, because another view of the page would end something there. */
    private String text(int from, int to, Charset charset) {
        if (breaks == 0) {
            return new String(bytes, from, to - from, charset);
        }
        StringBuilder text = new StringBuilder(to - from + breaks);
        int done = from;
        for (int i = 0; i < breaks; i++) {
            int at = breakPosition(i);
            if (at > done && at < to) {
                text.append(new String(bytes, done, at - done, charset)).append(BREAK);
                done = at;
            }
        }
        return text.append(new String(bytes, done, to - done, charset)).toString();
    }

    /** The value as the page's author meant it: character references decoded, line ends and NUL as the standard has them. */
    public String value(int attribute, Charset charset) {
        int from = valueFrom(attribute);
        String raw = text(from, valueTo(attribute), charset);
        if (raw.indexOf('\r') >= 0) {
            raw = raw.replace("\r\n", "\n").replace('\r', '\n');
        }
        return CharacterReferences.decode(raw.indexOf(0) >= 0 ? raw.replace('\0', '\uFFFD') : raw, true, entities);
    }
}
