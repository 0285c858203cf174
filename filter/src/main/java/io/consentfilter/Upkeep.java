package io.consentfilter;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.receipt.EndedGrants;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen although nobody asks: the journal says from when to when the gate was on and how it was set, counts reach the
 * store every minute and the journal every day, what is due is erased every day, and what other nodes declared invalid or erased is
 * learned within seconds. A store that is down loses none of it: counts wait, the rest is tried again.
 */
final class Upkeep implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());
    private static final long EVERY_SECONDS = 60;

    /** So long an invalidation or erasure by another node may stay unknown; each look is two small queries. */
    static final long ENDINGS_EVERY_SECONDS = 2;

    private final ReceiptStore store;
    private final StartEntry start;
    private final DaySeal days;
    private final EndedGrants ended;
    private final Metrics metrics;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Map<String, Long> told = new HashMap<>();
    private final Queue<Map<String, String>> toTell = new ConcurrentLinkedQueue<>();
    private @Nullable LocalDate erasedOn;
    private long unrecordedTold;

    private Upkeep(ReceiptStore store, StartEntry start, EndedGrants ended, Metrics metrics, InstantSource clock) {
        this.store = store;
        this.start = start;
        this.days = new DaySeal(store, clock);
        this.ended = ended;
        this.metrics = metrics;
        this.clock = clock;
        // Two threads: an erasure of many rows must not delay what closes the gate.
        this.timer = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "receipt-upkeep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins at once, beside the start. */
    static Upkeep start(ReceiptStore store, StartEntry start, EndedGrants ended, Metrics metrics, InstantSource clock) {
        Upkeep upkeep = new Upkeep(store, start, ended, metrics, clock);
        upkeep.timer.scheduleWithFixedDelay(upkeep::learnEndings, 0, ENDINGS_EVERY_SECONDS, TimeUnit.SECONDS);
        upkeep.timer.scheduleWithFixedDelay(upkeep::round, 0, EVERY_SECONDS, TimeUnit.SECONDS);
        return upkeep;
    }

    /** Tells the last counts and the stop; bounded by the store's own waits. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tellStop();
    }

    /** Waits for a round that is still at work, which the store's own waits bound: a start is told once. */
    private synchronized void tellStop() {
        try {
            // A run may end before its first round.
            start.tell();
            tellSwitches();
            tellUnrecorded();
            tellCounts();
            store.appendJournal(JournalEntry.STOP, Map.of());
        } catch (StoreException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The stop, or what was still to be told, is not in the journal: {0}",
                    e.getMessage());
        }
    }

    /** One round; what fails is tried again in the next. */
    synchronized void round() {
        try {
            start.tell();
            tellSwitches();
            tellUnrecorded();
            tellCounts();
            days.seal();
            eraseWhatIsDue();
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "Journal, counts or erasure have to wait: {0}", e.getMessage());
        } catch (RuntimeException e) {
            // A timer drops a task that throws; this one has to go on.
            LOG.log(System.Logger.Level.ERROR, "A fault in the upkeep of the receipts", e);
        }
    }

    private void learnEndings() {
        try {
            ended.refresh(store);
        } catch (StoreException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "Invalid notices and erased subjects are not known anew: {0}",
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A fault in learning which grants were ended", e);
        }
    }

    /** Somebody switched the filter off or on while it runs; told as soon as the store takes it. */
    void switched(boolean off) {
        toTell.add(Map.of("at", clock.instant().toString(), "disabled", Boolean.toString(off)));
        timer.execute(this::round);
    }

    private synchronized void tellSwitches() throws StoreException {
        for (Map<String, String> next = toTell.peek(); next != null; next = toTell.peek()) {
            store.appendJournal("switched", next);
            toTell.remove();
        }
    }

    /** Once a minute, not once each: that some refusals have no record is itself worth proving. */
    private void tellUnrecorded() throws StoreException {
        long now = metrics.value(Counter.DECISIONS_UNRECORDED);
        long more = now - unrecordedTold;
        if (more > 0) {
            store.appendJournal("unrecorded", Map.of("decisions", Long.toString(more)));
            unrecordedTold = now;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} refusals and withdrawals took effect without a record: the store failed, or too many came at once",
                    more);
        }
    }

    private void tellCounts() throws StoreException {
        Map<String, Long> now = values();
        Map<String, Long> grown = new TreeMap<>();
        now.forEach((name, value) -> {
            long more = value - told.getOrDefault(name, 0L);
            if (more > 0) {
                grown.put(name, more);
            }
        });
        store.addCounts(today(), grown);
        told.putAll(now);
    }

    private void eraseWhatIsDue() throws StoreException {
        LocalDate today = today();
        if (!today.equals(erasedOn)) {
            int erased = store.eraseExpired(today);
            erasedOn = today;
            store.appendJournal("retention", Map.of("day", today.toString(), "records", Integer.toString(erased)));
            LOG.log(System.Logger.Level.INFO, "Retention: {0} records were due and are erased", erased);
        }
    }

    private Map<String, Long> values() {
        Map<String, Long> values = new TreeMap<>();
        for (Counter counter : Counter.values()) {
            values.put(counter.name().toLowerCase(Locale.ROOT).replace('_', '-'), metrics.value(counter));
        }
        metrics.withheldServices().forEach((service, times) -> values.put("withheld:" + service, times));
        metrics.undeclaredHosts().forEach((host, times) -> values.put("undeclared-host:" + host, times));
        metrics.undeclaredCookies().forEach((name, times) -> values.put("undeclared-cookie:" + name, times));
        return values;
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
