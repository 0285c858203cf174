package io.consentfilter.ledger;

import java.util.List;

/**
 * Proves offline that one record stands in a signed batch.
 *
 * @param salt random salt of the leaf
 * @param leafIndex place of the leaf in its batch, from 0
 * @param path audit path (RFC 9162 §2.1.3), from the leaf upwards
 * @param head the signed head of the batch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying on every read would cost more than it guards
public record Proof(byte[] salt, int leafIndex, List<byte[]> path, Head head) {
    public Proof {
        path = List.copyOf(path);
    }
}
