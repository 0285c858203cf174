package io.consentfilter.rewrite;

import io.consentfilter.html.StartTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What becomes of one tag: bytes put in and values replaced, in the order of their places. One object per page, used for every tag. */
final class TagEdit {
    /** What a withheld attribute's name begins with. */
    static final byte[] PREFIX = ascii("data-choice-");

    private static final byte[] DASH = ascii("-");
    static final byte[] SERVICE = ascii("data-choice-service");
    private static final byte[] NAME_PREFIX = ascii("choice-");
    private static final byte[] BREAK = {StartTag.BREAK};
    private static final byte[] TYPE = ascii("type");
    static final byte[] INERT_TYPE = ascii(" type=\"text/plain\"");

    /** So many changes are sorted as they are. */
    private static final int FEW = 32;

    private int count;
    private int[] from = {};
    private int[] to = {};
    private byte[][] bytes = {};
    private @Nullable JudgedHost service;
    private boolean inert;
    private int revalued = -1;

    void begin() {
        count = 0;
        service = null;
        inert = false;
        revalued = -1;
    }

    /** Moves an attribute to a name that loads nothing. */
    void rename(StartTag tag, int attribute) {
        int name = tag.nameFrom(attribute);
        replace(name, name, PREFIX);
        if (tag.xml()) {
            withoutPrefix(tag, name, tag.nameTo(attribute));
        }
    }

    /** A prefix that nobody declared would be an error in XML. */
    private void withoutPrefix(StartTag tag, int nameFrom, int nameTo) {
        for (int i = nameFrom; i < nameTo; i++) {
            if (tag.bytes()[i] == ':') {
                replace(i, i + 1, DASH);
            }
        }
    }

    /** Puts another value in an attribute's place, quoted. */
    void revalue(StartTag tag, int attribute, String value) {
        boolean quoted = tag.quote(attribute) != 0;
        replace(tag.valueFrom(attribute) - (quoted ? 1 : 0), tag.valueTo(attribute) + (quoted ? 1 : 0), quoted(value));
        revalued = attribute;
    }

    /** Bytes of a value as they can stand in a page of any encoding. */
    private static byte[] quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 32).append('"');
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> quoted.append("&amp;");
                case '"' -> quoted.append("&quot;");
                case '<' -> quoted.append("&lt;");
                default -> {
                    if (c < 0x80 && c != '\r') {
                        quoted.append((char) c);
                    } else {
                        quoted.append("&#").append(c).append(';');
                    }
                }
            }
        });
        return ascii(quoted.append('"').toString());
    }

    /** Puts something else in the place of a part of an attribute's value. */
    void replaceInside(int attribute, int start, int end, byte[] with) {
        replace(start, end, with);
        revalued = attribute;
    }

    /** Whether that attribute got another value, so that its name may stay. */
    boolean revalued(int attribute) {
        return revalued == attribute;
    }

    /** Says whose the withheld thing is; the first one said stays. */
    void marks(JudgedHost judged) {
        if (service == null) {
            service = judged;
        }
    }

    /** Makes a script one that does not run: the first {@code type} counts. */
    void makeInert(StartTag tag) {
        inert = true;
        for (int i = 0; i < tag.attributes(); i++) {
            if (tag.is(i, TYPE)) {
                rename(tag, i);
                return;
            }
        }
    }

    /** Makes the tag read alike for everybody: another name where it is ambiguous, a byte more where it hides an end tag. */
    void disambiguate(StartTag tag) {
        if (tag.ambiguous() && !tag.continued()) {
            replace(tag.start() + 1, tag.start() + 1, NAME_PREFIX);
        }
        for (int i = 0; i < tag.breaks(); i++) {
            replace(tag.breakPosition(i), tag.breakPosition(i), BREAK);
        }
    }

    boolean changes() {
        return count > 0 || service != null || inert;
    }

    /** Writes the tag as it is to be. */
    void write(StartTag tag, PageWriter out) throws java.io.IOException {
        if (!tag.continued() && inert) {
            replace(tag.nameEnd(), tag.nameEnd(), INERT_TYPE);
        }
        if (!tag.continued() && service != null && tag.find(SERVICE) < 0) {
            replace(tag.nameEnd(), tag.nameEnd(), service.mark());
        }
        sort();
        int done = 0;
        for (int i = 0; i < count; i++) {
            // What would go inside a value that is replaced is in the new one.
            if (from[i] >= done) {
                out.until(from[i]);
                out.put(bytes[i]);
                out.skipTo(to[i]);
                done = to[i];
            }
        }
    }

    private void replace(int start, int end, byte[] with) {
        if (count == from.length) {
            from = Arrays.copyOf(from, Math.max(8, count * 2));
            to = Arrays.copyOf(to, from.length);
            bytes = Arrays.copyOf(bytes, from.length);
        }
        from[count] = start;
        to[count] = end;
        bytes[count++] = with;
    }

    private void sort() {
        if (count <= FEW) {
            sortFew();
            return;
        }
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = (long) from[i] << Integer.SIZE | i;
        }
        Arrays.sort(order);
        int[] sortedFrom = new int[count];
        int[] sortedTo = new int[count];
        byte[][] sorted = new byte[count][];
        for (int i = 0; i < count; i++) {
            int each = (int) order[i];
            sortedFrom[i] = from[each];
            sortedTo[i] = to[each];
            sorted[i] = bytes[each];
        }
        from = sortedFrom;
        to = sortedTo;
        bytes = sorted;
    }

    private void sortFew() {
        for (int i = 1; i < count; i++) {
            for (int j = i; j > 0 && from[j - 1] > from[j]; j--) {
                int swappedFrom = from[j];
                from[j] = from[j - 1];
                from[j - 1] = swappedFrom;
                int swappedTo = to[j];
                to[j] = to[j - 1];
                to[j - 1] = swappedTo;
                byte[] swapped = bytes[j];
                bytes[j] = bytes[j - 1];
                bytes[j - 1] = swapped;
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
