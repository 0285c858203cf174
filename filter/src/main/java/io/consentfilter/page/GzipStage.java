package io.consentfilter.page;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Packs a page again that the app had packed. A flush really flushes, so that streaming pages keep streaming. */
final class GzipStage implements Stage {
    private static final int CHUNK = 2048;

    private final Stage next;
    private final GZIPOutputStream gzip;

    GzipStage(Stage next) throws IOException {
        this.next = next;
        this.gzip = new GZIPOutputStream(new ToStage(next), CHUNK, true);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        gzip.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        gzip.flush();
        next.flush();
    }

    @Override
    public void end() throws IOException {
        gzip.close();
        next.end();
    }

    private static final class ToStage extends OutputStream {
        private final Stage stage;

        ToStage(Stage stage) {
            this.stage = stage;
        }

        @Override
        public void write(int b) throws IOException {
            stage.write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stage.write(bytes, offset, length);
        }
    }
}
