package io.consentfilter.model;

/** What a measure protects, Art. 32(1)(b) GDPR. */
public enum MeasureKind {
    CONFIDENTIALITY,
    INTEGRITY,
    AVAILABILITY,
    RESILIENCE
}
