package io.consentfilter.store.sql;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of a node. Everybody hands in an {@link Entry} and waits; one thread takes all that lies ready, writes it in one
 * transaction and closes it as one batch of the log.
 *
 * <p>What must stay true: an entry is answered only when its transaction has been committed <em>and</em> its head has been signed; the
 * two run side by side. The signature itself is stored with the next transaction (or soon, when none comes): should the process end
 * before, the next start signs the head again and marks that signature as late.
 *
 * <p>A transaction that fails before its commit is tried once more on a new connection; if a row was the reason, entry by entry, so
 * that nobody fails for another's fault. A commit that fails is never tried again: nobody knows whether it happened. Then, and
 * whenever no connection can be had, entries fail at once, and for {@link #REST} nobody tries.
 */
final class Writer implements AutoCloseable {
    /** Entries that may wait. */
    static final int QUEUE_MAX = 4096;

    /** Leaves of one batch: limits the hashing a proof costs. */
    static final int BATCH_MAX = 256;

    /** Longest wait for an answer; whoever waited that long is refused. */
    static final Duration WAIT = Duration.ofSeconds(5);

    /** After a connection could not be had. */
    static final Duration REST = Duration.ofSeconds(1);

    /** With several writers, how long a batch waits for as many as the last one had: they come back right after their answer. */
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

    /** When nothing comes: signatures that lie in memory are stored after this. */
    private static final long IDLE_MILLIS = 100;

    private final Space space;
    private final SigningKeys keys;
    private final InstantSource clock;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Queue<Head> unsaved = new ConcurrentLinkedQueue<>();
    private final Map<String, Head> fresh = new ConcurrentHashMap<>();
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private final ExecutorService signer;
    private final Thread thread;
    private final Duration wait;

    private @Nullable Session session;
    private int lastBatch = 1;
    private long restUntil = System.nanoTime();
    private boolean scrubDue;
    private volatile boolean broken;
    private long renewedAt = System.nanoTime();
    private volatile @Nullable StoreException problem;
    private volatile @Nullable StoreException refusal;
    private volatile boolean closing;

    Writer(Space space, SigningKeys keys, InstantSource clock, Duration wait) {
        this.space = space;
        this.keys = keys;
        this.clock = clock;
        this.wait = wait;
        this.signer = Executors.newSingleThreadExecutor(task -> daemon(task, "receipt-signer"));
        this.thread = daemon(this::run, "receipt-writer");
    }

    /** Starts and waits for the first connection, bounded; afterwards {@link #problem} tells how it went. */
    void start(Duration firstConnection) {
        thread.start();
        try {
            if (!firstTry.await(firstConnection.toMillis(), TimeUnit.MILLISECONDS)) {
                problem = new StoreException(
                        "the database has not answered within " + firstConnection.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing can be written at the moment; null where all is well. */
    @Nullable
    StoreException problem() {
        return problem;
    }

    /** What a person has to mend before anything can be written; no time heals it. */
    @Nullable
    StoreException refusal() {
        return refusal;
    }

    /** A head whose signature is not in the database yet. */
    @Nullable
    Head fresh(String log, long sequence) {
        return fresh.get(log + "/" + sequence);
    }

    /**
     * Writes an entry and waits for it.
     *
     * @throws StoreException if it is not certain that it is durable
     */
    Sealed write(Entry entry) throws StoreException {
        if (closing) {
            throw new StoreException("the store of receipts is closed");
        }
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

    /** Writes what waits, stores the last signatures and ends; bounded. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(wait.toMillis() * 2);
            signer.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For tests: the connection breaks between two batches. */
    void breakConnection() throws StoreException {
        write(new Entry() {
            @Override
            void write(Transaction transaction) {
                broken = true;
            }
        });
    }

    private void run() {
        connected();
        firstTry.countDown();
        while (!closing || !queue.isEmpty()) {
            List<Entry> batch = gather();
            if (batch.isEmpty()) {
                whenIdle();
            } else {
                write(batch);
            }
        }
        end();
    }

    private List<Entry> gather() {
        List<Entry> batch = new ArrayList<>();
        try {
            Entry first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            long end = System.nanoTime() + GATHER_NANOS;
            for (Entry next = first; next != null; next = next(batch.size(), end)) {
                if (next.claim()) {
                    batch.add(next);
                }
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        lastBatch = Math.max(1, batch.size());
        return batch;
    }

    private @Nullable Entry next(int size, long end) throws InterruptedException {
        if (size >= BATCH_MAX) {
            return null;
        }
        Entry ready = queue.poll();
        return ready != null || size >= lastBatch ? ready : queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void write(List<Entry> batch) {
        try {
            SQLException broken = tried(batch);
            if (broken != null && tried(batch) != null) {
                fail(batch, Failures.cannot("write", broken));
            }
        } catch (StoreException e) {
            fail(batch, e);
        } catch (SQLException e) {
            fail(batch, Failures.cannot("write", e));
        } catch (RuntimeException | Error e) {
            drop();
            fail(batch, new StoreException("cannot write: a fault of ours", e));
        }
    }

    /**
     * One try. What it returns went wrong before the commit, and another connection may do better; null where all is written.
     *
     * @throws SQLException if it failed while committing, or another connection would not help
     */
    private @Nullable SQLException tried(List<Entry> batch) throws SQLException, StoreException {
        Session current = connected();
        if (current == null) {
            StoreException reason = problem;
            throw reason != null ? reason : new StoreException("cannot write: no connection");
        }
        Transaction transaction = new Transaction(current, current.ledger().nextSequence());
        List<Head> saved = new ArrayList<>(unsaved);
        try {
            for (Entry entry : batch) {
                entry.prepare(current);
            }
            current.begin();
            for (Head head : saved) {
                transaction.writeSeal(head);
            }
            for (Entry entry : batch) {
                entry.write(transaction);
            }
            transaction.flush();
        } catch (SQLException e) {
            return undone(batch, transaction, e);
        }
        commit(current, transaction, batch);
        forget(saved);
        return null;
    }

    private void commit(Session current, Transaction transaction, List<Entry> batch) throws SQLException {
        Batch leaves = transaction.batch();
        CompletableFuture<Head> signing = new CompletableFuture<>();
        Head head = null;
        try {
            if (!leaves.leaves().isEmpty()) {
                Head unsigned = current.ledger().next(leaves, clock.instant());
                transaction.writeHead(unsigned, leaves);
                signer.execute(() -> sign(unsigned, signing));
                head = unsigned;
            }
            current.commit();
        } catch (SQLException e) {
            drop();
            throw e;
        }
        scrubDue |= transaction.scrub();
        scrub(current);
        if (head == null) {
            batch.forEach(entry -> entry.done().complete(new Sealed(leaves, null)));
            return;
        }
        current.ledger().advance(head);
        answer(batch, leaves, signing);
    }

    private void scrub(Session current) {
        if (scrubDue) {
            scrubDue = !current.scrub();
        }
    }

    private void sign(Head unsigned, CompletableFuture<Head> signing) {
        try {
            signing.complete(Ledger.sign(unsigned, keys));
        } catch (RuntimeException e) {
            signing.completeExceptionally(e);
        }
    }

    /** On whichever thread is last: this one, or the signer. */
    private void answer(List<Entry> batch, Batch leaves, CompletableFuture<Head> signing) {
        CompletableFuture<Void> answered = signing.handle((head, fault) -> {
            if (head == null) {
                fail(batch, new StoreException("cannot sign the batch", fault));
                return null;
            }
            keep(head);
            Sealed sealed = new Sealed(leaves, head);
            batch.forEach(entry -> entry.done().complete(sealed));
            return null;
        });
        if (answered.isCompletedExceptionally()) {
            throw new IllegalStateException("an answer could not be given");
        }
    }

    private void keep(Head signed) {
        fresh.put(key(signed), signed);
        unsaved.add(signed);
    }

    private @Nullable SQLException undone(List<Entry> batch, Transaction transaction, SQLException e)
            throws SQLException {
        Session broken = session;
        if (broken == null || !space.database().dialect().isConstraint(e)) {
            drop();
            return e;
        }
        transaction.forget();
        broken.rollback();
        if (batch.size() < 2) {
            throw e;
        }
        // One row is at fault; the others shall not suffer for it.
        batch.forEach(entry -> write(List.of(entry)));
        return null;
    }

    private void fail(List<Entry> batch, StoreException reason) {
        batch.forEach(entry -> entry.done().completeExceptionally(reason));
    }

    private void forget(List<Head> saved) {
        for (Head head : saved) {
            unsaved.remove(head);
            fresh.remove(key(head));
        }
    }

    private void whenIdle() {
        Session current = connected();
        if (current == null) {
            return;
        }
        if (leaseGrowsOld()) {
            renewedAt = System.nanoTime();
            write(List.of());
            signForOthers(current);
        } else if (!unsaved.isEmpty() || scrubDue) {
            write(List.of());
        }
    }

    /** A node that was killed may never come back to sign its last head. */
    private void signForOthers(Session current) {
        try {
            current.signLeftOver(this::signature);
        } catch (SQLException e) {
            drop();
        }
    }

    private boolean leaseGrowsOld() {
        return space.database().dialect() == Dialect.POSTGRESQL
                && System.nanoTime() - renewedAt > TimeUnit.MILLISECONDS.toNanos(Logs.LEASE_MILLIS / 3);
    }

    private @Nullable Session connected() {
        if (broken && session != null) {
            broken = false;
            Database.closeQuietly(session.statements().connection());
        }
        if (session == null && System.nanoTime() - restUntil >= 0) {
            try {
                session = Session.open(space, this::signature, clock.millis());
                problem = null;
            } catch (SQLException e) {
                rest(Failures.cannot("open the receipts in " + space.database(), e));
            } catch (StoreException e) {
                refusal = e;
                rest(e);
            }
        }
        return session;
    }

    /** For a head that the database has unsigned: the signature that this process made in time, else a late one. */
    private Head signature(Head unsigned) {
        Head inTime = fresh(unsigned.log(), unsigned.sequence());
        return inTime != null ? inTime : Ledger.signLate(unsigned, keys);
    }

    private void rest(StoreException reason) {
        problem = reason;
        restUntil = System.nanoTime() + REST.toNanos();
    }

    private void drop() {
        Session broken = session;
        session = null;
        if (broken != null) {
            broken.statements().close();
        }
    }

    private void end() {
        signer.shutdown();
        try {
            // The last signatures are on their way.
            if (signer.awaitTermination(1, TimeUnit.SECONDS) && !unsaved.isEmpty()) {
                write(List.of());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Session last = session;
        if (last != null) {
            last.close();
        }
    }

    private static String key(Head head) {
        return head.log() + "/" + head.sequence();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
