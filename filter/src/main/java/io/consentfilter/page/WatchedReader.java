package io.consentfilter.page;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A request body, read as text, that is looked at on its way to the app. */
final class WatchedReader extends FilterReader {
    private final MarkWatch watch;

    WatchedReader(Reader in, MarkWatch watch) {
        super(in);
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        if (c >= 0) {
            watch.see(c);
        }
        return c;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        int count = super.read(chars, offset, length);
        for (int i = 0; i < count; i++) {
            watch.see(chars[offset + i]);
        }
        return count;
    }
}
