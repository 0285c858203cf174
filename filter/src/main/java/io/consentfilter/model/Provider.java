package io.consentfilter.model;

import org.jspecify.annotations.Nullable;

/** Who stands behind a service (Art. 13(1)(e) GDPR). */
public record Provider(
        @Option(doc = "Company name with legal form.") String name,

        @Option(doc = "Postal address in one line.", byDefault = "null") @Nullable
        String address,

        @Option(doc = "Country of the seat, ISO 3166-1 alpha-2.", example = "\"DE\"", byDefault = "null") @Nullable
        String country,

        @Option(doc = "Address of the provider's own privacy policy, https.", byDefault = "null") @Nullable
        String privacyUrl,

        @Option(doc = "Address for questions about data protection.", byDefault = "null") @Nullable
        String email) {}
