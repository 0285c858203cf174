package io.consentfilter.page;

import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The last step. A container in non-blocking mode allows one write per {@code isReady()}, and the rewriter makes several out of
 * one: then they are gathered, and sent as one when the app's call is done.
 */
final class ContainerStage implements Stage {
    private final ServletOutputStream out;
    private boolean gathering;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(0);

    ContainerStage(ServletOutputStream out) {
        this.out = out;
    }

    void gather() {
        gathering = true;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (gathering) {
            gathered.write(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        if (!gathering) {
            out.flush();
        }
    }

    @Override
    public void end() {}

    boolean holds() {
        return gathered.size() > 0;
    }

    /** Hands over what was gathered; the container keeps the array until it is ready again, so it is a fresh one. */
    void send() throws IOException {
        if (holds()) {
            byte[] bytes = gathered.toByteArray();
            gathered.reset();
            out.write(bytes, 0, bytes.length);
        }
    }
}
