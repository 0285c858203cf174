package io.consentfilter.rewrite;

import io.consentfilter.html.TextKind;
import io.consentfilter.web.StyleSheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a style element that is parsed like any other (of SVG, or in XHTML): in pieces, with character references and CDATA
 * sections. So that the sheet is judged as browsers read it, a reference that could write CSS is spelled out as text
 * ({@code &#47;} becomes {@code &amp;#47;}), and what follows an element inside the sheet, which nobody writes in earnest, is
 * left out.
 */
final class ParsedStyle {
    private static final byte[] HARMLESS = "&amp;&gt;&lt;".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AMPERSAND = "&amp;".getBytes(StandardCharsets.US_ASCII);
    /** Stands for text that is left out: a page with text has a body, and no frameset can take its place (13.2.6.4.7). */
    private static final byte[] FILLER = {'_'};

    private static final int REFERENCE_BYTES_MAX = AMPERSAND.length;

    private final StyleSheet sheet;
    private final PageWriter out;
    private final byte[] reference = new byte[REFERENCE_BYTES_MAX];
    private int referenceLength;
    private boolean broken;
    private boolean filled;

    ParsedStyle(StyleSheet sheet, PageWriter out) {
        this.sheet = sheet;
        this.out = out;
    }

    void text(TextKind kind, byte[] bytes, int from, int to) throws IOException {
        before(from);
        if (kind != TextKind.DATA) {
            passReference();
        }
        if (kind == TextKind.DATA || kind == TextKind.CDATA) {
            out.until(from);
            if (!broken) {
                read(kind, bytes, from, to);
            } else if (!filled && hasLetters(bytes, from, to)) {
                filled = true;
                out.put(FILLER);
            }
            out.skipTo(to);
        }
    }

    private void read(TextKind kind, byte[] bytes, int from, int to) throws IOException {
        try {
            if (kind == TextKind.DATA) {
                data(bytes, from, to);
            } else {
                sheet.write(bytes, from, to - from);
            }
        } catch (RuntimeException | StackOverflowError e) {
            out.skipTo(sheet.takenOf(bytes));
            throw e;
        }
    }

    private static boolean hasLetters(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return true;
            }
        }
        return false;
    }

    private void data(byte[] bytes, int from, int to) throws IOException {
        int plain = from;
        for (int i = from; i < to; i++) {
            if (referenceLength > 0) {
                plain = i + (continues(bytes[i]) ? 1 : 0);
            }
            if (referenceLength == 0 && bytes[i] == '&') {
                sheet.write(bytes, plain, i - plain);
                plain = i + 1;
                reference[referenceLength++] = '&';
            }
        }
        if (plain < to) {
            sheet.write(bytes, plain, to - plain);
        }
    }

    /** Whether a byte goes on with the reference; one that does not ends it. */
    private boolean continues(byte b) throws IOException {
        reference[referenceLength] = b;
        if (startsHarmless(referenceLength + 1)) {
            referenceLength++;
            if (b == ';') {
                sheet.write(reference, 0, referenceLength);
                referenceLength = 0;
            }
            return true;
        }
        passReference();
        return false;
    }

    private boolean startsHarmless(int length) {
        for (int i = 0; i + length <= HARMLESS.length; i++) {
            if (HARMLESS[i] == '&' && Arrays.equals(HARMLESS, i, i + length, reference, 0, length)) {
                return true;
            }
        }
        return false;
    }

    private void passReference() throws IOException {
        if (referenceLength > 0) {
            sheet.write(AMPERSAND, 0, AMPERSAND.length);
            sheet.write(reference, 1, referenceLength - 1);
            referenceLength = 0;
        }
    }

    /** Bytes that were not in the page. */
    void put(byte[] bytes) throws IOException {
        if (!broken) {
            sheet.write(bytes, 0, bytes.length);
        }
    }

    /**
     * What stands before {@code at} and was not told as text is markup, and leaves before what comes next. An address or reference that
     * is still held would come behind it, and might mean something there: it ends here, and with it what is read of the sheet. So does half
     * an escape or comment mark: those who read no markup here would find its other half in it.
     */
    void before(int at) throws IOException {
        if (!broken && out.isBehind(at)) {
            passReference();
            if (sheet.holds() || sheet.isCutInMark()) {
                sheet.end();
                broken = true;
            }
        }
    }

    /** An element begins inside the sheet. */
    void element() throws IOException {
        if (!broken) {
            end();
            broken = true;
        }
    }

    void end() throws IOException {
        passReference();
        sheet.end();
    }

    /** What is held leaves as it came, unjudged. */
    void passHeld() throws IOException {
        sheet.passHeld();
        out.put(reference, 0, referenceLength);
        referenceLength = 0;
    }
}
