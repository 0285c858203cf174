package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContainerStageTest {
    private final Written container = new Written();
    private final ContainerStage stage = new ContainerStage(container);

    /** Stands for the container's stream: remembers each write. */
    private static final class Written extends ServletOutputStream {
        private final List<String> calls = new ArrayList<>();
        private final List<byte[]> arrays = new ArrayList<>();
        private boolean broken;

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (broken) {
                throw new IOException("the visitor has gone");
            }
            arrays.add(bytes);
            calls.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }

        @Override
        public void write(int b) {
            throw new AssertionError("never byte by byte");
        }

        @Override
        public void flush() {
            calls.add("(flush)");
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new AssertionError("nobody listens");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void write(String text) throws IOException {
        stage.write(ascii(text), 0, text.length());
    }

    @Test
    void whatComesOutOfOneCallIsOneWrite() throws IOException {
        stage.begin(1000);
        write("<p>");
        write("text");
        write("</p>");
        stage.send();
        stage.done();

        assertThat(container.calls).containsExactly("<p>text</p>");
    }

    @Test
    void outsideOfACallNothingIsKeptBack() throws IOException {
        write("a");
        stage.begin(10);
        write("b");

        assertThat(container.calls).containsExactly("a", "b");
    }

    @Test
    void aFlushSendsWhatWasGatheredFirst() throws IOException {
        stage.begin(1000);
        write("a");
        write("b");
        stage.flush();
        write("c");
        stage.send();
        stage.done();

        assertThat(container.calls).containsExactly("ab", "(flush)", "c");
    }

    @Test
    void whatFitsIntoAContainersBufferIsSentInPiecesThatDoNotCommitIt() throws IOException {
        stage.begin(8000);
        for (int i = 0; i < 30; i++) {
            write("x".repeat(300));
        }
        stage.send();
        stage.done();

        assertThat(String.join("", container.calls)).hasSize(9000);
        assertThat(container.calls).hasSizeLessThan(5).allMatch(piece -> piece.length() <= 4096);
    }

    @Test
    void aLongRunLeavesAsItLies() throws IOException {
        byte[] page = ascii("x".repeat(60_000));
        stage.begin(page.length);
        write("<!doctype html>");
        stage.write(page, 0, page.length);
        write("</html>");
        stage.send();

        assertThat(container.calls).hasSize(3).startsWith("<!doctype html>").endsWith("</html>");
        assertThat(container.arrays.get(1)).isSameAs(page);
    }

    @Test
    void anotherThreadOfTheSameResponseWritesByItself() throws Exception {
        stage.begin(1000);
        write("gathered");
        Thread other = new Thread(() -> {
            try {
                stage.begin(1000);
                write("other");
                stage.send();
                stage.done();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        other.join();
        write(", all of it");
        stage.send();
        stage.done();

        assertThat(container.calls).containsExactly("other", "gathered, all of it");
    }

    /** Arrays are lent: what one response gathers may never be seen in another. */
    @Test
    void responsesAtTheSameTimeDoNotShareAnArray() throws IOException {
        Written second = new Written();
        ContainerStage other = new ContainerStage(second);
        for (int i = 0; i < 100; i++) {
            stage.begin(1000);
            other.begin(1000);
            write("one");
            other.write(ascii("two"), 0, 3);
            write("one");
            other.send();
            other.done();
            stage.send();
            stage.done();
        }

        assertThat(container.calls).hasSize(100).containsOnly("oneone");
        assertThat(second.calls).hasSize(100).containsOnly("two");
    }

    @Test
    void afterAFailedCallNothingOfItIsLeft() throws IOException {
        stage.begin(1000);
        write("lost");
        container.broken = true;
        assertThatIOException().isThrownBy(stage::send);
        stage.done();

        container.broken = false;
        stage.begin(1000);
        write("next");
        stage.send();
        stage.done();

        assertThat(container.calls).containsExactly("next");
    }

    @Test
    void inNonBlockingModeACallMakesOneWriteAtMost() throws IOException {
        stage.nonBlocking();
        stage.begin(100_000);
        write("x".repeat(50_000));
        write("y".repeat(50_000));
        stage.flush();
        assertThat(container.calls).isEmpty();
        stage.send();
        stage.done();

        assertThat(container.calls).hasSize(1);
        assertThat(stage.holds()).isFalse();
    }
}
