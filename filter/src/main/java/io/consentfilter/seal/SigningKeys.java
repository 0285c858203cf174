package io.consentfilter.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 (RFC 8032): the current key signs, all kept keys verify. Safe for any number of threads. */
public final class SigningKeys {
    /** Length of a signature in bytes (RFC 8032 §5.1.6). */
    public static final int SIGNATURE_BYTES = 64;

    /** RFC 8410 §4: SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING }, before the 32 bytes of the point. */
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Bytes of the public key's hash that name it: 96 bits, 16 characters. */
    private static final int ID_BYTES = 12;

    private final String currentKeyId;
    private final byte[] seed;
    private final byte[] currentPoint;
    private final Map<String, byte[]> publicKeys;

    /**
     * @throws IllegalArgumentException if the two keys do not belong together
     */
    SigningKeys(EdECPrivateKey currentKey, byte[] currentPublicKey, Iterable<byte[]> keptPublicKeys) {
        this.seed =
                currentKey.getBytes().orElseThrow(() -> new IllegalArgumentException("the private key cannot be read"));
        this.currentPoint = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, currentPoint, 0);
        this.currentKeyId = idOf(currentPublicKey);
        Map<String, byte[]> all = new LinkedHashMap<>();
        keptPublicKeys.forEach(kept -> all.put(idOf(kept), kept));
        all.put(currentKeyId, currentPublicKey);
        this.publicKeys = Collections.unmodifiableMap(all);
        requirePair();
    }

    /** Id of the key that signs now. */
    public String currentKeyId() {
        return currentKeyId;
    }

    /** Signs with the current key; {@value #SIGNATURE_BYTES} bytes. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[SIGNATURE_BYTES];
        Ed25519.sign(seed, 0, currentPoint, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Public keys by id, X.509 SubjectPublicKeyInfo (RFC 8410); the current one is the last. */
    public Map<String, byte[]> publicKeys() {
        return publicKeys;
    }

    /** Whether the signature is that of the key; false too where key or signature is no such thing. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_BYTES
                && publicKey.length == PUBLIC_PREFIX.length + Ed25519.PUBLIC_KEY_SIZE
                && Arrays.equals(publicKey, 0, PUBLIC_PREFIX.length, PUBLIC_PREFIX, 0, PUBLIC_PREFIX.length)
                && Ed25519.verify(signature, 0, publicKey, PUBLIC_PREFIX.length, message, 0, message.length);
    }

    /** The id of a public key: a part of its SHA-256, so that nobody can put another key under it. */
    public static String idOf(byte[] publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void requirePair() {
        byte[] probe = "do these two belong together".getBytes(StandardCharsets.US_ASCII);
        byte[] publicKey = publicKeys.get(currentKeyId);
        if (publicKey == null || !verify(publicKey, probe, sign(probe))) {
            throw new IllegalArgumentException("private and public key do not belong together");
        }
    }
}
