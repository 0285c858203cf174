package io.consentfilter.operator;

import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredJournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which configurations counted at some moment or day, read from the journal: of each node the last start before it, unless that was
 * followed by a stop, and every start within it. Nodes write a log each, so the log of a start says whose it is.
 */
final class ConfigurationsOfDay {
    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final ReceiptStore store;

    ConfigurationsOfDay(ReceiptStore store) {
        this.store = store;
    }

    /**
     * A configuration that counted.
     *
     * @param since the earliest of the starts that count
     * @param hash as the start names it
     * @param content its bytes as text; null where the journal does not hold them
     */
    record Counted(Instant since, String hash, @Nullable String content) {}

    /** Those from a moment on and before another, earliest first; memory grows with the starts in between and the nodes. */
    List<Counted> between(Instant from, Instant to) throws StoreException {
        Map<String, Instant> since = new LinkedHashMap<>();
        starts(from, to).forEach(start -> {
            String hash = start.entry().facts().get("configuration");
            if (hash != null) {
                since.putIfAbsent(hash, begun(start));
            }
        });
        Map<String, String> contents = new TreeMap<>();
        store.journal(JournalEntry.CONFIGURATION, Instant.EPOCH, EVER, stored -> {
            Map<String, String> facts = stored.entry().facts();
            String hash = facts.getOrDefault("hash", "");
            if (since.containsKey(hash)) {
                contents.putIfAbsent(hash, facts.getOrDefault("content", ""));
            }
        });
        List<Counted> counted = new ArrayList<>();
        since.forEach((hash, at) -> counted.add(new Counted(at, hash, contents.get(hash))));
        return counted;
    }

    private Collection<StoredJournalEntry> starts(Instant from, Instant to) throws StoreException {
        Map<String, StoredJournalEntry> lastOfLog = new LinkedHashMap<>();
        List<StoredJournalEntry> within = new ArrayList<>();
        // A start may have been told long after it, where the store was down.
        store.journal(JournalEntry.START, Instant.EPOCH, EVER, start -> {
            if (begun(start).isBefore(from)) {
                lastOfLog.put(log(start), start);
            } else if (begun(start).isBefore(to)) {
                within.add(start);
            }
        });
        store.journal(JournalEntry.STOP, Instant.EPOCH, from, stop -> {
            StoredJournalEntry start = lastOfLog.get(log(stop));
            if (start != null && after(stop, start)) {
                lastOfLog.remove(log(stop));
            }
        });
        List<StoredJournalEntry> all = new ArrayList<>(lastOfLog.values());
        all.addAll(within);
        return all;
    }

    /** When a run began: its entry says it, unless it is from before entries did. */
    private static Instant begun(StoredJournalEntry start) {
        String at = start.entry().facts().get("at");
        return at == null ? start.entry().at() : Instant.parse(at);
    }

    private static String log(StoredJournalEntry stored) {
        return stored.proof().head().log();
    }

    private static boolean after(StoredJournalEntry stop, StoredJournalEntry start) {
        return stop.proof().head().sequence() > start.proof().head().sequence();
    }
}
