package io.consentfilter.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A transfer to a third country (Art. 13(1)(f) GDPR, Art. 19(4) DSG). */
public record Transfer(
        @Option(doc = "Who receives the data there.") String recipient,

        @Option(doc = "Country, ISO 3166-1 alpha-2.", example = "\"US\"")
        String country,

        @Option(doc = "What allows the transfer.") TransferMechanism mechanism,

        @Option(doc = "Where a copy of the safeguard is to be had.", byDefault = "null") @Nullable
        String reference,

        @Option(doc = "Day on which somebody last checked that the mechanism holds.", byDefault = "null") @Nullable
        LocalDate checkedOn) {}
