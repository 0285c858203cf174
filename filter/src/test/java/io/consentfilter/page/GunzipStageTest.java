package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class GunzipStageTest {
    private static final String TEXT = "<p>some text that repeats, some text that repeats</p>".repeat(20);

    /** Keeps what arrives. */
    private static final class Kept implements Stage {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        @Override
        public void write(byte[] page, int offset, int length) {
            bytes.write(page, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void end() {
            ended = true;
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** A member with every optional field of RFC 1952 §2.3. */
    private static byte[] withAllFields(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
        out.writeBytes(new byte[] {3, 0, 1, 2, 3});
        out.writeBytes("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {7, 7});
        Deflater deflater = new Deflater(9, true);
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        deflater.setInput(plain);
        deflater.finish();
        byte[] chunk = new byte[10_000];
        out.write(chunk, 0, deflater.deflate(chunk));
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(plain);
        out.writeBytes(new byte[8]);
        return out.toByteArray();
    }

    private static String unpacked(byte[] packed, int cut) throws IOException {
        Kept kept = new Kept();
        GunzipStage stage = new GunzipStage(kept);
        stage.write(packed, 0, cut);
        stage.write(packed, cut, packed.length - cut);
        stage.end();
        assertThat(kept.ended).isTrue();
        return kept.bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyCutGivesTheSamePage() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(gzip(TEXT));
        members.writeBytes(withAllFields("second"));
        members.writeBytes(gzip(""));
        byte[] packed = members.toByteArray();
        for (int cut = 0; cut <= packed.length; cut++) {
            assertThat(unpacked(packed, cut)).as("cut at " + cut).isEqualTo(TEXT + "second");
        }
    }

    /** Chromium shows the page and ignores what follows it. */
    @Test
    void bytesBehindThePageDoNotBreakIt() throws IOException {
        for (String behind : new String[] {"\0\0\0\0", "\n", "<!-- 3 ms -->", "\u001F\n"}) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(gzip(TEXT));
            all.writeBytes(behind.getBytes(StandardCharsets.ISO_8859_1));
            byte[] packed = all.toByteArray();
            for (int cut = 0; cut <= packed.length; cut++) {
                assertThat(unpacked(packed, cut)).as("cut at " + cut).isEqualTo(TEXT);
            }
        }
    }

    /** A page that the app packs and flushes in pieces is seen in pieces. */
    @Test
    void whatIsFlushedCanBeUnpackedAtOnce() throws IOException {
        Kept kept = new Kept();
        GunzipStage stage = new GunzipStage(new GzipStage(kept));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        GZIPOutputStream app = new GZIPOutputStream(packed, 512, true);
        app.write(TEXT.getBytes(StandardCharsets.UTF_8));
        app.flush();
        stage.write(packed.toByteArray(), 0, packed.size());
        stage.flush();

        assertThat(unpacked(kept.bytes.toByteArray(), 0)).isEqualTo(TEXT);
    }

    @Test
    void whatIsNoGzipIsSaid() {
        GunzipStage stage = new GunzipStage(new Kept());

        assertThatThrownBy(() -> stage.write("<p>".getBytes(StandardCharsets.UTF_8), 0, 3))
                .isInstanceOf(IOException.class);
    }
}
