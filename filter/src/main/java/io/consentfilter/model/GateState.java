package io.consentfilter.model;

/** Whether grants can take effect at all, by what is known of invalid notices. */
public enum GateState {
    /** They count, and whoever has not decided is asked. */
    OPEN,
    /** Today's notice was declared invalid: nobody can agree under it, so nobody is asked. */
    CLOSED,
    /** The store has not said yet which notices are invalid: no grant counts until it has. */
    UNKNOWN
}
