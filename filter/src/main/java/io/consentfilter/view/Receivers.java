package io.consentfilter.view;

import io.consentfilter.model.Provider;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Role;
import io.consentfilter.model.Service;
import io.consentfilter.model.Transfer;
import io.consentfilter.model.TransferMechanism;
import io.consentfilter.registry.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who receives data and in which third countries, if the visitor consents to some of what is offered (Art. 13(1)(e) and (f) GDPR). */
final class Receivers {
    /** The EEA, and Switzerland, whose law is the other one this product is made for. */
    private static final Set<String> NEAR = Set.of(
            "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
            "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    private final Map<String, Receiver> byName = new LinkedHashMap<>();
    private final Map<String, Set<TransferMechanism>> thirdCountries = new TreeMap<>();

    /** One receiver with the ids it works for. */
    record Receiver(
            String name,
            @Nullable String address,
            @Nullable String country,
            @Nullable Role role,
            Set<String> ids) {}

    Receivers(Registry registry, Collection<String> ids) {
        for (Service service : registry.offerable()) {
            if (ids.contains(service.id())) {
                add(service);
            }
        }
        for (Recipient recipient : registry.recipients()) {
            recipient.worksFor().stream().filter(ids::contains).forEach(id -> add(recipient, id));
        }
    }

    List<Receiver> list() {
        return new ArrayList<>(byName.values());
    }

    /** Third countries with what allows the transfer; an empty set where nothing is named. */
    Map<String, Set<TransferMechanism>> thirdCountries() {
        return thirdCountries;
    }

    private void add(Service service) {
        Provider provider = service.provider();
        if (provider != null) {
            receiver(provider.name(), provider.address(), provider.country(), service.role())
                    .ids()
                    .add(service.id());
            country(provider.country());
        }
        service.storageCountries().forEach(this::country);
        service.transfers().forEach(this::transfer);
        service.recipients().forEach(recipient -> add(recipient, service.id()));
    }

    private void add(Recipient recipient, String id) {
        receiver(recipient.name(), recipient.address(), recipient.country(), recipient.role())
                .ids()
                .add(id);
        country(recipient.country());
        recipient.transfers().forEach(this::transfer);
    }

    private Receiver receiver(String name, @Nullable String address, @Nullable String country, @Nullable Role role) {
        return byName.computeIfAbsent(name, key -> new Receiver(name, address, country, role, new LinkedHashSet<>()));
    }

    private void transfer(Transfer transfer) {
        mechanisms(transfer.country()).add(transfer.mechanism());
    }

    private void country(@Nullable String code) {
        if (code != null && !NEAR.contains(code)) {
            mechanisms(code);
        }
    }

    private Set<TransferMechanism> mechanisms(String code) {
        return thirdCountries.computeIfAbsent(code, key -> new TreeSet<>());
    }
}
