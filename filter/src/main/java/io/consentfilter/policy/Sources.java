package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.PolicySection;
import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.Activity;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import io.consentfilter.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything the policy is made of, taken from the registry once. */
record Sources(
        SiteSection site,
        ControllerSection controller,
        PolicySection policy,
        ReceiptsSection receipts,
        Links links,
        List<Purpose> purposes,
        List<Service> services,
        Set<String> offered,
        List<Activity> activities,
        List<Necessary> necessary,
        List<Retired> retired,
        List<Recipient> recipients) {

    /** Addresses of our own pages, with the context path in front. */
    record Links(String choices, String versions) {}

    /** The settings of the site and the registry, as they stand. */
    record Sections(SiteSection site, ControllerSection controller, PolicySection policy, ReceiptsSection receipts) {}

    static Sources of(Sections sections, Registry registry, Links links) {
        return new Sources(
                sections.site(),
                sections.controller(),
                sections.policy(),
                sections.receipts(),
                links,
                registry.purposes(),
                registry.services(),
                registry.offerable().stream().map(Service::id).collect(Collectors.toUnmodifiableSet()),
                registry.activities(),
                registry.necessary(),
                registry.retired(),
                registry.recipients());
    }

    /** Services that visitors are asked about. */
    List<Service> asked() {
        return services.stream()
                .filter(service -> offered.contains(service.id()) && service.legalBasis() == LegalBasis.CONSENT)
                .toList();
    }

    /** Services that run on another ground than consent. */
    List<Service> onOtherGround() {
        return services.stream()
                .filter(service -> offered.contains(service.id()) && service.legalBasis() != LegalBasis.CONSENT)
                .toList();
    }

    /** Services that stay withheld from everybody. */
    List<Service> blocked() {
        return services.stream()
                .filter(service -> !offered.contains(service.id()))
                .toList();
    }

    /** Activities, other than pages in social networks, that are described one by one. */
    List<Activity> described() {
        return activities.stream()
                .filter(activity -> activity.profiles().isEmpty())
                .toList();
    }

    /** Recipients that work for this service or activity. */
    List<Recipient> recipientsFor(String id) {
        return recipients.stream()
                .filter(recipient -> recipient.worksFor().contains(id))
                .toList();
    }

    /** Every ground that occurs, in the order of the law. */
    List<LegalBasis> grounds() {
        List<LegalBasis> grounds = new ArrayList<>(List.of(LegalBasis.LEGAL_OBLIGATION));
        asked().forEach(service -> grounds.add(service.legalBasis()));
        onOtherGround().forEach(service -> grounds.add(service.legalBasis()));
        activities.forEach(activity -> grounds.add(activity.legalBasis()));
        return grounds.stream().distinct().sorted().toList();
    }

    /** Whether every origin is reached over TLS. */
    boolean encrypted() {
        return !site.origins().isEmpty() && site.origins().stream().allMatch(origin -> origin.startsWith("https://"));
    }
}
