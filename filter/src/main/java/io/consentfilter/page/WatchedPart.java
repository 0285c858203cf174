package io.consentfilter.page;

import jakarta.servlet.http.Part;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A part of a form that is looked at while the app reads it; a part that the app never reads, or writes to a file, is not. */
final class WatchedPart implements Part {
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

    @Override
    public void write(String fileName) throws IOException {
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
