package io.consentfilter.registry;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a host, a cookie or a script.
 *
 * @param kind whose it is and what that means
 * @param serviceId the service it belongs to, if one is known
 */
public record Verdict(Kind kind, @Nullable String serviceId) {
    /** Whose it is and what that means. */
    public enum Kind {
        /** The site's own. */
        OWN,
        /** Exempt from consent. */
        NECESSARY,
        /** Of a service that the visitor granted. */
        GRANTED,
        /** Of a service (declared, retired or of the catalogue) that the visitor did not grant. */
        WITHHELD,
        /** Of nobody we know: a host is withheld, a cookie follows the configuration. */
        UNDECLARED
    }

    /** Whether the thing must not be loaded. */
    public boolean withheld() {
        return kind == Kind.WITHHELD || kind == Kind.UNDECLARED;
    }
}
