package io.consentfilter.receipt;

import io.consentfilter.model.Decision;
import io.consentfilter.store.Invalidation;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The notices that were declared invalid, in memory, because every request asks and none may wait for a database. What must stay
 * true: a consent under one of them does not count from the next request on; on other nodes, from their next refresh on.
 */
public final class InvalidNotices {
    private volatile @Nullable Map<String, Invalidation> known;

    /** Reads them again; what was known stays where the store does not answer. */
    public void refresh(ReceiptStore store) throws StoreException {
        put(store.invalidations());
    }

    /** One more, declared just now on this node. */
    public void add(Invalidation invalidation) {
        synchronized (this) {
            Map<String, Invalidation> all = new HashMap<>(all());
            all.putIfAbsent(invalidation.noticeVersion(), invalidation);
            known = Map.copyOf(all);
        }
    }

    private synchronized void put(List<Invalidation> read) {
        Map<String, Invalidation> all = new HashMap<>(all());
        read.forEach(invalidation -> all.put(invalidation.noticeVersion(), invalidation));
        known = Map.copyOf(all);
    }

    /** Whether the store never answered yet: then nobody can say which grants still count, so none may. */
    public boolean unknown() {
        return known == null;
    }

    /** What was declared about a notice. */
    public Optional<Invalidation> of(String noticeVersion) {
        return Optional.ofNullable(all().get(noticeVersion));
    }

    /** Since when grants of this decision do not count: one invalid notice behind them is enough. Null where none is. */
    public @Nullable Instant endOf(Decision decision) {
        Map<String, Invalidation> all = all();
        if (all.isEmpty()) {
            return null;
        }
        Invalidation own = all.get(decision.noticeVersion());
        if (own != null) {
            return own.at();
        }
        for (String notice : decision.earlierNotices()) {
            Invalidation earlier = all.get(notice);
            if (earlier != null) {
                return earlier.at();
            }
        }
        return null;
    }

    private Map<String, Invalidation> all() {
        Map<String, Invalidation> now = known;
        return now == null ? Map.of() : now;
    }
}
