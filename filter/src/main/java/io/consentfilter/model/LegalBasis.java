package io.consentfilter.model;

/** The ground of a processing, Art. 6(1) GDPR. In JSON: lower case with dashes. */
public enum LegalBasis {
    /** Art. 6(1)(a). */
    CONSENT,
    /** Art. 6(1)(b). */
    CONTRACT,
    /** Art. 6(1)(c). */
    LEGAL_OBLIGATION,
    /** Art. 6(1)(d). */
    VITAL_INTEREST,
    /** Art. 6(1)(e). */
    PUBLIC_TASK,
    /** Art. 6(1)(f); the interest has to be named. */
    LEGITIMATE_INTEREST
}
