package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MarkWatchTest {
    private final Metrics metrics = new Metrics();
    private final MarkWatch watch = new MarkWatch(metrics, "/editor");

    private long found() {
        return metrics.value(Counter.MARKS_POSTED);
    }

    @Test
    void markIsFoundAtEveryCut() {
        byte[] body = "<p>dadata-data-choice-src=x".getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= body.length; cut++) {
            MarkWatch fresh = new MarkWatch(metrics, "/editor");
            fresh.see(body, 0, cut);
            fresh.see(body, cut, body.length - cut);
            assertThat(found()).as("cut at " + cut).isEqualTo(cut + 1L);
        }
    }

    @Test
    void oneBodyCountsOnce() throws IOException {
        watch.see("a data-choice-src b data-choice-src");
        watch.see("data-choice-type");
        new WatchedReader(new StringReader("data-choice-src"), watch).read(new char[99]);

        assertThat(found()).isEqualTo(1);
    }

    @Test
    void ordinaryBodiesAreNotCounted() throws IOException {
        watch.see("data-choicesrc");
        watch.see("data-choice".getBytes(StandardCharsets.US_ASCII), 0, 11);
        assertThat(new WatchedReader(new StringReader("text"), watch).read()).isEqualTo('t');

        assertThat(found()).isZero();
    }
}
