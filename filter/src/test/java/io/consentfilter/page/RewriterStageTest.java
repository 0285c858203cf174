package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.rewrite.FaultyCharset;
import io.consentfilter.rewrite.Rewriting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RewriterStageTest {
    private final Metrics metrics = new Metrics();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final RewriterStage stage = stage(new FaultyCharset(0));

    private RewriterStage stage(FaultyCharset charset) {
        return new RewriterStage(Rewriting.page().charset(charset).context(), new Kept(), metrics);
    }

    @Test
    void pageWhoseRewritingFailsAfterBytesHaveLeftArrivesWhole() throws IOException {
        write("<p>first<img src=//t.example/a><img src='&#47;b.png'><p>last");
        stage.end();

        assertThat(out)
                .hasToString("<p>first<img data-choice-service=\"\" data-choice-src=//t.example/a>"
                        + "<img src='&#47;b.png'><p>last");
    }

    @Test
    void tagThatACutDividesIsNotLostWhenItFails() throws IOException {
        write("<p>first<img src='&#4");
        write("7;b.png'><p>last");
        write("<p>more");
        stage.end();

        assertThat(out).hasToString("<p>first<img src='&#47;b.png'><p>last<p>more");
    }

    @Test
    void whatIsHeldUntilTheEndIsNotLostWhenItFails() throws IOException {
        write("<p>first<script type=importmap>{}");
        stage.end();

        assertThat(out).hasToString("<p>first<script type=importmap>{}");
    }

    @Test
    void pageThatFailsIsCountedOnce() throws IOException {
        write("<p>first<img src='&#47;b.png'>");
        write("<img src='&#47;c.png'>");
        stage.end();

        assertThat(metrics.value(Counter.ERRORS)).isOne();
        assertThat(metrics.value(Counter.PAGES_REWRITTEN)).isOne();
    }

    @Test
    void whatTheContainerThrowsIsTheAppsAffair() {
        RewriterStage broken = new RewriterStage(
                Rewriting.page().context(),
                new Kept() {
                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        throw new IllegalStateException("recycled");
                    }
                },
                metrics);

        assertThatThrownBy(() -> broken.write(new byte[] {'a'}, 0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("recycled");
        assertThat(metrics.value(Counter.ERRORS)).isZero();
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        stage.write(bytes, 0, bytes.length);
    }

    private class Kept implements Stage {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void end() {}
    }
}
