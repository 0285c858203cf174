package io.consentfilter.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MonotonicClockTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");
    private Instant source = NOW;
    private final MonotonicClock clock = new MonotonicClock(() -> source);

    @Test
    void timeNeverGoesBack() {
        assertThat(clock.instant()).isEqualTo(NOW);
        source = NOW.minusSeconds(3600);
        assertThat(clock.instant()).isEqualTo(NOW);
        source = NOW.plusMillis(1);
        assertThat(clock.instant()).isEqualTo(NOW.plusMillis(1));
    }

    @Test
    void timeStartsNoEarlierThanWhatWasWrittenBefore() {
        clock.advanceTo(NOW.plusSeconds(10));
        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(10));
        clock.advanceTo(NOW);
        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(10));
    }

    @Test
    void timeIsToTheMillisecond() {
        source = NOW.plusNanos(456_789);
        assertThat(clock.instant()).isEqualTo(NOW);
    }
}
