package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BeginningStageTest {
    private final List<String> beginnings = new ArrayList<>();
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final List<String> signals = new ArrayList<>();
    private final BeginningStage stage = new BeginningStage(4, this::begin);

    private Stage begin(byte[] bytes, int offset, int length) {
        beginnings.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        return new Stage() {
            @Override
            public void write(byte[] page, int at, int size) {
                passed.write(page, at, size);
            }

            @Override
            public void flush() {
                signals.add("flush after " + passed);
            }

            @Override
            public void end() {
                signals.add("end after " + passed);
            }
        };
    }

    private void write(String text) throws IOException {
        byte[] bytes = ("--" + text + "--").getBytes(StandardCharsets.US_ASCII);
        stage.write(bytes, 2, text.length());
    }

    @Test
    void firstPieceThatIsLongEnoughIsNotHeld() throws IOException {
        write("abcd");

        assertThat(beginnings).containsExactly("abcd");
        assertThat(passed).hasToString("abcd");
    }

    @Test
    void everyCutShowsAtLeastWhatIsNeededAndLosesNothing() throws IOException {
        for (String piece : List.of("a", "bc", "defg", "h", "ijklm")) {
            write(piece);
        }
        stage.end();

        assertThat(beginnings).containsExactly("abcdefg");
        assertThat(signals).containsExactly("end after abcdefghijklm");
    }

    @Test
    void flushDoesNotWaitForMore() throws IOException {
        write("ab");
        stage.flush();
        write("c");

        assertThat(beginnings).containsExactly("ab");
        assertThat(signals).containsExactly("flush after ab");
        assertThat(passed).hasToString("abc");
    }

    @Test
    void endGivesOutWhatIsShorter() throws IOException {
        write("ab");
        stage.end();

        assertThat(beginnings).containsExactly("ab");
        assertThat(signals).containsExactly("end after ab");
    }
}
