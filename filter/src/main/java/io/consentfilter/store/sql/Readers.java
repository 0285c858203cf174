package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections that only read, so that no reader waits for the writer. A few of our own; with a data source of the container, each
 * question borrows one there. Waiting is bounded.
 */
final class Readers implements AutoCloseable {
    /** Questions answered at the same time. */
    static final int READERS_MAX = 4;

    /** Longest wait for a free connection. */
    static final long WAIT_MILLIS = 2_000;

    /** A connection of our own that lay idle for longer is asked whether it lives before it is used. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** A question to the database. */
    interface Question<T> {
        T ask(Statements statements) throws SQLException, StoreException;
    }

    private record Idle(
            Statements statements, long since, @Nullable Object identity) {}

    private final Database database;
    private final Tables tables;
    private final Semaphore free = new Semaphore(READERS_MAX);
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    Readers(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    <T> T ask(Question<T> question) throws StoreException {
        if (!acquired()) {
            throw new StoreException("cannot read receipts: all " + READERS_MAX + " connections are busy");
        }
        try {
            return asked(question);
        } catch (SQLException e) {
            throw Failures.cannot("read receipts", e);
        } catch (LinkageError e) {
            throw Failures.unloadable(e);
        } finally {
            free.release();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(each -> each.statements().close());
        idle.clear();
    }

    private <T> T asked(Question<T> question) throws SQLException, StoreException {
        Object identity = database.identity();
        Statements statements = take(identity);
        boolean healthy = false;
        try {
            T answer = question.ask(statements);
            healthy = true;
            return answer;
        } finally {
            if (healthy && !database.pooledElsewhere()) {
                giveBack(new Idle(statements, System.nanoTime(), identity));
            } else {
                statements.close();
            }
        }
    }

    private Statements take(@Nullable Object identity) throws SQLException, StoreException {
        Idle kept = poll();
        if (kept != null && usable(kept, identity)) {
            return kept.statements();
        }
        if (kept != null) {
            kept.statements().close();
        }
        return new Statements(database.openReader(), tables);
    }

    private static boolean usable(Idle kept, @Nullable Object identity) throws SQLException {
        boolean sameFile = identity == null || identity.equals(kept.identity());
        boolean fresh = System.nanoTime() - kept.since() < IDLE_NANOS;
        return sameFile && (fresh || kept.statements().connection().isValid(2));
    }

    private synchronized @Nullable Idle poll() throws StoreException {
        if (closed) {
            throw new StoreException("the store of receipts is closed");
        }
        return idle.pollFirst();
    }

    private synchronized void giveBack(Idle used) {
        if (closed) {
            used.statements().close();
        } else {
            idle.addFirst(used);
        }
    }

    private boolean acquired() throws StoreException {
        try {
            return free.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for a connection", e);
        }
    }
}
