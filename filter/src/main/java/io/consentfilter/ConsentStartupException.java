package io.consentfilter;

import jakarta.servlet.ServletException;

/** The filter refuses to start. The message is written for the person who deploys: what is wrong, where, and what would be right. */
public final class ConsentStartupException extends ServletException {
    private static final long serialVersionUID = 1L;

    ConsentStartupException(String message) {
        // Neither cause nor stack trace: a container prints both, and the message would drown.
        super(message);
        setStackTrace(new StackTraceElement[0]);
    }
}
