package io.consentfilter.page;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Small writes of one call, gathered in a lent array and sent in larger ones; what is large leaves as it lies. It belongs to the
 * thread that made it: an app that writes to one response from two threads at once must not get another response's array.
 */
final class Gathering {
    /** What containers take into their buffer without sending it at once (Jetty: a quarter of 32 KB). */
    private static final int BUFFERED_BYTES_MAX = 4096;

    private static final int BYTES = 32 * 1024;

    /** Arrays that wait for their next use, at most 512 KB in all. */
    private static final AtomicReferenceArray<byte[]> LENT = new AtomicReferenceArray<>(16);

    private static final byte[] NONE = {};

    private final ServletOutputStream out;
    private final Thread owner = Thread.currentThread();
    private int sentAt;
    private byte[] bytes = NONE;
    private int length;

    Gathering(ServletOutputStream out) {
        this.out = out;
    }

    /**
     * Gathers what becomes of one call.
     *
     * @param callBytes bytes that the app wrote: as long as they fit into the container's buffer, so shall ours
     */
    void begin(int callBytes) {
        sentAt = callBytes > 2 * BUFFERED_BYTES_MAX ? BYTES : BUFFERED_BYTES_MAX;
    }

    boolean isMine() {
        return owner == Thread.currentThread();
    }

    void write(byte[] more, int offset, int moreBytes) throws IOException {
        if (length + moreBytes > sentAt) {
            send();
            if (moreBytes >= sentAt / 2) {
                out.write(more, offset, moreBytes);
                return;
            }
        }
        if (bytes == NONE) {
            bytes = taken();
        }
        System.arraycopy(more, offset, bytes, length, moreBytes);
        length += moreBytes;
    }

    void send() throws IOException {
        int all = length;
        length = 0;
        if (all > 0) {
            out.write(bytes, 0, all);
        }
    }

    void giveBack() {
        byte[] array = bytes;
        bytes = NONE;
        length = 0;
        if (array == NONE) {
            return;
        }
        for (int i = 0; i < LENT.length(); i++) {
            if (LENT.get(i) == null && LENT.compareAndSet(i, null, array)) {
                return;
            }
        }
    }

    private static byte[] taken() {
        for (int i = 0; i < LENT.length(); i++) {
            byte[] array = LENT.get(i);
            if (array != null && LENT.compareAndSet(i, array, null)) {
                return array;
            }
        }
        return new byte[BYTES];
    }
}
