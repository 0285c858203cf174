package io.consentfilter.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that stays open, one request after the other. */
final class CostClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final byte[] request;
    private final byte[] buffer = new byte[256 * 1024];
    private int at;
    private int end;

    CostClient(int port, String path) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        request = ("GET " + path + " HTTP/1.1\r\nHost: " + CostPages.HOST
                        + "\r\nAccept: text/html\r\nAccept-Language: de,en;q=0.7\r\nCookie: a=1; b=2\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    void ask(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            begin();
            finish();
        }
    }

    /** Asks for so long; returns how often. */
    int askFor(double seconds) throws IOException {
        long stop = System.nanoTime() + (long) (seconds * 1e9);
        int times = 0;
        while (System.nanoTime() < stop) {
            ask(1);
            times++;
        }
        return times;
    }

    /** Sends a request and waits for the first byte of its answer. */
    void begin() throws IOException {
        socket.getOutputStream().write(request);
        fill();
    }

    /** Reads the answer to its end: by its length, or up to the last chunk. */
    void finish() throws IOException {
        long length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(line.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:");
        }
        if (!chunked) {
            skip(length);
            return;
        }
        for (long chunk = chunkLength(); chunk > 0; chunk = chunkLength()) {
            skip(chunk + 2);
        }
        line();
    }

    private long chunkLength() throws IOException {
        return Long.parseLong(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++];
    }

    private void skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (at == end) {
                fill();
            }
            int here = (int) Math.min(left, end - at);
            at += here;
            left -= here;
        }
    }

    private void fill() throws IOException {
        at = 0;
        end = in.read(buffer);
        if (end < 0) {
            throw new IOException("the connection was closed");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
