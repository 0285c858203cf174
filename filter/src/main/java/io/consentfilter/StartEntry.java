package io.consentfilter;

import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.ledger.Head;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journal's first word of a run: since when the gate is on and how it is set. It is told once, before the first record of the run
 * is sealed; a store that comes late learns it late, with the moment of the start in its fact {@code at}.
 */
final class StartEntry {
    /** Clocks of other nodes may go ahead of ours. */
    static final Duration AHEAD = Duration.ofDays(1);

    /** So long one waits for another who is telling it; as long as the store waits for one answer. */
    private static final long WAIT_SECONDS = 5;

    private final ReceiptStore store;
    private final InstantSource clock;
    private final Instant begun;
    private final Map<String, String> setting;
    private final String configuration;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile boolean told;

    /**
     * @param setting how the gate is set, as {@link #setting} says it
     * @param configuration what counts, canonical and without secrets
     */
    StartEntry(ReceiptStore store, InstantSource clock, Map<String, String> setting, String configuration) {
        this.store = store;
        this.clock = clock;
        this.begun = clock.instant();
        this.setting = Map.copyOf(setting);
        this.configuration = configuration;
    }

    /**
     * How the gate is set, for the journal: version, hash of the configuration, mode, exclusions, signing key.
     *
     * @param configuration what counts, canonical and without secrets
     * @param filesHash the configuration files as they were read
     */
    static Map<String, String> setting(ConsentConfig config, String configuration, String filesHash, String keyId) {
        Map<String, String> setting = new TreeMap<>();
        setting.put("version", Version.own());
        setting.put("configuration", hash(configuration.getBytes(StandardCharsets.UTF_8)));
        setting.put("configurationFiles", filesHash);
        setting.put("mode", config.mode().name().toLowerCase(Locale.ROOT));
        setting.put("disabled", Boolean.toString(config.disabled()));
        setting.put("exclude", String.join(" ", config.filter().exclude()));
        setting.put("excludeTypes", String.join(" ", config.filter().excludeTypes()));
        setting.put("signingKey", keyId);
        return setting;
    }

    /** SHA-256 over the configuration files as they were read, secrets being references in them; hexadecimal. */
    static String hash(Iterable<ConfigReader.Source> sources) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        sources.forEach(source -> all.writeBytes(source.content()));
        return hash(all.toByteArray());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Tells it unless it has been told.
     *
     * @throws StoreException if it is not certain that it is durable; the next call tries again
     */
    void tell() throws StoreException {
        if (told) {
            return;
        }
        if (!mine()) {
            throw new StoreException("the start of this run is not in the journal yet");
        }
        try {
            if (!told) {
                tellRotation();
                tellConfiguration();
                Map<String, String> facts = new TreeMap<>(setting);
                facts.put("at", begun.toString());
                store.appendJournal(JournalEntry.START, facts);
                told = true;
            }
        } finally {
            telling.unlock();
        }
    }

    private boolean mine() {
        try {
            return telling.tryLock(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Once for each configuration, whichever node comes first with it: a start names it by its hash. */
    private void tellConfiguration() throws StoreException {
        String hash = setting.getOrDefault("configuration", "");
        boolean[] known = new boolean[1];
        store.journal(
                JournalEntry.CONFIGURATION,
                Instant.EPOCH,
                clock.instant().plus(AHEAD),
                stored -> known[0] |= hash.equals(stored.entry().facts().get("hash")));
        if (!known[0]) {
            store.appendJournal(JournalEntry.CONFIGURATION, Map.of("hash", hash, "content", configuration));
        }
    }

    /** Keys are rotated while the webapp stands still: the start after it finds its newest head signed by another key. */
    private void tellRotation() throws StoreException {
        String now = setting.getOrDefault("signingKey", "");
        Optional<Head> newest =
                store.latestHeads().stream().filter(Head::signed).max(Comparator.comparing(Head::at));
        if (newest.isPresent() && !newest.get().keyId().equals(now)) {
            store.appendJournal("key-rotation", Map.of("from", newest.get().keyId(), "to", now));
        }
    }
}
