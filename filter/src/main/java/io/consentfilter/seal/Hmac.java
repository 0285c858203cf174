package io.consentfilter.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) with one key per use. Safe for any number of threads. */
public final class Hmac {
    /** Shortest tag that is accepted: 128 bits (RFC 2104 §5 asks for at least half of the hash). */
    public static final int TAG_BYTES_MIN = 16;

    /** Shortest master secret that keys are derived from. */
    public static final int SECRET_BYTES_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String CONTEXT = "consent-filter/1/";

    private final SecretKeySpec key;

    private Hmac(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * A key for one use ("choice cookie", "shown token", "subject key", ...), derived from the master secret by HKDF (RFC 5869), so
     * that a tag made for one use never passes for another.
     *
     * @throws IllegalArgumentException if the secret is shorter than {@value #SECRET_BYTES_MIN} bytes
     */
    public static Hmac derive(byte[] masterSecret, String use) {
        if (masterSecret.length < SECRET_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "the master secret needs at least " + SECRET_BYTES_MIN + " bytes, found " + masterSecret.length);
        }
        byte[] info = (CONTEXT + use).getBytes(StandardCharsets.UTF_8);
        return new Hmac(Hkdf.expand(Hkdf.extract(new byte[0], masterSecret), info, 32));
    }

    /** The 32-byte tag. */
    public byte[] tag(byte[] message) {
        return tag(key, message);
    }

    /** Compares in constant time; a shortened tag of at least {@value #TAG_BYTES_MIN} bytes is compared over its length. */
    public boolean verify(byte[] message, byte[] tag) {
        byte[] expected = tag(message);
        if (tag.length < TAG_BYTES_MIN || tag.length > expected.length) {
            return false;
        }
        return MessageDigest.isEqual(Arrays.copyOf(expected, tag.length), tag);
    }

    /** A {@link Mac} is not safe for threads, so each call takes its own. */
    static byte[] tag(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
