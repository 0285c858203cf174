package io.consentfilter.receipt;

/** Something would be granted, but nothing proves which notice was shown: ask again. Never stops a refusal or withdrawal. */
public final class NoticeNotShownException extends Exception {
    private static final long serialVersionUID = 1L;

    public NoticeNotShownException(String message) {
        super(message);
    }
}
