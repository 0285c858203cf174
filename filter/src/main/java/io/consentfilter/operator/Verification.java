package io.consentfilter.operator;

import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.store.StoredReceipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks receipts as they leave: an operator sees whether a record is still the one that was proven. */
final class Verification {
    private final ProofVerifier verifier;

    Verification(Map<String, byte[]> publicKeys) {
        this.verifier = new ProofVerifier(publicKeys);
    }

    /** What is wrong; empty where the record is proven. */
    List<String> problems(StoredReceipt receipt) {
        return verifier.check(ReceiptDocuments.canonical(receipt.record()), receipt.proof());
    }

    /** Record, proof and the result of checking them. */
    Map<String, Object> checked(StoredReceipt receipt) {
        Map<String, Object> form = new LinkedHashMap<>(ReceiptDocuments.compact(receipt));
        List<String> problems = problems(receipt);
        form.put("verify", Map.of("proven", problems.isEmpty(), "problems", problems));
        return form;
    }

    ProofVerifier verifier() {
        return verifier;
    }
}
