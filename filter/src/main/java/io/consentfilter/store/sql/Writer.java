package io.consentfilter.store.sql;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of a node. Everybody hands in an {@link Entry} and waits; one thread takes all that lies ready, writes it in one
 * transaction and closes it as one batch of the log.
 *
 * <p>What must stay true: an entry is answered only when its transaction has been committed, with the head and its signature in it.
 *
 * <p>A transaction that fails before its commit is tried once more on a new connection; if a row was the reason, entry by entry, so
 * that nobody fails for another's fault. A commit that fails is never tried again: nobody knows whether it happened. Then, and
 * whenever no connection can be had, entries fail at once.
 */
final class Writer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    /** Longest wait for an answer; whoever waited that long is refused. */
    static final Duration WAIT = Duration.ofSeconds(5);

    /** When nothing comes: how often the writer looks after its lease. */
    private static final long IDLE_MILLIS = 100;

    private final Intake intake;
    private final SigningKeys keys;
    private final Link link;
    private final Dialect dialect;
    private final InstantSource clock;
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private final Thread thread;
    private final Duration wait;
    private boolean scrubDue;
    private volatile boolean closing;

    Writer(Space space, SigningKeys keys, InstantSource clock, SqlStores.Surroundings around) {
        this.intake = new Intake(around.write(), around.batch());
        this.keys = keys;
        this.link = new Link(space, head -> Ledger.signLate(head, keys), clock);
        this.dialect = space.database().dialect();
        this.clock = clock;
        this.wait = around.write();
        this.thread = new Thread(this::run, "receipt-writer");
        thread.setDaemon(true);
    }

    /** Starts and waits for the first connection, bounded; afterwards {@link #problem} tells how it went. */
    void start(Duration firstConnection) {
        thread.start();
        try {
            if (!firstTry.await(firstConnection.toMillis(), TimeUnit.MILLISECONDS)) {
                link.report(new StoreException(
                        "the database has not answered within " + firstConnection.toSeconds() + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why nothing can be written at the moment; null where all is well. */
    @Nullable
    StoreException problem() {
        return link.problem();
    }

    /** What a person has to mend before anything can be written; no time heals it. */
    @Nullable
    StoreException refusal() {
        return link.refusal();
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
        return intake.await(entry);
    }

    /** Writes what waits and ends; bounded. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(wait.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For tests: the connection breaks between two batches. */
    void breakConnection() throws StoreException {
        write(new Entry() {
            @Override
            void write(Transaction transaction) {
                link.breakSoon();
            }
        });
    }

    private void run() {
        alive(link::session);
        firstTry.countDown();
        while (!closing || !intake.isEmpty()) {
            try {
                List<Entry> batch = intake.gather(IDLE_MILLIS);
                alive(batch.isEmpty() ? this::whenIdle : () -> write(batch));
            } catch (InterruptedException e) {
                closing = true;
            }
        }
        alive(link::close);
    }

    /** Nobody else writes: whatever goes wrong is told, and this thread goes on. */
    private void alive(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "A fault in the writer of the receipts; it goes on", e);
            link.report(new StoreException("cannot write: a fault of ours: " + e, e));
            link.drop();
        }
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
            link.drop();
            fail(batch, new StoreException("cannot write: a fault of ours", e));
        }
    }

    /**
     * One try. What it returns went wrong before the commit, and another connection may do better; null where all is written.
     *
     * @throws SQLException if it failed while committing, or another connection would not help
     */
    private @Nullable SQLException tried(List<Entry> batch) throws SQLException, StoreException {
        Session current = link.required();
        Transaction transaction = new Transaction(current);
        try {
            for (Entry entry : batch) {
                entry.prepare(current);
            }
            current.begin();
            for (Entry entry : batch) {
                entry.write(transaction);
            }
            transaction.close(clock.instant(), head -> Ledger.sign(head, keys));
            transaction.send();
        } catch (SQLException e) {
            return undone(batch, current, transaction, e);
        }
        commit(current);
        scrubDue |= transaction.scrub();
        scrub(current);
        done(batch, current, transaction);
        current.betweenBatches();
        return null;
    }

    private void commit(Session current) throws SQLException {
        try {
            current.commit();
        } catch (SQLException e) {
            link.drop();
            throw e;
        }
    }

    private void scrub(Session current) {
        if (scrubDue) {
            scrubDue = !current.scrub();
        }
    }

    private static void done(List<Entry> batch, Session current, Transaction transaction) {
        Head head = transaction.head();
        if (head != null) {
            current.ledger().advance(head);
        }
        Sealed sealed = new Sealed(transaction.batch(), head);
        batch.forEach(entry -> entry.done().complete(sealed));
    }

    private @Nullable SQLException undone(List<Entry> batch, Session current, Transaction transaction, SQLException e)
            throws SQLException {
        if (!dialect.isConstraint(e)) {
            link.drop();
            return e;
        }
        transaction.forget();
        current.rollback();
        if (batch.size() < 2) {
            throw e;
        }
        // One row is at fault; the others shall not suffer for it.
        batch.forEach(entry -> write(List.of(entry)));
        return null;
    }

    private static void fail(List<Entry> batch, StoreException reason) {
        batch.forEach(entry -> entry.done().completeExceptionally(reason));
    }

    private void whenIdle() {
        Session current = link.session();
        if (current != null && (scrubDue || current.leaseGrowsOld())) {
            write(List.of());
        }
    }
}
