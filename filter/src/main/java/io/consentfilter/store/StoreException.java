package io.consentfilter.store;

/** The store did not do it: a grant stays denied, a query is answered with an error. Never says more than an operator needs. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
