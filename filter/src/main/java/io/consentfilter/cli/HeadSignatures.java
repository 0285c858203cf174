package io.consentfilter.cli;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.ProofVerifier;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the signatures of heads are worth, each found out once: one takes longer than all else of its records. */
final class HeadSignatures {
    private final Map<String, ProofVerifier.Signature> known = new ConcurrentHashMap<>();
    private final Set<String> told = new HashSet<>();
    private ProofVerifier verifier;

    HeadSignatures(ProofVerifier verifier) {
        this.verifier = verifier;
    }

    /** With more keys: what was unknown may be known now. */
    void verifyWith(ProofVerifier newVerifier) {
        verifier = newVerifier;
        known.clear();
    }

    /** What is wrong with a head's signature, told the first time the head comes. */
    List<String> news(Head head) {
        return told.add(key(head)) ? problems(head) : List.of();
    }

    List<String> problems(Head head) {
        return ProofVerifier.problems(head, worth(head));
    }

    boolean isLate(Head head) {
        return worth(head) == ProofVerifier.Signature.LATE;
    }

    /** Finds out about many, on all cores. */
    void learn(List<Head> heads) {
        heads.parallelStream().forEach(this::worth);
    }

    private ProofVerifier.Signature worth(Head head) {
        return known.computeIfAbsent(key(head), key -> verifier.signature(head));
    }

    private static String key(Head head) {
        Base64.Encoder encoder = Base64.getEncoder();
        return head.log() + "/" + head.sequence() + "/" + head.keyId() + "/" + encoder.encodeToString(head.signature())
                + encoder.encodeToString(head.hash());
    }
}
