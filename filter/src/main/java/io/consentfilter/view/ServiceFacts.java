package io.consentfilter.view;

import io.consentfilter.model.Activity;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.Transfer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts of one service on the second layer (LAW.md B26): device ground and processing ground stand apart. */
final class ServiceFacts {
    private final Site site;
    private final Wording wording;
    private final Spoken spoken;

    ServiceFacts(Site site, Wording wording) {
        this.site = site;
        this.wording = wording;
        this.spoken = new Spoken(wording);
    }

    List<Map<String, Object>> of(Service service) {
        List<Map<String, Object>> facts = new ArrayList<>();
        Provider provider = service.provider();
        facts.add(fact("provider", List.of(provider == null ? unknown() : described(provider))));
        facts.add(fact(
                "role",
                List.of(
                        service.role() == null
                                ? unknown()
                                : wording.text("role." + service.role().name()))));
        facts.add(fact("data", List.of(data(service.data()))));
        facts.add(fact("ground", grounds(true)));
        facts.add(fact("retention", List.of(spoken.retention(service.retention()))));
        if (!service.recipients().isEmpty()) {
            facts.add(fact(
                    "recipients",
                    service.recipients().stream().map(this::described).toList()));
        }
        facts.add(fact("countries", List.of(or(spoken.countries(service.storageCountries())))));
        facts.add(fact("transfers", transfers(service)));
        if (service.storage().isEmpty()) {
            facts.add(fact("storage", List.of(wording.text("fact.noStorage"))));
        }
        if (provider != null && provider.privacyUrl() != null) {
            Map<String, Object> link = fact("privacy", List.of());
            link.put("link", provider.privacyUrl());
            facts.add(link);
        }
        return facts;
    }

    List<Map<String, Object>> of(Activity activity) {
        return List.of(
                fact("purpose", List.of(activity.text().in(wording.language()))),
                fact("provider", List.of(site.controllerName())),
                fact("data", List.of(data(activity.data()))),
                fact("ground", grounds(false)),
                fact("retention", List.of(spoken.retention(activity.retention()))));
    }

    /** Rows of the storage table; null where there is nothing to show. */
    @Nullable
    Map<String, Object> storage(String caption, List<StorageItem> items) {
        if (items.isEmpty()) {
            return null;
        }
        List<Map<String, Object>> rows = items.stream().map(this::row).toList();
        return Map.of("caption", caption, "rows", rows);
    }

    private Map<String, Object> row(StorageItem item) {
        return Map.of(
                "name", item.name(),
                "type", wording.text("type." + item.type().name()),
                "scope", wording.text("scope." + item.scope().name()),
                "lifetime", spoken.lifetime(item.lifetime()),
                "what", item.purpose() == null ? unknown() : item.purpose().in(wording.language()),
                "readers",
                        item.readers().isEmpty()
                                ? wording.text("scope." + item.scope().name())
                                : String.join(", ", item.readers()));
    }

    private List<String> grounds(boolean device) {
        List<String> grounds = new ArrayList<>();
        if (device) {
            for (String region : site.section().regions()) {
                String ground = wording.named("device", region, "");
                if (!ground.isEmpty()) {
                    grounds.add(ground);
                }
            }
        }
        grounds.add(wording.text("processing"));
        return grounds;
    }

    private List<String> transfers(Service service) {
        List<Transfer> all = new ArrayList<>(service.transfers());
        service.recipients().forEach(recipient -> all.addAll(recipient.transfers()));
        return all.isEmpty()
                ? List.of(wording.text("fact.noTransfers"))
                : all.stream().map(this::described).toList();
    }

    private String described(Transfer transfer) {
        String checked = transfer.checkedOn() == null
                ? ""
                : ", " + wording.text("fact.checked", "date", spoken.day(transfer.checkedOn()));
        String reference = transfer.reference() == null ? "" : ", " + transfer.reference();
        return transfer.recipient() + ", " + spoken.country(transfer.country()) + ": "
                + wording.text("mechanism." + transfer.mechanism().name()) + reference + checked;
    }

    private String described(Provider provider) {
        return joined(provider.name(), provider.address(), provider.country());
    }

    private String described(Recipient recipient) {
        return joined(recipient.name(), recipient.address(), recipient.country()) + " ("
                + wording.text("role." + recipient.role().name()) + ")";
    }

    private String joined(String name, @Nullable String address, @Nullable String country) {
        return name + (address == null ? "" : ", " + address) + (country == null ? "" : ", " + spoken.country(country));
    }

    private String data(List<String> kinds) {
        return or(String.join(
                ", ",
                kinds.stream().map(kind -> wording.named("data", kind, kind)).toList()));
    }

    private String or(String text) {
        return text.isEmpty() ? unknown() : text;
    }

    private String unknown() {
        return wording.text("fact.unknown");
    }

    private Map<String, Object> fact(String key, List<String> lines) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("name", wording.text("fact." + key));
        fact.put("lines", lines);
        return fact;
    }
}
