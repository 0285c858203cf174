package io.consentfilter.receipt;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import io.consentfilter.store.StoredReceipt;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Record and proof side by side. The canonical JSON of {@code record} is exactly what the proof's leaf was made of, so a line of
 * an export is enough to verify it.
 */
final class CompactForm {
    private CompactForm() {}

    static Map<String, Object> of(StoredReceipt receipt) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("record", CanonicalRecord.of(receipt.record()));
        form.put("proof", proof(receipt.proof()));
        return form;
    }

    static Map<String, Object> proof(Proof proof) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("salt", base64(proof.salt()));
        form.put("index", proof.leafIndex());
        form.put("path", proof.path().stream().map(CompactForm::base64).collect(Collectors.toList()));
        form.put("head", head(proof.head()));
        return form;
    }

    static Map<String, Object> head(Head head) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("log", head.log());
        form.put("sequence", head.sequence());
        form.put("size", head.size());
        form.put("root", base64(head.root()));
        form.put("previous", base64(head.previous()));
        form.put("at", CanonicalRecord.moment(head.at()));
        form.put("keyId", head.keyId());
        form.put("signature", base64(head.signature()));
        return form;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
