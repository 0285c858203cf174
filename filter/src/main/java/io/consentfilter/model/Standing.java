package io.consentfilter.model;

/** How a visitor stands towards us when a request arrives. */
public enum Standing {
    /** Nobody has asked yet, or the answer has run out: the banner is shown. */
    UNDECIDED,
    /** A verified choice that covers all that is asked today: no banner. */
    DECIDED,
    /** A verified choice exists, but something new has to be asked. Its grants still count. */
    ASK_AGAIN,
    /** The browser refuses for its user ({@code Sec-GPC: 1} or {@code DNT: 1}): nothing granted, no banner. */
    SIGNAL,
    /** Today's notice was declared invalid: nothing granted, and nobody is asked with it. */
    CLOSED,
    /** A cross-site POST landing, which carries no Lax cookie: nothing granted, nothing expired, the script decides on the banner. */
    UNKNOWN
}
