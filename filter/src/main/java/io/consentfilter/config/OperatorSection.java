package io.consentfilter.config;

import io.consentfilter.model.Option;

/** Somebody who may query receipts. */
public record OperatorSection(
        @Option(
                doc =
                        "Name in the access log; a role, not a person. Whoever the container knows in a role of this name is let in too.")
        String name,

        @Option(
                doc = "SHA-256 of the token, hexadecimal.",
                secret = true,
                example = "\"env:CONSENT_OPERATOR_TOKEN_SHA256\"")
        String tokenSha256,

        @Option(doc = "\"reader\" queries, \"keeper\" also erases and invalidates.", byDefault = "\"keeper\"")
        OperatorRole role) {
    /** What an operator may do. */
    public enum OperatorRole {
        READER,
        KEEPER
    }

    /** Without the hash: whoever prints a configuration prints no secret. */
    @Override
    public String toString() {
        return "OperatorSection[name=" + name + ", role=" + role + "]";
    }
}
