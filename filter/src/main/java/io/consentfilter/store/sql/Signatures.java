package io.consentfilter.store.sql;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.seal.SigningKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Signs heads on a thread of its own, beside the writing, and keeps each signature until the database has it. Should the process end
 * before, the next start signs the head again and marks that signature as late.
 */
final class Signatures {
    private final SigningKeys keys;
    private final ExecutorService signer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "receipt-signer");
        thread.setDaemon(true);
        return thread;
    });
    /** Signatures kept after the database has them: a question that began before looks at a state without them. */
    static final int SAVED_KEPT = 4_096;

    private final Queue<Head> unsaved = new ConcurrentLinkedQueue<>();
    private final Map<String, Head> fresh = new ConcurrentHashMap<>();
    private final Queue<Head> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger keptCount = new AtomicInteger();

    Signatures(SigningKeys keys) {
        this.keys = keys;
    }

    /** The head with its signature; worth nothing until the head is durable, so nobody gets it before. */
    CompletableFuture<Head> sign(Head unsigned) {
        return CompletableFuture.supplyAsync(() -> Ledger.sign(unsigned, keys), signer);
    }

    /** For a head that the database has unsigned: the signature that this process made in time, else a late one. */
    Head of(Head unsigned) {
        Head inTime = fresh(unsigned.log(), unsigned.sequence());
        return inTime != null ? inTime : Ledger.signLate(unsigned, keys);
    }

    /** A durable head whose signature the database does not have yet. */
    void keep(Head signed) {
        fresh.put(key(signed.log(), signed.sequence()), signed);
        unsaved.add(signed);
    }

    /** A head whose signature is not in the database yet, or not long. */
    @Nullable
    Head fresh(String log, long sequence) {
        return fresh.get(key(log, sequence));
    }

    /** What is to be stored with the next transaction. */
    List<Head> unsaved() {
        return new ArrayList<>(unsaved);
    }

    boolean allSaved() {
        return unsaved.isEmpty();
    }

    void saved(List<Head> heads) {
        for (Head head : heads) {
            unsaved.remove(head);
            kept.add(head);
            if (keptCount.incrementAndGet() > SAVED_KEPT) {
                forgetOldest();
            }
        }
    }

    private void forgetOldest() {
        Head oldest = kept.poll();
        if (oldest != null) {
            keptCount.decrementAndGet();
            fresh.remove(key(oldest.log(), oldest.sequence()));
        }
    }

    /** Makes the last signatures; false if they took too long. */
    boolean finish() throws InterruptedException {
        signer.shutdown();
        return signer.awaitTermination(1, TimeUnit.SECONDS);
    }

    private static String key(String log, long sequence) {
        return log + "/" + sequence;
    }
}
