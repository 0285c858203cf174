package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.DeviceGround;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.TransferMechanism;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which law counts: the GDPR where the controller sits in the EEA or turns to people there (Art. 3 GDPR), the DSG where either is
 * Switzerland, and the device rule of every region (LAW.md C.5).
 *
 * @param gdpr whether the GDPR applies
 * @param dsg whether the Swiss DSG applies
 * @param swissSeat whether the controller sits in Switzerland
 * @param regions countries whose device rule is cited, in the order of the configuration
 */
record Law(boolean gdpr, boolean dsg, boolean swissSeat, Set<String> regions) {
    /** European Union and European Economic Area. */
    static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    private static final Set<String> WITH_DEVICE_RULE = Set.of("DE", "AT", "LI", "CH");

    static Law of(SiteSection site, ControllerSection controller) {
        Set<String> countries = new LinkedHashSet<>(site.regions());
        Set<String> regions = new LinkedHashSet<>(countries);
        regions.retainAll(WITH_DEVICE_RULE);
        countries.add(controller.country());
        boolean gdpr = countries.stream().anyMatch(EEA::contains);
        boolean dsg = countries.contains("CH");
        return new Law(gdpr || !dsg, dsg, controller.country().equals("CH"), regions);
    }

    /** Whether the device rules are only the Swiss one, which asks less. */
    boolean onlySwissDeviceRule() {
        return regions.equals(Set.of("CH"));
    }

    /** Whether data that goes to this country needs a safeguard (Art. 44 GDPR, Art. 16 DSG; the EEA is in annex 1 of the DSV). */
    boolean third(String country) {
        return !EEA.contains(country) && !(swissSeat && country.equals("CH"));
    }

    Html devices(Wording wording, Words words) {
        return Html.text(words.join(regions.stream()
                .map(region -> wording.plain("device." + region))
                .toList()));
    }

    /** The rules that ask for consent before the device is touched. */
    Html consentRules(Wording wording) {
        return rules(wording, "consent.", "");
    }

    /** The rules that spare consent for what is necessary. */
    Html necessaryRules(Wording wording, DeviceGround ground) {
        return rules(wording, "necessary.law.", "." + Words.key(ground));
    }

    private Html rules(Wording wording, String prefix, String suffix) {
        return Html.commas(regions.stream()
                .map(region -> wording.say(prefix + region + suffix))
                .toList());
    }

    /** A ground of processing with the articles that count here. */
    Html ground(Wording wording, LegalBasis basis) {
        String key = "ground." + Words.key(basis);
        return wording.say(key).raw(" (").raw(cited(wording, key)).raw(")");
    }

    private String cited(Wording wording, String key) {
        List<String> articles = new ArrayList<>();
        if (gdpr) {
            articles.add(wording.say(key + ".gdpr").toString());
        }
        if (dsg) {
            articles.add(wording.say(key + ".dsg").toString());
        }
        return String.join(", ", new LinkedHashSet<>(articles));
    }

    /** What allows a transfer, in the terms of the law that counts. */
    Html mechanism(Wording wording, TransferMechanism mechanism) {
        String key = "mechanism." + Words.key(mechanism);
        boolean ownSwissTerm = wording.has(key + ".dsg");
        Html said = gdpr || !ownSwissTerm ? wording.say(key) : wording.say(key + ".dsg");
        return gdpr && dsg && ownSwissTerm
                ? said.raw("; ").raw(wording.say(key + ".dsg").toString())
                : said;
    }
}
