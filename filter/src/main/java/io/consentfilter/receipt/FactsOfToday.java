package io.consentfilter.receipt;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Retention;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.Text;
import io.consentfilter.model.Transfer;
import io.consentfilter.policy.Authorities;
import io.consentfilter.registry.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what a receipt has to say about controller, purposes and services from the registry of today, as plain values. */
final class FactsOfToday {
    private FactsOfToday() {}

    static Map<String, Object> collect(
            SiteSection site,
            ControllerSection controller,
            Registry registry,
            String policyVersion,
            NoticeFacts.Addresses addresses) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("site", site.id());
        facts.put("siteName", site.name());
        facts.put("policyVersion", policyVersion);
        facts.put("askVersion", registry.askVersion());
        facts.put("asked", asked(registry));
        facts.put("policyUrl", addresses.policy());
        facts.put("choicesUrl", addresses.choices());
        facts.put("regions", site.regions());
        facts.put("controller", controller(controller));
        Authorities.of(controller)
                .ifPresent(authority -> facts.put(
                        "authority",
                        Map.of(
                                "name", authority.name(),
                                "address", authority.address(),
                                "country", authority.country(),
                                "url", authority.url())));
        facts.put("purposes", purposes(registry));
        facts.put("items", items(registry));
        return facts;
    }

    private static Map<String, Object> asked(Registry registry) {
        Map<String, Object> facts = new TreeMap<>();
        registry.askFacts().forEach((id, lines) -> facts.put(id, new ArrayList<>(new TreeSet<>(lines))));
        return facts;
    }

    private static Map<String, Object> controller(ControllerSection controller) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", controller.name());
        facts.put(
                "address",
                controller.street() + ", " + controller.postalCode() + " " + controller.city() + ", "
                        + controller.country());
        facts.put("email", controller.email());
        facts.put("country", controller.country());
        if (controller.register() != null) {
            facts.put("number", controller.register().number());
        }
        return facts;
    }

    private static Map<String, Object> purposes(Registry registry) {
        Map<String, Object> facts = new TreeMap<>();
        for (Purpose purpose : registry.purposes()) {
            facts.put(
                    purpose.id(),
                    Map.of(
                            "title", wordings(purpose.title()),
                            "text", wordings(purpose.text()),
                            "sensitive", purpose.sensitive()));
        }
        return facts;
    }

    private static Map<String, Object> items(Registry registry) {
        Map<String, Object> facts = new TreeMap<>();
        registry.offerable().forEach(service -> facts.put(service.id(), service(service)));
        registry.consentActivities().forEach(activity -> facts.put(activity.id(), activity(activity)));
        facts.keySet().retainAll(registry.askable());
        return facts;
    }

    private static Map<String, Object> service(Service service) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "service");
        facts.put("name", service.name());
        facts.put("purpose", service.purpose());
        put(facts, "role", service.role() == null ? null : name(service.role()));
        put(facts, "provider", service.provider() == null ? null : provider(service.provider()));
        facts.put("data", service.data());
        facts.put(
                "storage", service.storage().stream().map(FactsOfToday::storage).collect(Collectors.toList()));
        put(facts, "retention", retention(service.retention()));
        facts.put("countries", service.storageCountries());
        facts.put(
                "recipients", service.recipients().stream().map(Recipient::name).collect(Collectors.toList()));
        facts.put("transfers", transfers(service));
        return facts;
    }

    private static List<Map<String, Object>> transfers(Service service) {
        return Stream.concat(
                        service.transfers().stream(),
                        service.recipients().stream().flatMap(recipient -> recipient.transfers().stream()))
                .map(FactsOfToday::transfer)
                .collect(Collectors.toList());
    }

    private static Map<String, Object> activity(Activity activity) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "activity");
        facts.put("name", wordings(activity.title()));
        facts.put("purpose", Objects.requireNonNullElse(activity.purpose(), activity.id()));
        facts.put("data", activity.data());
        put(facts, "retention", retention(activity.retention()));
        return facts;
    }

    private static Map<String, Object> provider(Provider provider) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", provider.name());
        put(facts, "address", provider.address());
        put(facts, "country", provider.country());
        put(facts, "contact", provider.email() != null ? provider.email() : provider.privacyUrl());
        return facts;
    }

    private static Map<String, Object> storage(StorageItem item) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", item.name());
        facts.put("type", name(item.type()));
        put(facts, "lifetime", item.lifetime() == null ? null : item.lifetime().toString());
        return facts;
    }

    private static Map<String, Object> transfer(Transfer transfer) {
        return Map.of(
                "recipient", transfer.recipient(),
                "country", transfer.country(),
                "mechanism", name(transfer.mechanism()));
    }

    private static @Nullable String retention(@Nullable Retention retention) {
        if (retention == null) {
            return null;
        }
        return retention.period() == null
                ? retention.criterion()
                : retention.period().toString();
    }

    private static Map<String, String> wordings(Text text) {
        return text.byLanguage();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(Map<String, Object> facts, String key, @Nullable Object value) {
        if (value != null) {
            facts.put(key, value);
        }
    }
}
