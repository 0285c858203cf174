package io.consentfilter.receipt;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.registry.Registry;
import io.consentfilter.store.StoredReceipt;
import java.util.Map;

/** Forms of a record: canonical JSON, JSON-LD (ISO/IEC TS 27560 in DPV), plain text. */
public final class ReceiptDocuments {
    public ReceiptDocuments(ControllerSection controller, Registry registry, String policyUrl, String choicesUrl) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The bytes that are hashed and proven (RFC 8785). */
    public static byte[] canonical(ConsentRecord record) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The compact form for queries and exports: record and proof, as plain values. */
    public static Map<String, Object> compact(StoredReceipt receipt) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** ISO/IEC TS 27560 record in DPV as JSON-LD with inline context, as plain values. */
    public Map<String, Object> jsonLd(StoredReceipt receipt) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** For readers without a browser. */
    public String plainText(StoredReceipt receipt, String language) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
