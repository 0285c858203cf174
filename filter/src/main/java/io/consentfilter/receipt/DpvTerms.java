package io.consentfilter.receipt;

import io.consentfilter.model.ConsentState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Our words in the Data Privacy Vocabulary 2.3. What it has no word for is named by a title of our own. */
final class DpvTerms {
    private static final Map<String, String> PURPOSES = Map.of(
            "statistics", "dpv:ServiceUsageAnalytics",
            "media", "dpv:ServiceProvision",
            "marketing", "dpv:Marketing",
            "personalisation", "dpv:Personalisation");

    private static final Map<String, String> DATA = Map.of(
            "ip-address", "pd:IPAddress",
            "device", "pd:DeviceBased",
            "usage", "pd:BrowsingBehaviour",
            "referrer", "pd:BrowsingReferral",
            "user-agent", "pd:UserAgent",
            "location", "pd:Location",
            "email", "pd:EmailAddress",
            "name", "pd:Name");

    private static final Map<String, String> TECHNOLOGIES =
            Map.of("http-cookie", "tech:Cookie", "local-storage", "tech:LocalStorage");

    private static final Map<String, String> MECHANISMS = Map.of(
            "adequacy", "eu-gdpr:A45-3",
            "dpf-eu", "eu-gdpr:A45-3",
            "scc", "eu-gdpr:A46-2-c",
            "bcr", "eu-gdpr:A46-2-b",
            "explicit-consent", "eu-gdpr:A49-1-a",
            "contract", "eu-gdpr:A49-1-b");

    private DpvTerms() {}

    static Object purpose(String id) {
        return termOr(PURPOSES, id, "dpv:Purpose");
    }

    static List<Object> data(List<?> kinds) {
        return kinds.stream()
                .map(kind -> termOr(DATA, String.valueOf(kind), "dpv:PersonalData"))
                .collect(Collectors.toList());
    }

    static List<Object> technologies(List<?> storage) {
        return storage.stream()
                .map(item -> item instanceof Map<?, ?> map ? String.valueOf(map.get("type")) : "")
                .distinct()
                .map(type -> termOr(TECHNOLOGIES, type, "dpv:Technology"))
                .collect(Collectors.toList());
    }

    static Object mechanism(String name) {
        return termOr(MECHANISMS, name, "dpv:DataTransferLegalBasis");
    }

    /** Given consent is expressed: there is no way to give it by doing nothing. */
    static Object state(ConsentState state) {
        return switch (state) {
            case GIVEN -> List.of("dpv:ConsentGiven", "dpv:ExpressedConsent");
            case RENEWED -> List.of("dpv:RenewedConsentGiven", "dpv:ExpressedConsent");
            case REFUSED -> "dpv:ConsentRefused";
            case WITHDRAWN -> "dpv:ConsentWithdrawn";
            case EXPIRED -> "dpv:ConsentExpired";
            case REVOKED -> "dpv:ConsentRevoked";
            case INVALIDATED -> "dpv:ConsentInvalidated";
        };
    }

    private static Object termOr(Map<String, String> terms, String word, String general) {
        String term = terms.get(word);
        return term == null ? Map.of("@type", general, "dct:title", word) : Map.of("@id", term);
    }
}
