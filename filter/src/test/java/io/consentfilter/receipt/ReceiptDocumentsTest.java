package io.consentfilter.receipt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.json.Json;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.store.StoredReceipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReceiptDocumentsTest {
    private final Desks desks = new Desks();
    private final ReceiptDocuments documents =
            new ReceiptDocuments(desks.notice, desks.stores.archive, desks.invalid, desks.clock());

    @Test
    void canonicalJsonIsSortedAndToTheMillisecond() {
        ConsentRecord record = new ConsentRecord(
                "id-1",
                "ABC",
                "muster",
                Instant.parse("2026-11-23T10:00:00Z"),
                null,
                "n",
                "a",
                "de",
                "m",
                Map.of("b", ConsentState.GIVEN, "a", ConsentState.REFUSED),
                Map.of(),
                null,
                Instant.parse("2027-11-23T10:00:00.120Z"),
                LocalDate.of(2030, 12, 31));

        assertThat(new String(ReceiptDocuments.canonical(record), StandardCharsets.UTF_8))
                .isEqualTo("{\"askVersion\":\"a\",\"at\":\"2026-11-23T10:00:00.000Z\",\"eraseAfter\":\"2030-12-31\","
                        + "\"id\":\"id-1\",\"language\":\"de\",\"method\":\"m\",\"noticeVersion\":\"n\",\"number\":\"ABC\","
                        + "\"purposes\":{},\"services\":{\"a\":\"refused\",\"b\":\"given\"},\"site\":\"muster\","
                        + "\"validUntil\":\"2027-11-23T10:00:00.120Z\"}");
    }

    @Test
    void compactFormHoldsExactlyWhatWasHashed() throws Exception {
        StoredReceipt receipt = receipt();
        Object form = Json.parse(Json.bytes(ReceiptDocuments.compact(receipt)));

        assertThat(form).isInstanceOf(Map.class);
        assertThat(CanonicalJson.bytes(map(form).get("record")))
                .isEqualTo(ReceiptDocuments.canonical(receipt.record()));
        assertThat(map(form).get("proof")).asString().contains("salt=AAAAAAAAAAAAAAAAAAAAAA", "index=0", "sequence=7");
    }

    private static final String DPV_TERMS = """
            ConsentRecord Visitor DataController DataProcessor JointDataControllers DataProtectionAuthority DataSubject
            hasDataSubject hasJurisdiction hasDataController hasEntity hasNotice hasProcess hasConsentControl hasRight
            hasName hasAddress hasContact ConsentNotice PrivacyNotice Process hasService hasPurpose hasNecessity Optional
            hasPersonalData PersonalData SensitivePersonalData hasDataSource DataSubjectDataSource hasProcessing Observe Store
            isImplementedUsingTechnology Technology hasStorageCondition StorageLocation StorageDuration hasLocation hasDuration
            TemporalDuration hasRecipient hasThirdCountry hasAuthority DataTransferLegalBasis hasLegalBasis hasConsentStatus
            ConsentGiven ExpressedConsent RenewedConsentGiven ConsentRefused ConsentWithdrawn ConsentExpired ConsentRevoked
            ConsentInvalidated isIndicatedAtTime isIndicatedBy hasIndicationMethod WithdrawConsent ProvideConsent isExercisedAt
            DataSubjectRight Purpose ServiceUsageAnalytics ServiceProvision Marketing Personalisation""";

    /** A JSON-LD reader drops what its context does not define, and misreads what the vocabulary does not have. */
    @Test
    void jsonLdNamesOnlyTermsOfItsInlineContextAndOfTheVocabulary() throws Exception {
        StoredReceipt receipt = receipt();
        desks.invalidate(desks.notice.version());
        Map<String, Object> document = documents.jsonLd(receipt);
        Map<?, ?> context = map(document.get("@context"));
        assertThat(context.values()).allSatisfy(iri -> assertThat((String) iri).matches("(https?|urn):.+[#/]"));
        Set<String> known = Set.of(DPV_TERMS.split("\\s+"));
        Map<String, Object> rest = new java.util.HashMap<>(document);
        rest.remove("@context");
        // The record inside the proof is a JSON literal: exactly what was hashed.
        map(rest.get("cc:proof")).remove("cc:record");

        for (String term : terms(rest)) {
            String[] parts = term.split(":", 2);
            assertThat(context.containsKey(parts[0])).as(term).isTrue();
            if (parts[0].equals("dpv")) {
                assertThat(known).contains(parts[1]);
            }
        }
        assertThat(Json.pretty(document)).doesNotContain("https://w3id.org/dpv\"");
        assertThat(Json.pretty(context)).contains("\"cc\"");
    }

    /** Keys, and values that are named by a prefix. */
    private static Set<String> terms(Object value) {
        Set<String> terms = new TreeSet<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, one) -> {
                if (!String.valueOf(key).startsWith("@")) {
                    terms.add(String.valueOf(key));
                } else if (key.equals("@id") || key.equals("@type")) {
                    List<?> names = one instanceof List<?> list ? list : List.of(one);
                    names.stream()
                            .map(String::valueOf)
                            .filter(name -> name.matches("[a-z-]+:[A-Za-z0-9-]+"))
                            .forEach(terms::add);
                }
                terms.addAll(terms(one));
            });
        } else if (value instanceof List<?> list) {
            list.forEach(one -> terms.addAll(terms(one)));
        }
        return terms;
    }

    /** ISO/IEC TS 27560 as its guide lists it (LAW.md B.2): what is mandatory, and what the GDPR needs beyond. */
    @Test
    void everyFieldOfTheProfileIsThere() throws Exception {
        Map<String, Object> document = documents.jsonLd(receipt());
        assertThat(document)
                .containsKeys(
                        "dct:conformsTo",
                        "dct:identifier",
                        "dct:created",
                        "dpv:hasDataSubject",
                        "dpv:hasJurisdiction",
                        "dpv:hasDataController",
                        "dpv:hasEntity",
                        "dpv:hasNotice",
                        "dpv:hasProcess",
                        "dpv:hasConsentControl",
                        "dpv:hasRight",
                        "cc:retention",
                        "cc:proof");
        String whole = Json.pretty(document);
        assertThat(whole)
                .contains("dpv:ConsentNotice", "dpv:PrivacyNotice", "dct:language", "dpv:DataProtectionAuthority")
                .contains("dpv:StorageLocation", "dpv:StorageDuration", "dpv:hasRecipient", "dpv:hasProcessing")
                .contains("dpv:isIndicatedAtTime", "dpv:isIndicatedBy", "dpv:hasDuration", "dpv:hasIndicationMethod")
                .contains("default=off", "eu-gdpr:A7-3", "eu-gdpr:A77", "dpv:hasThirdCountry");
    }

    @Test
    void whatBecameOfAConsentIsASecondEventAndTheProofStays() throws Exception {
        StoredReceipt receipt = receipt();
        byte[] proven = ReceiptDocuments.canonical(receipt.record());
        desks.later(java.time.Duration.ofDays(500));
        assertThat(documents.jsonLd(receipt).toString()).contains("dpv:ConsentGiven", "dpv:ConsentExpired");
        assertThat(documents.plainText(receipt, "de")).contains("Abgelaufen am", ": abgelaufen");

        desks.invalidate(desks.notice.version());
        assertThat(documents.jsonLd(receipt).toString()).contains("dpv:ConsentInvalidated");
        assertThat(documents.html(receipt, "fr")).contains("Déclaré non valable le");
        assertThat(ReceiptDocuments.canonical(receipt.record())).isEqualTo(proven);
    }

    @Test
    void jsonLdSaysTheStateInEachProcess() throws Exception {
        Object[] processes = requireNonNull(
                        (List<?>) documents.jsonLd(receipt()).get("dpv:hasProcess"))
                .toArray();

        assertThat(processes).hasSize(3);
        assertThat(processes[0].toString())
                .contains("#p-stats", "dpv:ConsentGiven", "dpv:ServiceUsageAnalytics", "pd:IPAddress", "loc:US")
                .contains("eu-gdpr:A6-1-a")
                .contains("dct:title=mood");
        assertThat(processes[1].toString()).contains("#p-tube", "dpv:ConsentRefused");
    }

    @Test
    void jsonLdHasNoUnknownSubjectForARefusal() throws Exception {
        desks.desk.accept(new DecisionRequest(
                Set.of("stats"), Set.of(), "de", "banner:layer1:reject-all", desks.notice.version(), null, null));

        assertThat(documents.jsonLd(desks.stores.stored.get(0)).get("dpv:hasDataSubject"))
                .isEqualTo(Map.of("@type", "dpv:Visitor"));
    }

    @Test
    void factsAreThoseOfTheNoticeThatWasShown() throws Exception {
        StoredReceipt receipt = receipt();
        Desks later = new Desks(List.of("tube"));
        later.stores.notices.put(desks.notice.version(), desks.notice);

        assertThat(new ReceiptDocuments(later.notice, later.stores.archive, later.invalid, later.clock())
                        .plainText(receipt, "en"))
                .contains("Name of <stats>");
    }

    @Test
    void pageEscapesEveryName() throws Exception {
        String html = documents.html(receipt(), "de");

        assertThat(html)
                .contains("Name of &lt;stats&gt;", "Muster &lt;AG&gt;", "Provider &amp; Co")
                .doesNotContain("<stats>");
        assertThat(Pattern.compile("<(?!/?(h1|h2|p|dl|dt|dd|table|thead|tbody|tr|th|td|a|details|summary|pre|div)\\b)")
                        .matcher(html)
                        .find())
                .isFalse();
    }

    @Test
    void plainTextSaysWhatWasChosenInTheVisitorsWords() throws Exception {
        assertThat(documents.plainText(receipt(), "de"))
                .contains("Belegnummer: ", "„Auswahl speichern“", "- Name of <stats> (statistics (de)")
                .contains("eingewilligt", "23. November 2026, 10:00:00 UTC");
        assertThat(documents.plainText(receipt(), "en")).contains("Receipt number: ", "consent given");
    }

    @Test
    void bothLanguagesHaveTheSameWordings() throws Exception {
        assertThat(wordings("de").keySet()).isEqualTo(wordings("en").keySet());
        for (ConsentState state : ConsentState.values()) {
            assertThat(ReceiptTexts.in("de").of(CanonicalRecord.state(state)))
                    .isNotEqualTo(CanonicalRecord.state(state));
        }
    }

    private static Map<?, ?> wordings(String language) throws Exception {
        try (var in = ReceiptDocuments.class.getResourceAsStream("/META-INF/consent/receipt/" + language + ".json")) {
            return map(Json.parse(requireNonNull(in).readAllBytes()));
        }
    }

    private StoredReceipt receipt() throws Exception {
        desks.desk.accept(new DecisionRequest(
                Set.of("stats", "tube", "vimeo"),
                Set.of("stats"),
                "de",
                "choices:layer2:save",
                desks.notice.version(),
                null,
                null));
        return desks.stores.stored.get(0);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return requireNonNull((Map<?, ?>) value);
    }
}
