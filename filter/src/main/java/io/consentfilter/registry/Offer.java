package io.consentfilter.registry;

import io.consentfilter.config.ConsentConfig;
import io.consentfilter.model.Activity;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What visitors can be asked for: everything whose mandatory facts are known. */
final class Offer {
    private final List<Service> services = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<String, String> purposeById = new LinkedHashMap<>();
    private final List<Purpose> purposes;
    private final List<String> ids;

    Offer(ConsentConfig config) {
        MandatoryFacts facts = new MandatoryFacts(config);
        config.services().forEach(service -> service(service, facts.missing(service)));
        config.activities().stream()
                .filter(activity -> activity.legalBasis() == LegalBasis.CONSENT)
                .forEach(activity -> activity(activity, facts.missing(activity)));
        purposes = config.purposes().stream()
                .filter(purpose -> purposeById.containsValue(purpose.id()))
                .toList();
        ids = List.copyOf(purposeById.keySet());
    }

    List<Service> services() {
        return List.copyOf(services);
    }

    List<Activity> activities() {
        return List.copyOf(activities);
    }

    List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    List<Purpose> purposes() {
        return purposes;
    }

    List<String> ids() {
        return ids;
    }

    List<String> idsOf(String purposeId) {
        return purposeById.entrySet().stream()
                .filter(entry -> entry.getValue().equals(purposeId))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The purpose of an askable id; empty for what is not offered (any more). */
    String purposeOf(String id) {
        return purposeById.getOrDefault(id, "");
    }

    private void service(Service service, List<String> missing) {
        if (missing.isEmpty()) {
            services.add(service);
            purposeById.put(service.id(), service.purpose());
        } else {
            gaps.add(new Gap(service.id(), missing));
        }
    }

    /** Without a purpose a form of its own asks, not the banner (a newsletter). */
    private void activity(Activity activity, List<String> missing) {
        String purpose = activity.purpose();
        if (purpose == null) {
            return;
        }
        if (missing.isEmpty()) {
            activities.add(activity);
            purposeById.put(activity.id(), purpose);
        } else {
            gaps.add(new Gap(activity.id(), missing));
        }
    }
}
