package io.consentfilter.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened to the gate or to the records themselves, sealed in the same log as they are: start, stop, version,
 * configuration hash, mode, key rotation, erasure, invalidation, operator access, the counts of a day. Names no visitor.
 *
 * @param id UUIDv7
 * @param site id of the site
 * @param at server time, to the millisecond
 * @param kind what happened, lower case with dashes
 * @param facts what is worth knowing about it, by name
 */
public record JournalEntry(String id, String site, Instant at, String kind, Map<String, String> facts) {
    // Always three digits: Instant.toString() drops zeros, and the hash must not depend on the moment.
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Kind of the entry that an erasure leaves; its fact {@code leaves} says where the erased records stood. */
    public static final String ERASURE = "erasure";

    /** Kind of the entry that an invalidation leaves. */
    public static final String INVALIDATION = "invalidation";

    /** Kind of the entry of each start; its fact {@code configuration} is the hash of one of {@link #CONFIGURATION}. */
    public static final String START = "start";

    /** Kind of the entry of each stop. */
    public static final String STOP = "stop";

    /** Kind of the entry that holds a configuration: {@code hash}, SHA-256 (hexadecimal) of the bytes of {@code content}. */
    public static final String CONFIGURATION = "configuration";

    /** Kind of the entry that holds the counts of a day that is over: fact {@code day}, and a number for each name. */
    public static final String DAY = "day";

    public JournalEntry {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** As plain values; their canonical JSON (RFC 8785) is what is hashed. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("at", MILLIS.format(at));
        values.put("facts", facts);
        values.put("id", id);
        values.put("kind", kind);
        values.put("site", site);
        return values;
    }
}
