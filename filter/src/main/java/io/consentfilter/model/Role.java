package io.consentfilter.model;

/** What a recipient is in the sense of Art. 4, 26 and 28 GDPR. */
public enum Role {
    PROCESSOR,
    JOINT_CONTROLLER,
    CONTROLLER
}
