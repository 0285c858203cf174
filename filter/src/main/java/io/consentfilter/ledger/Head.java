package io.consentfilter.ledger;

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
 * @param keyId key that signed
 * @param signature Ed25519 over the head's bytes; empty while not yet signed
 */
public record Head(
        String log,
        long sequence,
        int size,
        byte[] root,
        byte[] previous,
        Instant at,
        String keyId,
        byte[] signature) {}
