package io.consentfilter.model;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/** How long data is kept, or by which criterion that is decided (Art. 13(2)(a) GDPR). One of period and criterion is given. */
public record Retention(
        @Option(doc = "Period, ISO 8601.", example = "\"P12M\"", byDefault = "null") @Nullable
        Period period,

        @Option(
                doc = "Criterion where there is no fixed period.",
                example = "\"until-account-deleted\"",
                byDefault = "null")
        @Nullable
        String criterion,

        @Option(doc = "What the period counts from.", example = "\"collection\"", byDefault = "null") @Nullable
        String from,

        @Option(doc = "How often it is checked whether the data is still needed.", byDefault = "null") @Nullable
        Period reviewEvery,

        @Option(doc = "The statute that demands it.", example = "\"Art. 958f OR\"", byDefault = "null") @Nullable
        String law) {}
