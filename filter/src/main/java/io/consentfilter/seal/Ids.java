package io.consentfilter.seal;

import java.time.InstantSource;

/** Identifiers: UUIDv7 (RFC 9562) for records, random 128 bits for subjects, readable receipt numbers with a check character. */
public final class Ids {
    public Ids(InstantSource clock) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** A new record id, UUIDv7, never smaller than one made before by this object. */
    public String recordId() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** A new subject id: 128 random bits, base64url without padding. */
    public static String subjectId() {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** The receipt number of a record: short, readable aloud, no ambiguous letters, last character checks. Derived from the id. */
    public static String receiptNumber(String recordId) {
        throw new UnsupportedOperationException("laid, not built");
    }

    /** Whether a receipt number's check character is right; spaces, dashes and lower case are tolerated. */
    public static boolean isReceiptNumber(String text) {
        throw new UnsupportedOperationException("laid, not built");
    }
}
