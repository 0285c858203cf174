package io.consentfilter.operator;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks every log from its first head to its last, piece by piece. Each link is checked, of signatures the newest: one takes as long as
 * many links, and a signed head vouches for all that it is chained to.
 */
final class LogChains {
    /** Newest heads of each log whose signatures are checked: ten to twenty seconds. */
    static final int SIGNATURES_MAX = 200_000;

    private static final int HEADS_AT_ONCE = 500;

    private final ReceiptStore receipts;
    private final ProofVerifier verifier;
    private final int signaturesMax;
    private long byChainAlone;

    LogChains(ReceiptStore receipts, ProofVerifier verifier, int signaturesMax) {
        this.receipts = receipts;
        this.verifier = verifier;
        this.signaturesMax = signaturesMax;
    }

    /** What is wrong, in the order of the logs; empty where all is well. */
    List<String> problems() throws StoreException {
        List<String> problems = new ArrayList<>();
        byChainAlone = 0;
        for (Head latest : receipts.latestHeads()) {
            check(latest, problems);
        }
        return problems;
    }

    /** Heads whose own signatures were not looked at. */
    long byChainAlone() {
        return byChainAlone;
    }

    /** Each piece begins with the last head of the one before. */
    private void check(Head latest, List<String> problems) throws StoreException {
        long signedAfter = Math.max(0, latest.sequence() - signaturesMax);
        byChainAlone += signedAfter;
        List<Head> last = List.of();
        long next = 1;
        while (next <= latest.sequence()) {
            List<Head> heads = receipts.heads(latest.log(), next, HEADS_AT_ONCE);
            if (heads.isEmpty()) {
                problems.add("missing: heads from " + next + " of log " + latest.log());
                return;
            }
            if (last.isEmpty()) {
                problems.addAll(ProofVerifier.checkBeginning(heads.get(0)));
            }
            List<Head> piece = new ArrayList<>(last);
            piece.addAll(heads);
            problems.addAll(verifier.checkChain(piece, signedAfter));
            last = List.of(heads.get(heads.size() - 1));
            next = last.get(0).sequence() + 1;
        }
    }
}
