package io.consentfilter.store.sql;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import org.jspecify.annotations.Nullable;

/**
 * A durable batch.
 *
 * @param batch its leaves
 * @param head its signed head; null where nothing in it was sealed (counts, notices)
 */
record Sealed(Batch batch, @Nullable Head head) {
    Proof proof(int leaf, byte[] salt) {
        if (head == null) {
            throw new IllegalStateException("nothing was sealed in this batch");
        }
        return batch.proof(leaf, salt, head);
    }
}
