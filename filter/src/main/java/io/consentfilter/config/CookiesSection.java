package io.consentfilter.config;

import io.consentfilter.model.Option;

/** What happens to cookies that nobody declared. */
public record CookiesSection(
        @Option(
                doc = "\"pass\" and count cookie names that nobody declared, or \"withhold\" them.",
                byDefault = "\"pass\"")
        Undeclared undeclared) {
    /** How an undeclared name is treated. */
    public enum Undeclared {
        PASS,
        WITHHOLD
    }
}
