package io.consentfilter.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes a double click one record: the first call with a key works, later ones and those at the same time get its result. A
 * failed first call is forgotten, so that trying again helps. The key binds what was chosen: the same key with another choice
 * is another decision.
 */
final class SameOnce {
    /** At most so many keys are remembered; beyond that an old key makes a second record, which harms nobody. */
    static final int KEYS_MAX = 20_000;

    /** So long a key is remembered. */
    static final Duration KEY_LIFETIME = Duration.ofMinutes(10);

    /** So long a second click waits for the first. */
    static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Cache<Key, CompletableFuture<ConsentReceipt>> receipts = Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterWrite(KEY_LIFETIME)
            .build();

    /** What has to be the same. */
    record Key(String key, Set<String> asked, Set<String> granted, String method) {}

    /** The work behind a decision. */
    interface Work {
        ConsentReceipt run() throws StoreException, NoticeNotShownException;
    }

    ConsentReceipt run(Key key, Work work) throws StoreException, NoticeNotShownException {
        CompletableFuture<ConsentReceipt> mine = new CompletableFuture<>();
        CompletableFuture<ConsentReceipt> first = receipts.asMap().putIfAbsent(key, mine);
        return first == null ? work(key, mine, work) : await(first);
    }

    private ConsentReceipt work(Key key, CompletableFuture<ConsentReceipt> mine, Work work)
            throws StoreException, NoticeNotShownException {
        try {
            ConsentReceipt receipt = work.run();
            if (receipt.record() == null) {
                receipts.asMap().remove(key, mine);
            }
            mine.complete(receipt);
            return receipt;
        } finally {
            if (!mine.isDone()) {
                receipts.asMap().remove(key, mine);
                mine.cancel(false);
            }
        }
    }

    private static ConsentReceipt await(CompletableFuture<ConsentReceipt> first) throws StoreException {
        try {
            return first.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the same decision was being stored", e);
        } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
            throw new StoreException("the same decision was being stored and did not end well", e);
        }
    }
}
