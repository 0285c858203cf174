package io.consentfilter.store;

import io.consentfilter.ledger.Proof;

/** A journal entry with its proof, as the store keeps them. */
public record StoredJournalEntry(JournalEntry entry, Proof proof) {}
