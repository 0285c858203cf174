package io.consentfilter.registry;

import io.consentfilter.config.ConsentConfig;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.Text;
import io.consentfilter.model.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known before somebody can be asked (Art. 13 GDPR; Planet49, C-673/17; LAW.md B26). Missing facts are named as
 * the configuration would name them.
 */
final class MandatoryFacts {
    /** European Economic Area: no transfer in the sense of Art. 44 GDPR. */
    private static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IS", "IT", "LI", "LV",
            "LT", "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE");

    private final List<String> languages;
    private final String home;

    MandatoryFacts(ConsentConfig config) {
        this.languages = config.site().languages();
        this.home = config.controller().country();
    }

    List<String> missing(Service service) {
        List<String> missing = new ArrayList<>();
        provider(service.provider(), missing);
        missingIf(service.role() == null, "role", missing);
        missingIf(service.data().isEmpty(), "data", missing);
        missingIf(service.retention() == null, "retention", missing);
        missingIf(service.storageCountries().isEmpty(), "storageCountries", missing);
        service.storage().forEach(item -> storage(item, missing));
        untold(service).forEach(country -> missing.add("transfers[" + country + "]"));
        return missing;
    }

    List<String> missing(Activity activity) {
        List<String> missing = new ArrayList<>();
        missingIf(activity.data().isEmpty(), "data", missing);
        missingIf(activity.retention() == null, "retention", missing);
        return missing;
    }

    private static void provider(@Nullable Provider provider, List<String> missing) {
        if (provider == null) {
            missing.add("provider");
            return;
        }
        missingIf(provider.address() == null, "provider.address", missing);
        missingIf(provider.country() == null, "provider.country", missing);
        missingIf(provider.privacyUrl() == null, "provider.privacyUrl", missing);
    }

    private void storage(StorageItem item, List<String> missing) {
        missingIf(item.lifetime() == null, "storage[" + item.name() + "].lifetime", missing);
        Text purpose = item.purpose();
        for (String language : languages) {
            boolean untold = purpose == null || !purpose.languages().contains(language);
            missingIf(untold, "storage[" + item.name() + "].purpose." + language, missing);
        }
    }

    /** Third countries that data reaches and no transfer names. */
    private Set<String> untold(Service service) {
        Set<String> countries = new TreeSet<>(service.storageCountries());
        Provider provider = service.provider();
        if (provider != null && provider.country() != null) {
            countries.add(provider.country());
        }
        service.recipients().stream()
                .flatMap(recipient -> Stream.ofNullable(recipient.country()))
                .forEach(countries::add);
        countries.removeAll(EEA);
        countries.remove(home);
        transfers(service).map(Transfer::country).forEach(countries::remove);
        return countries;
    }

    private static Stream<Transfer> transfers(Service service) {
        return Stream.concat(
                service.transfers().stream(),
                service.recipients().stream().map(Recipient::transfers).flatMap(List::stream));
    }

    private static void missingIf(boolean condition, String fact, List<String> missing) {
        if (condition) {
            missing.add(fact);
        }
    }
}
