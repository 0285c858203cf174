package io.consentfilter.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;

/** Reads a request's body, bounded in size and time. */
final class Body {
    /** A decision is a few hundred bytes; two thousand services with long ids still fit. */
    static final int BODY_BYTES_MAX = 64 * 1024;

    /** A slow line may take its time; a thread is not held longer by bytes that trickle. */
    static final Duration BODY_DURATION_MAX = Duration.ofSeconds(30);

    /**
     * So much of a body that is too large is read all the same, and thrown away: a connection closed over unread bytes is reset, and
     * the sender may never see the answer (RFC 9112 §9.6).
     */
    static final int LEFT_OVER_BYTES_MAX = 256 * 1024;

    /** And no longer. */
    static final Duration LEFT_OVER_DURATION_MAX = Duration.ofSeconds(2);

    private Body() {}

    static byte[] read(HttpServletRequest request) throws RefusedException {
        try {
            InputStream in = request.getInputStream();
            if (request.getContentLengthLong() > BODY_BYTES_MAX) {
                throw tooLarge(in);
            }
            return read(in, BODY_DURATION_MAX);
        } catch (IOException e) {
            throw Problem.of(400, "The body ended before it was complete.");
        }
    }

    static byte[] read(InputStream in, Duration durationMax) throws IOException, RefusedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        byte[] piece = new byte[4096];
        long begin = System.nanoTime();
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            body.write(piece, 0, length);
            if (body.size() > BODY_BYTES_MAX) {
                throw tooLarge(in);
            }
            if (System.nanoTime() - begin > durationMax.toNanos()) {
                throw Problem.of(408, "The body took longer than " + durationMax.toSeconds() + " seconds.");
            }
        }
        return body.toByteArray();
    }

    /** Type and subtype, lower case, without parameters; empty where there is none. */
    static String mediaType(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static RefusedException tooLarge(InputStream in) {
        byte[] piece = new byte[4096];
        long begin = System.nanoTime();
        int left = 0;
        try {
            for (int length = 0; length >= 0 && left < LEFT_OVER_BYTES_MAX; length = in.read(piece)) {
                left += length;
                if (System.nanoTime() - begin > LEFT_OVER_DURATION_MAX.toNanos()) {
                    break;
                }
            }
        } catch (IOException e) {
            // Nobody is there any more to whom an answer could matter.
        }
        return Problem.of(413, "The body is larger than " + BODY_BYTES_MAX + " bytes.");
    }
}
