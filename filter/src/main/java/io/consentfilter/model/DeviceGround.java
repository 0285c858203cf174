package io.consentfilter.model;

/** Why a storage needs no consent: § 25(2) TDDDG no. 1 and no. 2, Art. 5(3) sentence 2 ePrivacy Directive. */
public enum DeviceGround {
    /** Carries out the transmission of a communication. */
    TRANSMISSION,
    /** Strictly necessary for a service that the visitor expressly asked for. */
    SERVICE_REQUESTED
}
