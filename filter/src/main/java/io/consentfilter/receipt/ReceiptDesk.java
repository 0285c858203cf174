package io.consentfilter.receipt;

import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.model.Notice;
import io.consentfilter.registry.Registry;
import io.consentfilter.seal.Hmac;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.InstantSource;

/** Turns decisions into records. A grant takes effect only after its record is durable; a refusal or withdrawal always does. */
public final class ReceiptDesk {
    public ReceiptDesk(
            String site,
            ReceiptsSection settings,
            Registry registry,
            Notice notice,
            ReceiptStore receipts,
            NoticeArchive notices,
            Ids ids,
            Hmac subjectHmac,
            InstantSource clock) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /**
     * Accepts a decision.
     *
     * @throws UnknownChoiceException if it names something that the registry does not offer
     * @throws StoreException if it grants something and the record is not certainly durable: nothing takes effect
     */
    public ConsentReceipt accept(DecisionRequest request) throws UnknownChoiceException, StoreException {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The key under which the records of a cookie's subject id are kept. */
    public String subjectKey(String subjectId) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
