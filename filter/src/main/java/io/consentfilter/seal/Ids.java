package io.consentfilter.seal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers: UUIDv7 (RFC 9562) for records, 128 random bits behind their moment for subjects, readable receipt numbers with a check
 * character. Safe for any number of threads.
 */
public final class Ids {
    /** RFC 9562 §6.2 method 1: the 12 bits after the version count within a millisecond. */
    private static final int COUNTER_MAX = 0xFFF;

    private static final int MOMENT_BYTES = 6;

    /** Of 22 bytes. */
    private static final int SUBJECT_LENGTH = 30;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

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

    /**
     * A new subject id: the millisecond of its first grant (48 bits) and 128 random bits, base64url without padding. With its moment in
     * front, what is kept under it comes to lie side by side instead of all over an index.
     */
    public static String subjectId(Instant begun) {
        byte[] random = random128();
        return BASE64.encodeToString(ByteBuffer.allocate(MOMENT_BYTES + random.length)
                .putShort((short) (begun.toEpochMilli() >>> 32))
                .putInt((int) begun.toEpochMilli())
                .put(random)
                .array());
    }

    /** The moment that stands in front of a subject id, six bytes; none in ids that were made before ids had one. */
    public static byte[] momentOfSubject(String subjectId) {
        return subjectId.length() == SUBJECT_LENGTH
                ? Base64.getUrlDecoder().decode(subjectId.substring(0, MOMENT_BYTES * 4 / 3))
                : new byte[0];
    }

    /** A secret that nobody guesses: 128 random bits, base64url without padding. */
    public static String token() {
        return BASE64.encodeToString(random128());
    }

    private static byte[] random128() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return bits;
    }

    /**
     * The receipt number of a record: short, readable aloud, no ambiguous letters, last character checks. It is the beginning of the
     * id (its millisecond, its place within it, two random bits): records of one node never share a number; two nodes that decide in
     * the same millisecond do once in some thousands of cases, and a query by number then shows both. It is a name, not a secret.
     */
    public static String receiptNumber(String recordId) {
        return ReceiptNumber.of(UUID.fromString(recordId));
    }

    /**
     * Record ids that have the same receipt number.
     *
     * @param first the smallest
     * @param end the one behind the greatest
     */
    public record Range(String first, String end) {}

    /** The ids whose receipt number this is; null if it cannot be one. However it was typed. */
    public static @Nullable Range recordIds(String receiptNumber) {
        String normal = normalReceiptNumber(receiptNumber);
        if (normal == null) {
            return null;
        }
        UUID first = ReceiptNumber.first(normal);
        return new Range(first.toString(), ReceiptNumber.end(first).toString());
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
