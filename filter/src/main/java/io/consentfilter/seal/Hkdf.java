package io.consentfilter.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): one good secret becomes independent keys. */
final class Hkdf {
    private static final int HASH_BYTES = 32;

    /** RFC 5869 §2.3: the counter is one byte. */
    static final int OUTPUT_BYTES_MAX = 255 * HASH_BYTES;

    private Hkdf() {}

    /** §2.2: concentrates the secret; an empty salt counts as {@value #HASH_BYTES} zero bytes. */
    static byte[] extract(byte[] salt, byte[] secret) {
        return Hmac.tag(key(salt.length == 0 ? new byte[HASH_BYTES] : salt), secret);
    }

    /** §2.3: as many bytes as asked for, bound to {@code info}. */
    static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
        if (length > OUTPUT_BYTES_MAX) {
            throw new IllegalArgumentException("at most " + OUTPUT_BYTES_MAX + " bytes, asked for " + length);
        }
        SecretKeySpec key = key(pseudoRandomKey);
        ByteBuffer output = ByteBuffer.allocate(length);
        byte[] block = new byte[0];
        for (int counter = 1; output.hasRemaining(); counter++) {
            block = Hmac.tag(key, step(block, info, (byte) counter));
            output.put(block, 0, Math.min(block.length, output.remaining()));
        }
        return output.array();
    }

    private static byte[] step(byte[] block, byte[] info, byte counter) {
        byte[] input = Arrays.copyOf(block, block.length + info.length + 1);
        System.arraycopy(info, 0, input, block.length, info.length);
        input[input.length - 1] = counter;
        return input;
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
