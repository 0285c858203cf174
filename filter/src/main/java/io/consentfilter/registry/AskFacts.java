package io.consentfilter.registry;

import io.consentfilter.model.Activity;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Service;
import io.consentfilter.model.Transfer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a question rests on, per service or activity: purpose, ground, recipients, countries. Only a change here asks
 * again (LAW.md B39); wording, order and looks do not.
 */
final class AskFacts {
    private final SortedMap<String, SortedSet<String>> byId = new TreeMap<>();

    AskFacts(List<Service> services, List<Activity> activities, List<Recipient> recipients) {
        services.forEach(service -> byId.put(service.id(), facts(service, recipients)));
        activities.forEach(activity -> byId.put(activity.id(), facts(activity, recipients)));
    }

    Map<String, Set<String>> byId() {
        return Collections.unmodifiableMap(byId);
    }

    String version() {
        List<String> words = new ArrayList<>();
        byId.forEach((id, facts) -> {
            words.add("#" + id);
            words.addAll(facts);
        });
        return Fingerprint.of(words, 16);
    }

    private static SortedSet<String> facts(Service service, List<Recipient> recipients) {
        SortedSet<String> facts = new TreeSet<>();
        facts.add("purpose " + service.purpose());
        facts.add("ground " + service.legalBasis().name().toLowerCase(Locale.ROOT));
        provider(service.provider(), facts);
        service.storageCountries().forEach(country -> facts.add("country " + country));
        service.transfers().forEach(transfer -> transfer(transfer, facts));
        service.recipients().forEach(recipient -> recipient(recipient, facts));
        recipientsOf(service.id(), recipients, facts);
        return facts;
    }

    private static SortedSet<String> facts(Activity activity, List<Recipient> recipients) {
        SortedSet<String> facts = new TreeSet<>();
        facts.add("purpose " + activity.purpose());
        facts.add("ground " + activity.legalBasis().name().toLowerCase(Locale.ROOT));
        recipientsOf(activity.id(), recipients, facts);
        return facts;
    }

    private static void recipientsOf(String id, List<Recipient> recipients, SortedSet<String> facts) {
        recipients.stream()
                .filter(recipient -> recipient.worksFor().contains(id))
                .forEach(recipient -> recipient(recipient, facts));
    }

    private static void provider(@Nullable Provider provider, SortedSet<String> facts) {
        if (provider != null) {
            facts.add("recipient " + oneLine(provider.name()));
            facts.add("country " + provider.country());
        }
    }

    private static void recipient(Recipient recipient, SortedSet<String> facts) {
        facts.add("recipient " + oneLine(recipient.name()));
        if (recipient.country() != null) {
            facts.add("country " + recipient.country());
        }
        recipient.transfers().forEach(transfer -> transfer(transfer, facts));
    }

    private static void transfer(Transfer transfer, SortedSet<String> facts) {
        facts.add("recipient " + oneLine(transfer.recipient()));
        facts.add("country " + transfer.country());
    }

    private static String oneLine(String name) {
        return name.replaceAll("\\s+", " ").strip();
    }
}
