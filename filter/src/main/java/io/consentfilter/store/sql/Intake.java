package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where entries wait for the writer: so many and so long, not more. */
final class Intake {
    /** Entries that may wait. */
    static final int QUEUE_MAX = 4096;

    /** Leaves of one batch: limits the hashing a proof costs. */
    static final int BATCH_MAX = 256;

    /** With several writers, how long a batch waits for as many as the last one had: they come back right after their answer. */
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Duration wait;
    private final int batchMax;
    private int lastBatch = 1;

    Intake(Duration wait, int batchMax) {
        this.wait = wait;
        this.batchMax = batchMax;
    }

    /**
     * Hands an entry in and waits until it is written.
     *
     * @throws StoreException if it is not certain that it is durable
     */
    Sealed await(Entry entry) throws StoreException {
        long end = System.nanoTime() + wait.toNanos();
        try {
            if (!queue.offer(entry, wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreException("cannot write: " + QUEUE_MAX + " others wait");
            }
            return entry.done().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            entry.claim();
            throw new StoreException(
                    "cannot write: the database has not answered within " + wait.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            entry.claim();
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while writing", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreException(String.valueOf(cause.getMessage()), cause);
        }
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** The next batch: whoever waits now and whoever is about to come; empty when nobody comes for a while. */
    List<Entry> gather(long idleMillis) throws InterruptedException {
        List<Entry> batch = new ArrayList<>();
        Entry first = queue.poll(idleMillis, TimeUnit.MILLISECONDS);
        long end = System.nanoTime() + GATHER_NANOS;
        for (Entry next = first; next != null; next = next(batch.size(), end)) {
            if (next.claim()) {
                batch.add(next);
            }
        }
        lastBatch = Math.max(1, batch.size());
        return batch;
    }

    private @Nullable Entry next(int size, long end) throws InterruptedException {
        if (size >= batchMax) {
            return null;
        }
        Entry ready = queue.poll();
        return ready != null || size >= lastBatch ? ready : queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
