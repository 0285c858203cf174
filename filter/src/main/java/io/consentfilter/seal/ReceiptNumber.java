package io.consentfilter.seal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Eleven characters of Crockford's base 32 (no I, L, O, U) and one that checks.
 *
 * <p>The check makes the weighted sum of all characters zero in the field of 32 elements (x⁵+x²+1); the weights are different powers
 * of a generator, so every single wrong character and every swap of two characters is noticed.
 */
final class ReceiptNumber {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;

    private ReceiptNumber() {}

    static String of(UUID id) {
        byte[] input = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        long bits = ByteBuffer.wrap(sha256(input)).getLong();
        int[] digits = new int[LENGTH];
        for (int i = 0; i < LENGTH - 1; i++) {
            digits[i] = (int) (bits >>> (5 * i)) & 31;
        }
        // The last character has weight one, so it takes the sum of the others.
        digits[LENGTH - 1] = weightedSum(digits);
        return written(digits);
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

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
