package io.consentfilter.model;

/** State of one service or purpose in a record (ISO/IEC TS 27560, DPV 2.3; LAW.md B.3). */
public enum ConsentState {
    GIVEN,
    REFUSED,
    RENEWED,
    WITHDRAWN,
    EXPIRED,
    REVOKED,
    INVALIDATED;

    /** Whether data may be processed in this state. */
    public boolean valid() {
        return this == GIVEN || this == RENEWED;
    }
}
