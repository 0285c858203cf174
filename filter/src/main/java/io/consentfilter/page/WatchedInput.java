package io.consentfilter.page;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A request body that is looked at on its way to the app. */
final class WatchedInput extends ServletInputStream {
    private static final @Nullable MethodHandle READ =
            Servlet61.method(ServletInputStream.class, "read", int.class, ByteBuffer.class);

    private final ServletInputStream in;
    private final MarkWatch watch;

    WatchedInput(ServletInputStream in, MarkWatch watch) {
        this.in = in;
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            watch.see(b);
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            watch.see(bytes, offset, count);
        }
        return count;
    }

    /**
     * Servlet 6.1: {@code ServletInputStream.read(ByteBuffer)}. What is inherited asks {@code isReady()} first, which Jetty denies where
     * nothing has come yet; its own stream waits.
     */
    public int read(ByteBuffer buffer) throws IOException {
        MethodHandle read = READ;
        if (read == null) {
            throw new UnsupportedOperationException("read(ByteBuffer) needs Servlet 6.1");
        }
        // Containers leave the buffer's position where they like.
        ByteBuffer seen = buffer.duplicate();
        int count = Servlet61.call(() -> (int) read.invoke(in, buffer));
        for (int i = 0; i < count; i++) {
            watch.see(seen.get());
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
