package io.consentfilter.receipt;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.store.StoredReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A record as JSON-LD: ISO/IEC TS 27560 in the Data Privacy Vocabulary 2.3 (LAW.md B.4). The context is inline, because a remote
 * one is a request to others and no stable evidence; the state stands in each process, because one on the record would claim the
 * same for all.
 */
final class LinkedData {
    private static final String DPV = "https://w3id.org/dpv";
    private static final String ENTITY = "urn:consent-receipt:entity:";

    private final NoticeFacts facts;
    private final Since since;

    LinkedData(NoticeFacts facts, Since since) {
        this.facts = facts;
        this.since = since;
    }

    Map<String, Object> of(StoredReceipt receipt) {
        ConsentRecord record = receipt.record();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", context());
        document.put("@id", "urn:uuid:" + record.id());
        document.put("@type", "dpv:ConsentRecord");
        document.put(
                "dct:conformsTo",
                List.of(id(DPV + "/schema/dpv-27560#record-eu-gdpr"), id("urn:consent-receipt:profile:web:1")));
        document.put("dct:identifier", record.id());
        document.put("cc:receiptNumber", record.number());
        document.put("cc:site", record.site());
        document.put("dct:created", dateTime(CanonicalRecord.moment(record.at())));
        if (record.previousId() != null) {
            document.put("dct:replaces", id("urn:uuid:" + record.previousId()));
        }
        document.put("dpv:hasDataSubject", subject(record));
        document.put("dpv:hasJurisdiction", jurisdictions());
        document.put("dpv:hasDataController", id(ENTITY + "controller"));
        if (!facts.authority().isEmpty()) {
            document.put("dpv:hasAuthority", id(ENTITY + "authority"));
        }
        document.put("dpv:hasEntity", entities(record));
        document.put("dpv:hasNotice", notices(record));
        document.put("dpv:hasProcess", processes(record));
        document.put("dpv:hasConsentControl", consentControl());
        document.put("dpv:hasRight", rights());
        document.put("cc:retention", retention(record));
        document.put("cc:proof", proof(receipt));
        return document;
    }

    private static Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("dpv", DPV + "#");
        context.put("pd", DPV + "/pd#");
        context.put("loc", DPV + "/loc#");
        context.put("tech", DPV + "/tech#");
        context.put("eu-gdpr", DPV + "/legal/eu/gdpr#");
        context.put("dct", "http://purl.org/dc/terms/");
        context.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        context.put("schema", "https://schema.org/");
        context.put("cc", "urn:consent-receipt:ext:1#");
        return context;
    }

    private static Map<String, Object> subject(ConsentRecord record) {
        Map<String, Object> subject = new LinkedHashMap<>();
        if (record.subjectKey() != null) {
            subject.put("@id", "urn:consent-receipt:subject:hmac-sha256:" + record.subjectKey());
        }
        subject.put("@type", "dpv:Visitor");
        return subject;
    }

    /** The EU is one place; every member state we know is in it. */
    private List<Object> jurisdictions() {
        return facts.regions().stream()
                .map(region -> id("loc:" + (List.of("DE", "AT", "FR", "IT").contains(region) ? "EU" : region)))
                .distinct()
                .collect(Collectors.toList());
    }

    private List<Object> entities(ConsentRecord record) {
        List<Object> entities = new ArrayList<>();
        entities.add(controller());
        if (!facts.authority().isEmpty()) {
            entities.add(authority());
        }
        for (String service : record.services().keySet()) {
            Map<?, ?> provider = NoticeFacts.object(facts.item(service), "provider");
            if (!provider.isEmpty()) {
                entities.add(provider(service, provider));
            }
        }
        return entities;
    }

    private Map<String, Object> controller() {
        Map<?, ?> controller = facts.controller();
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", ENTITY + "controller");
        entity.put("@type", "dpv:DataController");
        put(entity, "dct:identifier", controller.get("number"));
        put(entity, "dpv:hasName", controller.get("name"));
        put(entity, "dpv:hasAddress", controller.get("address"));
        put(entity, "dpv:hasContact", controller.get("email"));
        entity.put("schema:url", facts.text("policyUrl"));
        return entity;
    }

    private Map<String, Object> authority() {
        Map<?, ?> authority = facts.authority();
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", ENTITY + "authority");
        entity.put("@type", "dpv:DataProtectionAuthority");
        put(entity, "dpv:hasName", authority.get("name"));
        put(entity, "dpv:hasAddress", authority.get("address"));
        put(entity, "dpv:hasContact", authority.get("url"));
        return entity;
    }

    private Map<String, Object> provider(String service, Map<?, ?> provider) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", ENTITY + service);
        entity.put("@type", role(facts.item(service)));
        entity.put("dct:identifier", "registry:" + service);
        put(entity, "dpv:hasName", provider.get("name"));
        put(entity, "dpv:hasAddress", provider.get("address"));
        put(entity, "dpv:hasContact", provider.get("contact"));
        return entity;
    }

    private static String role(Map<?, ?> item) {
        Object role = item.get("role");
        if ("processor".equals(role)) {
            return "dpv:DataProcessor";
        }
        return "joint-controller".equals(role) ? "dpv:JointDataControllers" : "dpv:DataController";
    }

    private List<Object> notices(ConsentRecord record) {
        Map<String, Object> banner = new LinkedHashMap<>();
        banner.put("@id", notice(record));
        banner.put("@type", "dpv:ConsentNotice");
        banner.put("dct:language", record.language());
        banner.put("cc:contentHash", "sha-256:" + record.noticeVersion());
        banner.put("cc:askVersion", record.askVersion());
        if (!facts.text("choicesUrl").isEmpty()) {
            banner.put("schema:url", facts.text("choicesUrl") + NoticeParts.NOTICES_BELOW + record.noticeVersion());
        }
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("@id", facts.text("policyUrl") + "/versions/" + facts.text("policyVersion"));
        policy.put("@type", "dpv:PrivacyNotice");
        policy.put("dct:language", record.language());
        policy.put("cc:contentHash", "sha-256:" + facts.text("policyVersion"));
        return List.of(banner, policy);
    }

    private static String notice(ConsentRecord record) {
        return "urn:consent-receipt:notice:" + record.noticeVersion() + ":" + record.language();
    }

    private List<Object> processes(ConsentRecord record) {
        return record.services().entrySet().stream()
                .map(entry -> process(record, entry.getKey(), entry.getValue()))
                .collect(Collectors.toList());
    }

    private Map<String, Object> process(ConsentRecord record, String service, ConsentState state) {
        Map<?, ?> item = facts.item(service);
        Map<?, ?> provider = NoticeFacts.object(item, "provider");
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("@id", "#p-" + service);
        process.put("@type", "dpv:Process");
        process.put("dct:title", title(record, service, item));
        process.put("dpv:hasService", id("urn:consent-receipt:service:" + service));
        process.put("dpv:hasPurpose", DpvTerms.purpose(NoticeFacts.wording(item, "purpose", "en")));
        process.put("dpv:hasNecessity", id("dpv:Optional"));
        putList(process, "dpv:hasPersonalData", personalData(item));
        // What a browser shows is observed; what is kept on the device, or with a term, is stored.
        process.put(
                "dpv:hasProcessing",
                storageConditions(item).isEmpty()
                                && NoticeFacts.list(item, "storage").isEmpty()
                        ? List.of(id("dpv:Observe"))
                        : List.of(id("dpv:Observe"), id("dpv:Store")));
        process.put("dpv:hasDataSource", id("dpv:DataSubjectDataSource"));
        putList(process, "dpv:isImplementedUsingTechnology", DpvTerms.technologies(NoticeFacts.list(item, "storage")));
        putList(process, "dpv:hasStorageCondition", storageConditions(item));
        if (!provider.isEmpty()) {
            process.put("dpv:hasRecipient", id(ENTITY + service));
        }
        putList(process, "dpv:hasThirdCountry", thirdCountries(item));
        putList(
                process,
                "cc:transfer",
                NoticeFacts.list(item, "transfers").stream()
                        .map(LinkedData::transfer)
                        .collect(Collectors.toList()));
        process.put("dpv:hasLegalBasis", id("eu-gdpr:A6-1-a"));
        process.put("dpv:hasConsentStatus", statuses(record, service, state));
        return process;
    }

    /** Kinds of data; a purpose that is marked as sensitive (Art. 9 GDPR) says so. */
    private List<Object> personalData(Map<?, ?> item) {
        List<Object> data = new ArrayList<>(DpvTerms.data(NoticeFacts.list(item, "data")));
        Map<?, ?> purpose = facts.purpose(NoticeFacts.wording(item, "purpose", "en"));
        if (Boolean.TRUE.equals(purpose.get("sensitive"))) {
            data.add(id("dpv:SensitivePersonalData"));
        }
        return data;
    }

    private static String title(ConsentRecord record, String service, Map<?, ?> item) {
        String name = NoticeFacts.wording(item, "name", record.language());
        return name.isEmpty() ? service : name;
    }

    private static List<Object> storageConditions(Map<?, ?> item) {
        List<Object> conditions = new ArrayList<>();
        for (Object country : NoticeFacts.list(item, "countries")) {
            conditions.add(Map.of("@type", "dpv:StorageLocation", "dpv:hasLocation", id("loc:" + country)));
        }
        if (item.get("retention") instanceof String retention) {
            conditions.add(Map.of("@type", "dpv:StorageDuration", "dpv:hasDuration", duration(retention)));
        }
        return conditions;
    }

    private static List<Object> thirdCountries(Map<?, ?> item) {
        return NoticeFacts.list(item, "transfers").stream()
                .filter(Map.class::isInstance)
                .map(transfer -> id("loc:" + ((Map<?, ?>) transfer).get("country")))
                .distinct()
                .collect(Collectors.toList());
    }

    private static Object transfer(Object transfer) {
        Map<String, Object> form = new LinkedHashMap<>();
        if (transfer instanceof Map<?, ?> map) {
            put(form, "cc:recipient", map.get("recipient"));
            form.put("dpv:hasLocation", id("loc:" + map.get("country")));
            form.put("cc:transferMechanism", DpvTerms.mechanism(String.valueOf(map.get("mechanism"))));
        }
        return form;
    }

    private static Map<String, Object> status(ConsentRecord record, String service, ConsentState state) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("@id", "#e-" + service + "-1");
        status.put("@type", DpvTerms.state(state));
        status.put("dpv:isIndicatedAtTime", dateTime(CanonicalRecord.moment(record.at())));
        status.put("dpv:isIndicatedBy", id(state == ConsentState.REVOKED ? "dpv:DataController" : "dpv:DataSubject"));
        status.put("dpv:hasIndicationMethod", record.method() + ":default=off");
        status.put("dpv:hasDuration", duration(days(record)));
        status.put("dpv:hasNotice", id(notice(record)));
        return status;
    }

    /** The event of the record, and the one that ended the consent since. */
    private List<Object> statuses(ConsentRecord record, String service, ConsentState state) {
        ConsentState now = since.now(state);
        Instant at = since.at();
        if (now == state || at == null) {
            return List.of(status(record, service, state));
        }
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("@id", "#e-" + service + "-2");
        end.put("@type", DpvTerms.state(now));
        end.put("dpv:isIndicatedAtTime", dateTime(CanonicalRecord.moment(at)));
        end.put("dpv:isIndicatedBy", id("dpv:DataController"));
        return List.of(status(record, service, state), end);
    }

    private static String days(ConsentRecord record) {
        return "P" + Duration.between(record.at(), record.validUntil()).toDays() + "D";
    }

    private Map<String, Object> consentControl() {
        return Map.of(
                "@type",
                List.of("dpv:WithdrawConsent", "dpv:ProvideConsent"),
                "dpv:isExercisedAt",
                id(facts.text("choicesUrl")));
    }

    private List<Object> rights() {
        return List.of(
                right("eu-gdpr:A7-3", facts.text("choicesUrl")),
                right("eu-gdpr:A15", facts.text("policyUrl")),
                right(
                        "eu-gdpr:A77",
                        facts.authority().get("url") instanceof String url ? url : facts.text("policyUrl")));
    }

    private static Map<String, Object> right(String article, String where) {
        return Map.of("@type", List.of("dpv:DataSubjectRight", article), "dpv:isExercisedAt", id(where));
    }

    private static Map<String, Object> retention(ConsentRecord record) {
        return Map.of(
                "cc:eraseAfter",
                Map.of("@type", "xsd:date", "@value", record.eraseAfter().toString()));
    }

    private Map<String, Object> proof(StoredReceipt receipt) {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("cc:canonicalization", "RFC8785");
        if (!facts.text("choicesUrl").isEmpty()) {
            proof.put("cc:publicKeys", facts.text("choicesUrl") + NoticeParts.KEYS_BELOW);
        }
        proof.put("cc:record", CanonicalRecord.of(receipt.record()));
        proof.put("cc:recordHash", "sha-256:" + NoticeParts.sha256(ReceiptDocuments.canonical(receipt.record())));
        proof.putAll(prefixed(CompactForm.proof(receipt.proof())));
        return proof;
    }

    /** Every key is a term of our own; without a prefix a JSON-LD reader drops it. */
    private static Map<String, Object> prefixed(Map<?, ?> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((key, value) -> named.put("cc:" + key, value instanceof Map<?, ?> map ? prefixed(map) : value));
        return named;
    }

    private static Map<String, Object> id(String iri) {
        return Map.of("@id", iri);
    }

    private static Map<String, Object> dateTime(String moment) {
        return Map.of("@type", "xsd:dateTime", "@value", moment);
    }

    private static Map<String, Object> duration(String period) {
        return Map.of("@type", "dpv:TemporalDuration", "rdf:value", period);
    }

    private static void put(Map<String, Object> values, String key, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            values.put(key, value);
        }
    }

    private static void putList(Map<String, Object> values, String key, List<?> list) {
        if (!list.isEmpty()) {
            values.put(key, list);
        }
    }
}
