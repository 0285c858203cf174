package io.consentfilter.page;

import jakarta.servlet.http.Part;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A part of a form that is looked at while the app reads it, or before it has it written to a file; one that it leaves alone is not. */
final class WatchedPart implements Part {
    /** So much of a part is looked at before it is written: a page that we rewrote has a mark sooner. */
    static final int WRITTEN_BYTES_SEEN_MAX = 1 << 20;

    private static final int PIECE_BYTES = 8192;

    private final Part part;
    private final MarkWatch watch;

    WatchedPart(Part part, MarkWatch watch) {
        this.part = part;
        this.watch = watch;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        watch.anew();
        return new Watched(part.getInputStream(), watch);
    }

    @Override
    public @Nullable String getContentType() {
        return part.getContentType();
    }

    @Override
    public String getName() {
        return part.getName();
    }

    @Override
    public @Nullable String getSubmittedFileName() {
        return part.getSubmittedFileName();
    }

    @Override
    public long getSize() {
        return part.getSize();
    }

    /** Looked at before: containers move what they kept, and then it cannot be read any more. */
    @Override
    public void write(String fileName) throws IOException {
        try (InputStream in = getInputStream()) {
            byte[] piece = new byte[PIECE_BYTES];
            int seen = 0;
            for (int count = 0; count >= 0 && seen < WRITTEN_BYTES_SEEN_MAX; count = in.read(piece)) {
                seen += count;
            }
        } catch (IOException | RuntimeException e) {
            // A part that cannot be read: the container says it, where it matters to the app.
        }
        part.write(fileName);
    }

    @Override
    public void delete() throws IOException {
        part.delete();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return part.getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return part.getHeaders(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return part.getHeaderNames();
    }

    private static final class Watched extends FilterInputStream {
        private final MarkWatch watch;

        Watched(InputStream in, MarkWatch watch) {
            super(in);
            this.watch = watch;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                watch.see(b);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count > 0) {
                watch.see(bytes, offset, count);
            }
            return count;
        }
    }
}
