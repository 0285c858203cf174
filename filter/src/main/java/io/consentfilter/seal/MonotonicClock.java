package io.consentfilter.seal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the records, to the millisecond: time = max(previous, now), so that a clock set back never reorders them. */
public final class MonotonicClock implements InstantSource {
    private final InstantSource source;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    public MonotonicClock(InstantSource source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        Instant now = Instant.ofEpochMilli(source.millis());
        return last.accumulateAndGet(now, (previous, next) -> next.isAfter(previous) ? next : previous);
    }

    /** From now on no earlier than that: what a store had written last before this process started. */
    public void advanceTo(Instant earliest) {
        last.accumulateAndGet(earliest, (previous, next) -> next.isAfter(previous) ? next : previous);
    }
}
