package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks on connections that only read, so that no reader waits for the writer. Waiting is bounded. */
final class Readers implements AutoCloseable {
    /** Questions answered at the same time. */
    static final int READERS_MAX = 4;

    /** Longest wait for a free connection. */
    static final long WAIT_MILLIS = 2_000;

    private final Connections connections;
    private final Semaphore free = new Semaphore(READERS_MAX);

    Readers(Connections connections) {
        this.connections = connections;
    }

    <T> T ask(Connections.Question<T> question) throws StoreException {
        if (!acquired()) {
            throw new StoreException("cannot read receipts: all " + READERS_MAX + " connections are busy");
        }
        try {
            return connections.ask(question);
        } catch (SQLException e) {
            throw Failures.cannot("read receipts", e);
        } catch (LinkageError e) {
            throw Failures.unloadable(e);
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    static StoreException closed() {
        return new StoreException("the store of receipts is closed");
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
