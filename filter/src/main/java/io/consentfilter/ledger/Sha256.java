package io.consentfilter.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over pieces. An object serves one thread and spares looking the algorithm up for each of many hashes. */
final class Sha256 {
    private final MessageDigest digest = digest();

    static byte[] of(byte[]... pieces) {
        return new Sha256().hash(pieces);
    }

    byte[] hash(byte[]... pieces) {
        for (byte[] piece : pieces) {
            digest.update(piece);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
