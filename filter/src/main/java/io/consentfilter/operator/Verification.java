package io.consentfilter.operator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.store.StoredReceipt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks receipts as they leave: an operator sees whether a record is still the one that was proven. Leaf and path are checked each
 * time; what the signature of a head is worth, which takes far longer, is remembered for as long as its bytes are the same.
 */
final class Verification {
    /** Heads whose signature is remembered, some 500 bytes each. */
    static final int HEADS_MAX = 10_000;

    private final ProofVerifier verifier;
    private final Cache<ByteBuffer, List<String>> signatures =
            Caffeine.newBuilder().maximumSize(HEADS_MAX).executor(Runnable::run).build();

    Verification(Map<String, byte[]> publicKeys) {
        this(new ProofVerifier(publicKeys));
    }

    Verification(ProofVerifier verifier) {
        this.verifier = verifier;
    }

    /** What is wrong; empty where the record is proven. */
    List<String> problems(StoredReceipt receipt) {
        Head head = receipt.proof().head();
        List<String> problems =
                new ArrayList<>(verifier.checkLeaf(ReceiptDocuments.canonical(receipt.record()), receipt.proof()));
        problems.addAll(signatures.get(signed(head), bytes -> verifier.checkSignature(head)));
        return problems;
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

    /** All that the worth of a signature depends on: what is signed, by which key, and the signature, each with its length in front. */
    private static ByteBuffer signed(Head head) {
        byte[] bytes = head.bytes();
        byte[] key = head.keyId().getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(2 * Integer.BYTES + bytes.length + key.length + head.signature().length);
        return all.putInt(bytes.length)
                .put(bytes)
                .putInt(key.length)
                .put(key)
                .put(head.signature())
                .flip();
    }
}
