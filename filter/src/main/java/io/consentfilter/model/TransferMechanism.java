package io.consentfilter.model;

/** What allows a transfer to a third country (Art. 45, 46, 49 GDPR; Art. 16, 17 DSG). */
public enum TransferMechanism {
    /** Adequacy decision, Art. 45 GDPR. */
    ADEQUACY,
    /** EU-US Data Privacy Framework, Decision (EU) 2023/1795; the recipient has to be listed. */
    DPF_EU,
    /** Swiss-US Data Privacy Framework; the recipient has to be listed. */
    DPF_CH,
    /** Standard contractual clauses, Decision (EU) 2021/914. */
    SCC,
    /** Binding corporate rules, Art. 47 GDPR. */
    BCR,
    /** Explicit consent, Art. 49(1)(a) GDPR. */
    EXPLICIT_CONSENT,
    /** Necessary for a contract, Art. 49(1)(b) or (c) GDPR. */
    CONTRACT
}
