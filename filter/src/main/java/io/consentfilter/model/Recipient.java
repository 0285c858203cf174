package io.consentfilter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who receives personal data (Art. 4(9), 13(1)(e) GDPR). */
public record Recipient(
        @Option(doc = "Company name with legal form.") String name,

        @Option(doc = "Postal address in one line.", byDefault = "null") @Nullable
        String address,

        @Option(doc = "Country of the seat, ISO 3166-1 alpha-2.", byDefault = "null") @Nullable
        String country,

        @Option(doc = "Role: processor, joint-controller or controller.", byDefault = "\"processor\"")
        Role role,

        @Option(key = "for", doc = "Ids of the activities and services it works for.", byDefault = "[]")
        List<String> worksFor,

        @Option(doc = "Transfers to third countries.", byDefault = "[]")
        List<Transfer> transfers) {
    public Recipient {
        worksFor = List.copyOf(worksFor);
        transfers = List.copyOf(transfers);
    }
}
