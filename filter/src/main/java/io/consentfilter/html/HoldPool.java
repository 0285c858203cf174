package io.consentfilter.html;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends the arrays that unfinished tokens are held in, in three sizes, so that a page with a long script or attribute does not cost a
 * new one. Never blocks: where none is left, one is made.
 */
final class HoldPool {
    /** Nearly every tag that a cut divides. */
    private static final HoldPool SMALL = new HoldPool(2 * 1024, 64);

    /** An inline script as long as is ever held, with its tag and the slice behind it. */
    private static final HoldPool MIDDLE = new HoldPool(24 * 1024, 32);

    /** A tag as long as is ever held, and such a script behind it. */
    private static final HoldPool LARGE = new HoldPool(HtmlTokenizer.TAG_BYTES_MAX + 24 * 1024, 8);

    private final int length;
    private final AtomicReferenceArray<byte[]> arrays;

    private HoldPool(int length, int arraysMax) {
        this.length = length;
        this.arrays = new AtomicReferenceArray<>(arraysMax);
    }

    /** An array of at least that length. */
    static byte[] take(int length) {
        if (length <= SMALL.length) {
            return SMALL.take();
        }
        if (length <= MIDDLE.length) {
            return MIDDLE.take();
        }
        return length <= LARGE.length ? LARGE.take() : new byte[length * 2];
    }

    /** Takes an array back, if it is one of ours. */
    static void giveBack(byte[] array) {
        if (array.length == SMALL.length) {
            SMALL.put(array);
        } else if (array.length == MIDDLE.length) {
            MIDDLE.put(array);
        } else if (array.length == LARGE.length) {
            LARGE.put(array);
        }
    }

    private byte[] take() {
        for (int i = 0; i < arrays.length(); i++) {
            byte[] array = arrays.get(i);
            if (array != null && arrays.compareAndSet(i, array, null)) {
                return array;
            }
        }
        return new byte[length];
    }

    private void put(byte[] array) {
        for (int i = 0; i < arrays.length(); i++) {
            if (arrays.get(i) == null && arrays.compareAndSet(i, null, array)) {
                return;
            }
        }
    }
}
