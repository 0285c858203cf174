package io.consentfilter.html;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Lends the arrays that unfinished tokens are held in, so that a page with a long script does not cost a new one. Never blocks. */
final class HoldPool {
    /** Fits an inline script as long as is ever held, with its tag. */
    static final int LENGTH = 20_480;

    private static final int ARRAYS_MAX = 32;
    private static final AtomicReferenceArray<byte[]> ARRAYS = new AtomicReferenceArray<>(ARRAYS_MAX);

    private HoldPool() {}

    static byte[] take() {
        for (int i = 0; i < ARRAYS_MAX; i++) {
            byte[] array = ARRAYS.get(i);
            if (array != null && ARRAYS.compareAndSet(i, array, null)) {
                return array;
            }
        }
        return new byte[LENGTH];
    }

    static void giveBack(byte[] array) {
        for (int i = 0; i < ARRAYS_MAX; i++) {
            if (ARRAYS.get(i) == null && ARRAYS.compareAndSet(i, null, array)) {
                return;
            }
        }
    }
}
