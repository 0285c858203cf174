package io.consentfilter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.GeneratedFile;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetricsReferenceTest {
    @Test
    void theListOfCountersIsMadeFromTheEnum() {
        String rows = Arrays.stream(Counter.values())
                .map(counter -> "| `" + counter.name().toLowerCase(Locale.ROOT).replace('_', '-') + "` | "
                        + counter.meaning() + " |\n")
                .collect(Collectors.joining());
        GeneratedFile.holds("docs/metrics.md", """
                # Metrics

                <!-- Made from metrics.Counter by MetricsReferenceTest; run it with -Dupdate. -->

                Counted since start, without any identifier. Beside these, withheld services, undeclared hosts and undeclared
                cookie names are counted by name, at most 500 names each.

                | counter | what is counted |
                |---|---|
                """ + rows);
    }

    @Test
    void everyCounterSaysWhatItCounts() {
        assertThat(Counter.values())
                .allSatisfy(counter -> assertThat(counter.meaning()).isNotBlank());
    }
}
