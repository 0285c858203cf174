package io.consentfilter.receipt;

import io.consentfilter.ledger.Head;
import io.consentfilter.seal.TimeStampToken;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredJournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Time stamps of heads (RFC 3161). Each is an entry of the journal, so it is sealed, exported and kept like everything else. It covers
 * its head and, through the chain, every head of the same log before it.
 */
public final class TimeStamps {
    /** Kind of the journal entry that holds a token. */
    public static final String KIND = "time-stamp";

    /** Kind of the entry that says that none could be had. */
    public static final String FAILED = "time-stamp-failed";

    /** How far after a head its stamp is looked for. */
    static final Duration LOOK_AHEAD = Duration.ofDays(40);

    private final ReceiptStore store;

    public TimeStamps(ReceiptStore store) {
        this.store = store;
    }

    /**
     * A head that somebody independent saw.
     *
     * @param at when they saw it
     * @param authority who, as their certificate says
     */
    public record Stamp(String log, long sequence, Instant at, String authority) {}

    /** Stops the reading of the journal once it has been found. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Found() {
            super(null, null, false, false);
        }
    }

    /** Keeps a token. */
    public void keep(Head head, TimeStampToken token, String url) throws StoreException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("log", head.log());
        facts.put("sequence", Long.toString(head.sequence()));
        facts.put("head", base64(head.hash()));
        facts.put("at", token.at().toString());
        facts.put("authority", token.authority());
        facts.put("url", url);
        facts.put("token", base64(token.bytes()));
        store.appendJournal(KIND, facts);
    }

    /** Notes that none could be had. */
    public void failed(String log, String reason) throws StoreException {
        store.appendJournal(FAILED, Map.of("log", log, "reason", reason));
    }

    /** The first stamp that covers a head; empty where none was made within forty days. */
    public Optional<Stamp> covering(Head head) throws StoreException {
        Stamp[] found = new Stamp[1];
        try {
            store.journal(KIND, head.at(), head.at().plus(LOOK_AHEAD), stored -> {
                Stamp stamp = of(stored);
                if (stamp != null && stamp.log().equals(head.log()) && stamp.sequence() >= head.sequence()) {
                    found[0] = stamp;
                    throw new Found();
                }
            });
        } catch (Found e) {
            return Optional.of(found[0]);
        }
        return Optional.empty();
    }

    private static @Nullable Stamp of(StoredJournalEntry stored) {
        Map<String, String> facts = stored.entry().facts();
        String sequence = facts.get("sequence");
        String log = facts.get("log");
        String at = facts.get("at");
        if (!stored.entry().kind().equals(KIND) || sequence == null || log == null || at == null) {
            return null;
        }
        return new Stamp(log, Long.parseLong(sequence), Instant.parse(at), facts.getOrDefault("authority", ""));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
