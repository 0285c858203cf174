package io.consentfilter.receipt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentfilter.model.Decision;
import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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

    private final Cache<Key, First> firsts = Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterWrite(KEY_LIFETIME)
            .executor(Runnable::run)
            .build();

    /** What has to be the same. */
    record Key(String key, Set<String> asked, Set<String> granted, String method) {}

    /** The first call with a key: what its cookie said, and its result. */
    private record First(@Nullable Decision previous, CompletableFuture<ConsentReceipt> receipt) {
        /**
         * Whether a later call repeats it: its cookie is that of the first, or the one that the first has set. With any other,
         * something was decided in between, and the old result would undo that without a record.
         */
        boolean isRepeatedBy(@Nullable Decision cookie) {
            return Objects.equals(cookie, previous)
                    || (receipt.isDone()
                            && !receipt.isCompletedExceptionally()
                            && receipt.join().decision().equals(cookie));
        }
    }

    /** The work behind a decision. */
    interface Work {
        ConsentReceipt run() throws StoreException, NoticeNotShownException;
    }

    ConsentReceipt run(Key key, @Nullable Decision previous, Work work) throws StoreException, NoticeNotShownException {
        First mine = new First(previous, new CompletableFuture<>());
        First first = firsts.asMap().putIfAbsent(key, mine);
        if (first != null && first.isRepeatedBy(previous)) {
            return await(first.receipt());
        }
        firsts.put(key, mine);
        return work(key, mine, work);
    }

    private ConsentReceipt work(Key key, First mine, Work work) throws StoreException, NoticeNotShownException {
        try {
            ConsentReceipt receipt = work.run();
            if (receipt.record() == null) {
                firsts.asMap().remove(key, mine);
            }
            mine.receipt().complete(receipt);
            return receipt;
        } finally {
            if (!mine.receipt().isDone()) {
                firsts.asMap().remove(key, mine);
                mine.receipt().cancel(false);
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
