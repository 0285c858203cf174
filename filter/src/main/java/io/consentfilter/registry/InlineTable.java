package io.consentfilter.registry;

import io.consentfilter.config.Catalogue;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.model.HostPattern;
import io.consentfilter.model.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts by which inline scripts are known. */
final class InlineTable {
    private final Map<String, Owners> owners = new LinkedHashMap<>();
    private final List<InlineSignature> signatures;

    InlineTable(ConsentConfig config) {
        config.services().forEach(this::add);
        // A declared service that shares a text with an undeclared one decides alone.
        Map<String, Owners> declared = Map.copyOf(owners);
        for (Service service : Catalogue.standard().services()) {
            if (!isNecessary(service, config)) {
                service.inline().stream()
                        .filter(text -> !declared.containsKey(text))
                        .forEach(text -> add(text, service.id()));
            }
        }
        signatures = owners.entrySet().stream()
                .map(entry -> new InlineSignature(entry.getValue().first(), entry.getKey()))
                .toList();
    }

    List<InlineSignature> signatures() {
        return signatures;
    }

    Verdict judge(InlineSignature signature, Grants grants) {
        Owners found = owners.get(signature.text());
        return found == null ? Verdicts.UNDECLARED : found.judge(grants);
    }

    private void add(Service service) {
        service.inline().forEach(text -> add(text, service.id()));
    }

    private void add(String text, String serviceId) {
        owners.computeIfAbsent(text, key -> new Owners()).add(serviceId);
    }

    /** A product that the site declared as necessary (payment, sign-on) runs its inline snippet too. */
    private static boolean isNecessary(Service service, ConsentConfig config) {
        return config.necessary().stream()
                .flatMap(necessary -> necessary.hosts().stream())
                .map(HostPattern::domain)
                .anyMatch(domain -> service.hosts().stream().anyMatch(host -> host.matches(domain)));
    }
}
