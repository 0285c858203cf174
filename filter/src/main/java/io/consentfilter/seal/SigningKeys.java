package io.consentfilter.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ed25519 (RFC 8032): the current key signs, all kept keys verify. Safe for any number of threads. */
public final class SigningKeys {
    /** Length of a signature in bytes (RFC 8032 §5.1.6). */
    public static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";

    /** Bytes of the public key's hash that name it: 96 bits, 16 characters. */
    private static final int ID_BYTES = 12;

    private final String currentKeyId;
    private final PrivateKey currentKey;
    private final Map<String, byte[]> publicKeys;

    SigningKeys(PrivateKey currentKey, byte[] currentPublicKey, Iterable<byte[]> keptPublicKeys) {
        this.currentKey = currentKey;
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
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(currentKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has " + ALGORITHM, e);
        }
    }

    /** Public keys by id, X.509 SubjectPublicKeyInfo (RFC 8410); the current one is the last. */
    public Map<String, byte[]> publicKeys() {
        return publicKeys;
    }

    /** Whether the signature is that of the key; false too where key or signature is no such thing. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey(publicKey));
            verifier.update(message);
            return signature.length == SIGNATURE_BYTES && verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
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

    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private void requirePair() {
        byte[] probe = "do these two belong together".getBytes(StandardCharsets.US_ASCII);
        byte[] publicKey = publicKeys.get(currentKeyId);
        if (publicKey == null || !verify(publicKey, probe, sign(probe))) {
            throw new IllegalArgumentException("private and public key do not belong together");
        }
    }
}
