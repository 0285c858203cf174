package io.consentfilter.page;

import java.util.Arrays;

/**
 * First bytes of a body without a type that decide nothing: they wait for what follows. A browser skips blanks before it looks at what
 * the body is (WHATWG MIME Sniffing §7.1). What packs a body writes the head of its format as soon as it is made, and apps make it
 * before they say what they send.
 */
final class LeadingBlanks {
    /** So many of a body's first bytes a browser looks at (WHATWG MIME Sniffing §5.2). */
    private static final int SNIFFED_BYTES_MAX = 1445;

    /** What every gzip body begins with (RFC 1952 §2.3). */
    private static final int GZIP_HEAD_BYTES = 10;

    private final boolean packed;
    private byte[] held = {};

    /**
     * @param packed whether the body says that it is packed
     */
    LeadingBlanks(boolean packed) {
        this.packed = packed;
    }

    /** Keeps bytes that say nothing yet; false for others, which are not kept. */
    boolean keeps(byte[] bytes, int offset, int length) {
        int all = held.length + length;
        boolean saysNothing =
                packed ? all <= GZIP_HEAD_BYTES : all <= SNIFFED_BYTES_MAX && LeadingBytes.blank(bytes, offset, length);
        if (saysNothing) {
            held = before(bytes, offset, length);
        }
        return saysNothing;
    }

    /** Whether what follows cannot be read without these. */
    boolean packed() {
        return packed;
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
