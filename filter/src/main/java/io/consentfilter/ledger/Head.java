package io.consentfilter.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * The head of one batch, chained to the batch before and signed.
 *
 * @param log id of the log: one per writing node
 * @param sequence number of the batch in its log, from 1
 * @param size leaves in the batch
 * @param root Merkle root, SHA-256
 * @param previous hash of the head before; 32 zero bytes for the first
 * @param at when the batch was closed
 * @param keyId key that signed; empty while not yet signed
 * @param signature Ed25519 over {@link #bytes()}; empty while not yet signed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying on every read would cost more than it guards
public record Head(
        String log, long sequence, int size, byte[] root, byte[] previous, Instant at, String keyId, byte[] signature) {
    /** Length of a hash in bytes (SHA-256). */
    public static final int HASH_BYTES = 32;

    private static final byte[] KIND = "consent-head/1\0".getBytes(US_ASCII);

    /**
     * What is hashed for the chain and signed: {@code "consent-head/1" 0}, then sequence (8 bytes), size (4), root (32), previous
     * (32), milliseconds since 1970 (8), numbers big-endian, then the log's id in UTF-8. The key is not part of it: a signature
     * that is made later, with a newer key, must not break the chain.
     */
    public byte[] bytes() {
        byte[] name = log.getBytes(UTF_8);
        return ByteBuffer.allocate(KIND.length + 20 + root.length + previous.length + name.length)
                .put(KIND)
                .putLong(sequence)
                .putInt(size)
                .put(root)
                .put(previous)
                .putLong(at.toEpochMilli())
                .put(name)
                .array();
    }

    /** What the next head carries as {@link #previous}. */
    public byte[] hash() {
        return Sha256.of(bytes());
    }

    /** Whether a signature stands under it; not whether it is right. */
    public boolean signed() {
        return signature.length > 0;
    }

    /** The same with a signature. */
    public Head withSignature(String signingKeyId, byte[] signatureBytes) {
        return new Head(log, sequence, size, root, previous, at, signingKeyId, signatureBytes);
    }
}
