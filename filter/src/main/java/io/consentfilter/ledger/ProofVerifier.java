package io.consentfilter.ledger;

import java.util.List;
import java.util.Map;

/** Checks proofs and chains with public keys alone. */
public final class ProofVerifier {
    public ProofVerifier(Map<String, byte[]> publicKeys) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Checks one record: leaf, path, head signature. An empty list means proven, else every sentence says what is wrong. */
    public List<String> check(byte[] canonicalRecord, Proof proof) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Checks that heads of one log, in order, are chained without a gap and signed. */
    public List<String> checkChain(List<Head> heads) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
