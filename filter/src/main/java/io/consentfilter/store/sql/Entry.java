package io.consentfilter.store.sql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something to be written in the next batch: a record, a journal entry, an erasure, counts, a notice. */
abstract class Entry {
    private final CompletableFuture<Sealed> done = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** Before the transaction: what has to be there already (numbers of words). */
    void prepare(Session session) throws SQLException {}

    /** Inside the transaction. May run again with another one if the first failed. */
    abstract void write(Transaction transaction) throws SQLException;

    /** Whoever claims it first decides: the writer, who then writes it, or the one who waits, who gives it up. */
    final boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    final CompletableFuture<Sealed> done() {
        return done;
    }
}
