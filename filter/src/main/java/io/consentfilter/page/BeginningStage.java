package io.consentfilter.page;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page's first bytes until its encoding can be told from them, as browsers do (HTML standard, 13.2.3.2): however the app cuts
 * its page, and whatever unpacked it before, the same bytes decide. A flush or the end decides from what is there.
 */
final class BeginningStage implements Stage {
    /** Makes the steps that follow, once the page's beginning is known. */
    interface Start {
        Stage of(byte[] beginning, int offset, int length);
    }

    private final int bytesNeeded;
    private final Start start;
    private byte[] held = {};
    private int heldBytes;
    private @Nullable Stage next;

    BeginningStage(int bytesNeeded, Start start) {
        this.bytesNeeded = bytesNeeded;
        this.start = start;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (next != null) {
            next.write(bytes, offset, length);
        } else if (heldBytes == 0 && length >= bytesNeeded) {
            begin(bytes, offset, length);
        } else {
            hold(bytes, offset, length);
        }
    }

    private void hold(byte[] bytes, int offset, int length) throws IOException {
        held = Arrays.copyOf(held, Math.max(bytesNeeded, heldBytes + length));
        System.arraycopy(bytes, offset, held, heldBytes, length);
        heldBytes += length;
        if (heldBytes >= bytesNeeded) {
            release();
        }
    }

    private void release() throws IOException {
        byte[] beginning = held;
        held = new byte[0];
        begin(beginning, 0, heldBytes);
    }

    private void begin(byte[] bytes, int offset, int length) throws IOException {
        Stage begun = start.of(bytes, offset, length);
        next = begun;
        begun.write(bytes, offset, length);
    }

    /** The steps that follow, with all that was held. */
    private Stage begun() throws IOException {
        if (next == null) {
            release();
        }
        return Objects.requireNonNull(next);
    }

    @Override
    public void flush() throws IOException {
        begun().flush();
    }

    @Override
    public void end() throws IOException {
        begun().end();
    }
}
