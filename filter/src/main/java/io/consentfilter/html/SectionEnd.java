package io.consentfilter.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for the end of a CDATA section (XML 1.0, 2.7) in whose content there is markup. A section that follows directly goes on with
 * it: {@code ]]]]><![CDATA[>} is how {@code ]]>} is written there.
 */
final class SectionEnd {
    private static final byte[] NOTHING = {};
    private static final byte[] END_AND_NEXT = "]]><![CDATA[".getBytes(StandardCharsets.US_ASCII);
    private static final int END = 3;

    private boolean open;
    private int matched;
    private byte[] passed = NOTHING;

    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
    }

    /** Nothing is looked for any more; what was, passes. */
    void close() {
        open = false;
        pass(matched);
        matched = 0;
    }

    /** How far the bytes are sure to be no part of the end. */
    int before(byte[] bytes, int from, int to) {
        return matched > 0 ? from : Bytes.indexOf(bytes, from, to, (byte) ']');
    }

    /** Takes the next byte where it can belong to the end; where not, it is not used up, and what was taken before passes. */
    boolean take(byte c) {
        if (matched < END_AND_NEXT.length && c == END_AND_NEXT[matched]) {
            matched++;
            if (matched == END_AND_NEXT.length) {
                pass(matched);
                matched = 0;
            }
            return true;
        }
        if (c == ']' && matched == END - 1) {
            pass(1);
            return true;
        }
        if (matched < END) {
            pass(matched);
            matched = 0;
        }
        return false;
    }

    /** Whether the end was there and no section follows directly. */
    boolean hasEnded() {
        return matched >= END;
    }

    private void pass(int length) {
        passed = length == 0 ? NOTHING : Arrays.copyOf(END_AND_NEXT, length);
    }

    /** What was taken and is content after all; each time once. */
    byte[] passed() {
        byte[] content = passed;
        passed = NOTHING;
        return content;
    }
}
