package io.consentfilter.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.consentfilter.seal.SigningKeys;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One log: gives each batch its head, chained to the one before. What must stay true: a head is handed on ({@link #advance}) only
 * when its batch is durable, so the chain never runs ahead of the store. One thread at a time.
 */
public final class Ledger {
    /** Stands in front of what is signed when a head is found unsigned at start: nobody can pass such a signature for a prompt one. */
    private static final byte[] LATE = "consent-late/1\0".getBytes(US_ASCII);

    private final String log;
    private long sequence;
    private byte[] previous;
    private Instant at;

    /**
     * @param log id of the log
     * @param last its last durable head, or null where it is empty
     */
    public Ledger(String log, @Nullable Head last) {
        this.log = log;
        this.sequence = last == null ? 0 : last.sequence();
        this.previous = last == null ? new byte[Head.HASH_BYTES] : last.hash();
        this.at = last == null ? Instant.EPOCH : last.at();
    }

    /** The number that the next head will have. */
    public long nextSequence() {
        return sequence + 1;
    }

    /** The next head, unsigned; its time is never before that of the head before. */
    public Head next(Batch batch, Instant now) {
        Instant closed = now.isAfter(at) ? Instant.ofEpochMilli(now.toEpochMilli()) : at;
        return new Head(log, nextSequence(), batch.leaves().size(), batch.root(), previous, closed, "", new byte[0]);
    }

    /** The head is durable: the next one chains to it. */
    public void advance(Head durable) {
        sequence = durable.sequence();
        previous = durable.hash();
        at = durable.at();
    }

    /** Signs a head before its batch is committed. */
    public static Head sign(Head head, SigningKeys keys) {
        return head.withSignature(keys.currentKeyId(), keys.sign(head.bytes()));
    }

    /** Signs a head that was found unsigned at start: durable, but its process ended before the signature was. */
    public static Head signLate(Head head, SigningKeys keys) {
        return head.withSignature(keys.currentKeyId(), keys.sign(late(head)));
    }

    static byte[] late(Head head) {
        byte[] bytes = head.bytes();
        return ByteBuffer.allocate(LATE.length + bytes.length)
                .put(LATE)
                .put(bytes)
                .array();
    }
}
