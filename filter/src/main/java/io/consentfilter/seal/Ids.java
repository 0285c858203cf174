package io.consentfilter.seal;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers: UUIDv7 (RFC 9562) for records, random 128 bits for subjects, readable receipt numbers with a check character. Safe
 * for any number of threads.
 */
public final class Ids {
    /** RFC 9562 §6.2 method 1: the 12 bits after the version count within a millisecond. */
    private static final int COUNTER_MAX = 0xFFF;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final InstantSource clock;
    private long lastMillis = -1;
    private int counter;

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A new record id, UUIDv7, always greater than those made before by this object, also when the clock goes back. 62 of its bits
     * are random, so that nobody guesses the id of another's record.
     */
    public synchronized String recordId() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            // The lower half only, so that at least 2,048 ids fit into a millisecond before the time runs ahead.
            counter = RANDOM.nextInt() & (COUNTER_MAX >> 1);
        } else if (++counter > COUNTER_MAX) {
            lastMillis++;
            counter = 0;
        }
        long high = lastMillis << 16 | 0x7000L | counter;
        long low = RANDOM.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    /** The moment that a record id carries: its record was made then or a little later. */
    public static Instant momentOf(String recordId) {
        return Instant.ofEpochMilli(UUID.fromString(recordId).getMostSignificantBits() >>> 16);
    }

    /** A new subject id: 128 random bits, base64url without padding. */
    public static String subjectId() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /**
     * The receipt number of a record: short, readable aloud, no ambiguous letters, last character checks. Derived from the id. Three
     * groups of four, 55 bits: among ten million records two share a number with a probability of about one in seven hundred; a
     * query by number then shows both.
     */
    public static String receiptNumber(String recordId) {
        return ReceiptNumber.of(UUID.fromString(recordId));
    }

    /** Whether a receipt number's check character is right; spaces, dashes and lower case are tolerated. */
    public static boolean isReceiptNumber(String text) {
        return normalReceiptNumber(text) != null;
    }

    /** The number as {@link #receiptNumber} writes it, from what somebody typed or heard; null if it cannot be one. */
    public static @Nullable String normalReceiptNumber(String text) {
        return ReceiptNumber.normal(text.toUpperCase(Locale.ROOT));
    }
}
