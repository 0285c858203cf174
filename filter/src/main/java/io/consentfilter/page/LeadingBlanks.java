package io.consentfilter.page;

import java.util.Arrays;

/**
 * Blanks before a body without a type. A browser skips them before it looks at what the body is (WHATWG MIME Sniffing §7.1), so
 * they decide nothing: they wait for what follows.
 */
final class LeadingBlanks {
    /** So many of a body's first bytes a browser looks at (WHATWG MIME Sniffing §5.2). */
    private static final int SNIFFED_BYTES_MAX = 1445;

    private byte[] held = {};

    /** Keeps bytes that say nothing yet; false for others, which are not kept. */
    boolean keeps(byte[] bytes, int offset, int length) {
        boolean blank = held.length + length <= SNIFFED_BYTES_MAX && LeadingBytes.blank(bytes, offset, length);
        if (blank) {
            held = before(bytes, offset, length);
        }
        return blank;
    }

    /** All that was kept, and these bytes behind it. */
    byte[] before(byte[] bytes, int offset, int length) {
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, all, held.length, length);
        return all;
    }

    byte[] held() {
        return held;
    }
}
