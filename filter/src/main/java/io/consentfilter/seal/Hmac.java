package io.consentfilter.seal;

/** HMAC-SHA-256 (RFC 2104) with one key per use. Safe for any number of threads. */
public final class Hmac {
    private Hmac() {}

    /** A key for one use ("choice cookie", "shown token", "subject key", ...), derived from the master secret by HKDF (RFC 5869). */
    public static Hmac derive(byte[] masterSecret, String use) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The 32-byte tag. */
    public byte[] tag(byte[] message) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Compares in constant time; a shortened tag of at least 16 bytes is compared over its length. */
    public boolean verify(byte[] message, byte[] tag) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
