package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextEncoderTest {
    private static final String[] PIECES = {
        "a",
        "plain text of a page, longer than eight letters",
        "ä",
        "Grüße aus Zürich",
        "\u0080\u00FF",
        "Ā",
        "Привет, мир",
        "日本語の文",
        "\uD83D\uDE00",
        "\uD83D\uDE00\uD83D\uDE00 x",
        "\uFFFF",
        "\u07FF\u0800",
        "\0",
        "<p class=\"x\">"
    };
    private static final String[] HALVES = {"\uD83D", "\uDE00", "\uDE00\uD83D"};

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "US-ASCII", "windows-1252", "ISO-8859-15", "UTF-16", "Shift_JIS"})
    void textIsEncodedAsThePlatformDoesHoweverItIsCut(String charset) {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            String text = text(random);

            assertThat(encoded(text, Charset.forName(charset), random))
                    .as("%s of round %d", charset, round)
                    .isEqualTo(text.getBytes(Charset.forName(charset)));
        }
    }

    @Test
    void everyCharacterOfTheFirstPlaneIsEncodedAsThePlatformDoes() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            all.append(c).append('x');
        }
        String text = all.toString();

        assertThat(encoded(text, StandardCharsets.UTF_8, new Random(1)))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        boolean halves = random.nextInt(3) == 0;
        for (int i = random.nextInt(200); i > 0; i--) {
            String[] from = halves && random.nextInt(5) == 0 ? HALVES : PIECES;
            text.append(from[random.nextInt(from.length)]);
        }
        // What would still wait for its other half is the writer's business.
        return text.append('.').toString();
    }

    private static byte[] encoded(String text, Charset charset, Random random) {
        TextEncoder encoder = TextEncoder.of(charset);
        char[] chars = new char[RewritingWriter.CHARS];
        byte[] bytes = new byte[encoder.bytesMax(text.length()) + encoder.bytesMax(RewritingWriter.CHARS)];
        int at = 0;
        int count = 0;
        for (int from = 0; from < text.length(); ) {
            int taken = Math.min(text.length() - from, 1 + random.nextInt(chars.length - count));
            text.getChars(from, from + taken, chars, count);
            from += taken;
            count += taken;
            at = encoder.encode(chars, count, bytes, at);
            chars[0] = chars[count - 1];
            count = encoder.left();
        }
        return Arrays.copyOf(bytes, at);
    }
}
