package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
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
    void whoeverPostsMarksNeitherFillsTheLogNorWritesLinesIntoIt() {
        List<String> told = new ArrayList<>();
        Logger logger = Logger.getLogger("io.consentfilter");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            for (int i = 0; i < 1000; i++) {
                new MarkWatch(metrics, "/editor\r\nSEVERE: \u2028 forged").see("data-choice-src");
            }
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(found()).isEqualTo(1000);
        assertThat(told).hasSize(10);
        assertThat(told).allSatisfy(line -> assertThat(line).contains("/editor??SEVERE: ? forged"));
        assertThat(told.get(9)).endsWith("512");
    }

    @Test
    void ordinaryBodiesAreNotCounted() throws IOException {
        watch.see("data-choicesrc");
        watch.see("data-choice".getBytes(StandardCharsets.US_ASCII), 0, 11);
        assertThat(new WatchedReader(new StringReader("text"), watch).read()).isEqualTo('t');

        assertThat(found()).isZero();
    }
}
