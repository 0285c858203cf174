package io.consentfilter.page;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The app's stream. {@code write(ByteBuffer)} of Servlet 6.1 comes by inheritance and ends in {@link #write(byte[], int, int)}. */
final class RewritingOutput extends ServletOutputStream {
    private static final byte[] NONE = {};

    private final PageBody body;
    private byte[] one = NONE;

    RewritingOutput(PageBody body) {
        this.body = body;
    }

    @Override
    public void write(int b) throws IOException {
        if (one.length == 0) {
            one = new byte[1];
        }
        one[0] = (byte) b;
        body.write(one, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
        body.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        body.flush();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        body.setWriteListener(listener);
    }
}
