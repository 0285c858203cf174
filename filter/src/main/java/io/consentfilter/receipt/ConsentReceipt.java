package io.consentfilter.receipt;

import io.consentfilter.ledger.Proof;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What the visitor gets.
 *
 * @param decision what takes effect, for the choice cookie
 * @param record the record behind it; null where a refusal took effect although the store failed
 * @param proof its proof; null likewise
 */
public record ConsentReceipt(
        Decision decision,
        @Nullable ConsentRecord record,
        @Nullable Proof proof) {}
