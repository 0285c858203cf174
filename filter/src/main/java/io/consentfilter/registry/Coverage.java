package io.consentfilter.registry;

import io.consentfilter.model.Decision;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an earlier decision answers of today's questions (LAW.md B39). */
final class Coverage {
    private final Offer offer;
    private final Decision decision;
    private final Set<String> refusedPurposes = new HashSet<>();

    Coverage(Offer offer, Decision decision) {
        this.offer = offer;
        this.decision = decision;
        decision.refused().forEach(id -> refusedPurposes.add(offer.purposeOf(id)));
        decision.granted().forEach(id -> refusedPurposes.remove(offer.purposeOf(id)));
    }

    Set<String> open(Map<String, Set<String>> factsNow, @Nullable Map<String, Set<String>> factsThen) {
        Set<String> open = new LinkedHashSet<>();
        for (String id : offer.ids()) {
            boolean granted = decision.granted().contains(id);
            boolean refused = decision.refused().contains(id) || refusedPurposes.contains(offer.purposeOf(id));
            if (granted ? grown(id, factsNow, factsThen) : !refused) {
                open.add(id);
            }
        }
        return open;
    }

    /** More recipients, countries or another ground than was agreed to; fewer are covered. */
    private static boolean grown(
            String id, Map<String, Set<String>> factsNow, @Nullable Map<String, Set<String>> factsThen) {
        Set<String> then = factsThen == null ? null : factsThen.get(id);
        return then != null && !then.containsAll(factsNow.getOrDefault(id, Set.of()));
    }
}
