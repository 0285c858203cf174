package io.consentfilter.page;

import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The last step. The rewriter makes many small writes out of one of the app's, and each costs a container a lock and a look at its
 * state: within one call of the app they are gathered in a lent array. When the call is done nothing is left here, so that the
 * container's buffer, its {@code reset} and its {@code isCommitted} are what they would be.
 *
 * <p>A container in non-blocking mode allows one write per {@code isReady()}: then all of a call is gathered, and sent as one.
 */
final class ContainerStage implements Stage {
    /** What becomes of fewer bytes is hardly ever more than one write. */
    private static final int GATHERED_CALL_BYTES_MIN = 64;

    private final ServletOutputStream out;
    private boolean nonBlocking;
    private @Nullable ByteArrayOutputStream waiting;
    private @Nullable Gathering gathering;
    private @Nullable Gathering idle;

    ContainerStage(ServletOutputStream out) {
        this.out = out;
    }

    void nonBlocking() {
        nonBlocking = true;
    }

    /** A call of the app begins that brings so many bytes. */
    void begin(int bytes) {
        boolean othersCall = gathering != null && !gathering.isMine();
        if (!nonBlocking && !othersCall && bytes >= GATHERED_CALL_BYTES_MIN) {
            Gathering ours = idle;
            if (ours == null || !ours.isMine()) {
                ours = new Gathering(out);
            }
            ours.begin(bytes);
            gathering = ours;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (nonBlocking) {
            keep(bytes, offset, length);
            return;
        }
        Gathering ours = gathering;
        if (ours != null && ours.isMine()) {
            ours.write(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        ByteArrayOutputStream all = waiting;
        if (all == null) {
            all = new ByteArrayOutputStream(0);
            waiting = all;
        }
        all.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (!nonBlocking) {
            Gathering ours = gathering;
            if (ours != null && ours.isMine()) {
                ours.send();
            }
            out.flush();
        }
    }

    @Override
    public void end() {}

    boolean holds() {
        return waiting != null && waiting.size() > 0;
    }

    /** Hands over what was gathered; in non-blocking mode the container keeps the array until it is ready again, so it is a fresh one. */
    void send() throws IOException {
        Gathering ours = gathering;
        if (ours != null && ours.isMine()) {
            ours.send();
        }
        if (nonBlocking && waiting != null && holds()) {
            byte[] bytes = waiting.toByteArray();
            waiting.reset();
            out.write(bytes, 0, bytes.length);
        }
    }

    /** The call of the app is over, however it went. */
    void done() {
        Gathering ours = gathering;
        if (ours != null && ours.isMine()) {
            ours.giveBack();
            gathering = null;
            idle = ours;
        }
    }
}
