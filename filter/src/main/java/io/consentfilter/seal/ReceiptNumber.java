package io.consentfilter.seal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Eleven characters of Crockford's base 32 (no I, L, O, U) and one that checks. The eleven are the beginning of the record's id: its
 * millisecond since 2020 (41 bits, up to 2089), its place within it (12 bits) and two random bits. So numbers sort like ids, and a
 * number says between which ids its records lie.
 *
 * <p>The check makes the weighted sum of all characters zero in the field of 32 elements (x⁵+x²+1); the weights are different powers
 * of a generator, so every single wrong character and every swap of two characters is noticed.
 */
final class ReceiptNumber {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final int DIGIT_BITS = 5;

    private static final long FIRST_MILLIS =
            Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long MILLIS_MASK = (1L << 41) - 1;

    /** RFC 9562 §5.7: 48 bits of time, 4 of version, 12 that count; then 2 of variant and 62 that are random. */
    private static final int COUNTER_BITS = 12;

    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final int RANDOM_BITS = 2;
    private static final long RANDOM_MASK = (1L << RANDOM_BITS) - 1;
    private static final int RANDOM_LEFT = 62 - RANDOM_BITS;
    private static final long VERSION_7 = 0x7000L;

    private ReceiptNumber() {}

    static String of(UUID id) {
        long high = id.getMostSignificantBits();
        long millis = (high >>> 16) - FIRST_MILLIS & MILLIS_MASK;
        long random = id.getLeastSignificantBits() >>> RANDOM_LEFT & RANDOM_MASK;
        long bits = (millis << COUNTER_BITS | high & COUNTER_MASK) << RANDOM_BITS | random;
        int[] digits = new int[LENGTH];
        for (int i = 0; i < LENGTH - 1; i++) {
            digits[i] = (int) (bits >>> (DIGIT_BITS * (LENGTH - 2 - i))) & 31;
        }
        // The last character has weight one, so it takes the sum of the others.
        digits[LENGTH - 1] = weightedSum(digits);
        return written(digits);
    }

    /** The smallest id that has this number, which {@link #normal} has written. */
    static UUID first(String number) {
        long bits = 0;
        for (char c : number.replace("-", "").substring(0, LENGTH - 1).toCharArray()) {
            bits = bits << DIGIT_BITS | ALPHABET.indexOf(c);
        }
        long counted = bits >>> RANDOM_BITS;
        long millis = FIRST_MILLIS + (counted >>> COUNTER_BITS);
        return new UUID(
                millis << 16 | VERSION_7 | counted & COUNTER_MASK,
                Long.MIN_VALUE | (bits & RANDOM_MASK) << RANDOM_LEFT);
    }

    /** The id behind the last one that has the number of this first one. */
    static UUID end(UUID first) {
        return new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() + (1L << RANDOM_LEFT));
    }

    static @Nullable String normal(String upperCase) {
        int[] digits = new int[LENGTH];
        int count = 0;
        for (int i = 0; i < upperCase.length(); i++) {
            char c = upperCase.charAt(i);
            if (c == ' ' || c == '-') {
                continue;
            }
            int digit = ALPHABET.indexOf(c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
            if (digit < 0 || count == LENGTH) {
                return null;
            }
            digits[count++] = digit;
        }
        return count == LENGTH && weightedSum(digits) == 0 ? written(digits) : null;
    }

    private static String written(int[] digits) {
        StringBuilder text = new StringBuilder(LENGTH + 2);
        for (int i = 0; i < LENGTH; i++) {
            text.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(digits[i]));
        }
        return text.toString();
    }

    /** Horner's rule: the character at place i from the end has the weight xⁱ. */
    private static int weightedSum(int[] digits) {
        int sum = 0;
        for (int digit : digits) {
            sum = timesX(sum) ^ digit;
        }
        return sum;
    }

    private static int timesX(int element) {
        int shifted = element << 1;
        return (shifted & 32) == 0 ? shifted : shifted ^ 0b100101;
    }
}
