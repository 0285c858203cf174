package io.consentfilter.store;

import io.consentfilter.ledger.Proof;
import io.consentfilter.model.ConsentRecord;

/** A record with its proof, as the store keeps them. */
public record StoredReceipt(ConsentRecord record, Proof proof) {}
