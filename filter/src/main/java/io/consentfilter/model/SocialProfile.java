package io.consentfilter.model;

import org.jspecify.annotations.Nullable;

/** A page of the controller in a social network (Art. 26 GDPR). */
public record SocialProfile(
        @Option(doc = "Name of the network.") String network,
        @Option(doc = "Address of the profile.") String url,
        @Option(doc = "Who runs the network.") String provider,

        @Option(doc = "Country of its seat, ISO 3166-1 alpha-2.")
        String country,

        @Option(doc = "Address of the network's privacy policy.", byDefault = "null") @Nullable
        String privacyUrl,

        @Option(doc = "Whether an arrangement on joint control stands.", byDefault = "true")
        boolean jointController) {}
