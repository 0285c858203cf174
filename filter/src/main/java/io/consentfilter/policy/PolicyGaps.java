package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.model.Activity;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.Transfer;
import io.consentfilter.model.TransferMechanism;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the law wants stated and the configuration does not say: sentences for operators, never shown to visitors. */
final class PolicyGaps {
    private final Sources sources;
    private final Law law;
    private final List<String> found = new ArrayList<>();

    private PolicyGaps(Sources sources) {
        this.sources = sources;
        this.law = Law.of(sources.site(), sources.controller());
    }

    static List<String> of(Sources sources) {
        PolicyGaps gaps = new PolicyGaps(sources);
        gaps.controller();
        gaps.languages();
        sources.services().forEach(gaps::service);
        sources.activities().forEach(gaps::activity);
        gaps.recipients();
        gaps.transfers();
        return List.copyOf(new LinkedHashSet<>(gaps.found));
    }

    private void missing(boolean missing, String sentence) {
        if (missing) {
            found.add(sentence);
        }
    }

    private void controller() {
        ControllerSection controller = sources.controller();
        boolean inEea = Law.EEA.contains(controller.country());
        missing(
                law.gdpr() && !inEea && controller.euRepresentative() == null,
                "controller.euRepresentative: Art. 27 GDPR asks for a representative in the EU where a controller outside turns to people there");
        missing(
                controller.dpo() == null,
                "controller.dpo: neither a data protection officer nor a reason why there is none");
        missing(
                Authorities.of(controller).isEmpty(),
                "controller.authority: the supervisory authority is unknown; name one of " + Authorities.codes());
        missing(
                controller.represented().isEmpty(),
                "controller.represented: nobody is named who represents the company");
    }

    private void languages() {
        Set<String> unwritten = new TreeSet<>(sources.site().languages());
        unwritten.removeAll(Wording.LANGUAGES);
        missing(!unwritten.isEmpty(), "site.languages: the policy is not written in " + unwritten);
    }

    private void service(Service service) {
        String at = "service " + service.id() + ": ";
        Provider provider = service.provider();
        missing(!sources.offered().contains(service.id()), at + "stays withheld, mandatory facts are missing");
        missing(provider == null || provider.address() == null, at + "address of the provider is unknown");
        missing(provider == null || provider.privacyUrl() == null, at + "privacy policy of the provider is unknown");
        missing(service.role() == null, at + "role of the provider is unknown (Art. 26, 28 GDPR)");
        missing(service.data().isEmpty(), at + "kinds of data are unknown");
        missing(service.retention() == null, at + "retention is unknown (Art. 13(2)(a) GDPR)");
        missing(service.storageCountries().isEmpty(), at + "countries of storage are unknown");
        service.storage().forEach(item -> storage(at, item));
        untransferred(at, service);
    }

    private void storage(String at, StorageItem item) {
        missing(item.lifetime() == null, at + "lifetime of " + item.name() + " is unknown (C-673/17)");
        missing(item.purpose() == null, at + "purpose of " + item.name() + " is unknown");
    }

    /** Countries that need a safeguard and have none. */
    private void untransferred(String at, Service service) {
        Set<String> countries = new TreeSet<>(service.storageCountries());
        if (service.provider() != null && service.provider().country() != null) {
            countries.add(service.provider().country());
        }
        countries.removeIf(country -> !law.third(country));
        service.transfers().forEach(transfer -> countries.remove(transfer.country()));
        missing(!countries.isEmpty(), at + "nothing says what allows the transfer to " + countries);
    }

    private void activity(Activity activity) {
        String at = "activity " + activity.id() + ": ";
        missing(activity.retention() == null, at + "retention is unknown (Art. 13(2)(a) GDPR)");
        missing(
                activity.legalBasis() == LegalBasis.LEGITIMATE_INTEREST && activity.interest() == null,
                at + "the legitimate interest is not named (Art. 13(1)(d) GDPR)");
        missing(activity.data().isEmpty() && activity.profiles().isEmpty(), at + "kinds of data are unknown");
    }

    private void recipients() {
        sources.recipients().forEach(recipient -> {
            String at = "recipient " + recipient.name() + ": ";
            String country = recipient.country();
            missing(country == null, at + "country of its seat is unknown");
            missing(
                    country != null
                            && law.third(country)
                            && recipient.transfers().isEmpty(),
                    at + "nothing says what allows the transfer to " + country);
        });
    }

    private void transfers() {
        for (Countries.Occasion occasion : Countries.occasions(sources)) {
            Transfer transfer = occasion.transfer();
            String at = "transfer to " + transfer.recipient() + " (" + transfer.country() + "): ";
            missing(transfer.checkedOn() == null, at + "nobody noted when the mechanism was last checked");
            missing(
                    law.swissSeat() && transfer.mechanism() == TransferMechanism.DPF_EU && !coveredBySwiss(transfer),
                    at + "dpf-eu does not cover transfers from Switzerland; check dpf-ch");
            missing(
                    !law.swissSeat() && transfer.mechanism() == TransferMechanism.DPF_CH,
                    at + "dpf-ch covers transfers from Switzerland only; check dpf-eu");
        }
    }

    private boolean coveredBySwiss(Transfer transfer) {
        return Countries.occasions(sources).stream()
                .map(Countries.Occasion::transfer)
                .anyMatch(other -> other.recipient().equals(transfer.recipient())
                        && other.mechanism() != TransferMechanism.DPF_EU);
    }
}
