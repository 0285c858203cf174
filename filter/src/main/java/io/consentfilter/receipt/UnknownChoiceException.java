package io.consentfilter.receipt;

/** A decision named something that is not offered. The message says what, and what is. */
public final class UnknownChoiceException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnknownChoiceException(String message) {
        super(message);
    }
}
