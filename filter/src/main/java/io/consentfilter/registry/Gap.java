package io.consentfilter.registry;

import java.util.List;

/** A service that stays withheld and is not offered, because mandatory facts are unknown. */
public record Gap(String serviceId, List<String> missingFacts) {
    public Gap {
        missingFacts = List.copyOf(missingFacts);
    }
}
