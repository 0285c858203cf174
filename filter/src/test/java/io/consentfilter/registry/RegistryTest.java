package io.consentfilter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import io.consentfilter.model.Decision;
import io.consentfilter.registry.Verdict.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegistryTest {
    private static final String OWN = "www.muster.example";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /** Everything known, so that it can be offered. */
    private static String service(String id, String more) {
        return """
                {"id": "%s", "name": "%s", "purpose": "statistics", "role": "processor",
                 "provider": {"name": "P GmbH", "address": "Weg 2", "country": "DE", "privacyUrl": "https://p.example/"},
                 "data": ["usage"], "retention": {"period": "P1Y"}, "storageCountries": ["DE"], %s}""".formatted(id, id, more);
    }

    private static Registry registry(String members) throws ConfigException {
        return Registry.of(Samples.read(Samples.minimalWith(members)));
    }

    private static Registry hosts() throws ConfigException {
        return registry("\"services\": ["
                + service("a", "\"hosts\": [\"*.stat.example\", \"shared.example\"]") + ","
                + service(
                        "b",
                        "\"hosts\": [\"deep.stat.example\", \"*.inner.stat.example\", \"shared.example\", \"port.example:8443\"]")
                + "],"
                + "\"necessary\": [{\"id\": \"pay\", \"ground\": \"service-requested\", \"hosts\": [\"pay.stat.example\"],"
                + "\"reason\": {\"de\": \"Zahlung.\", \"en\": \"Payment.\"}}],"
                + "\"retired\": [{\"id\": \"old\", \"until\": \"2027-12-31\", \"hosts\": [\"*.old.example\"],"
                + "\"storage\": [{\"name\": \"_old_*\"}]}]");
    }

    private static Decision decision(Set<String> granted, Set<String> refused) {
        return new Decision(NOW, NOW.plusSeconds(60), "then", "notice", granted, refused, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "www.muster.example, OWN,",
        "stat.example, GRANTED, a",
        "x.stat.example, GRANTED, a",
        "x.y.stat.example, GRANTED, a",
        "deep.stat.example, WITHHELD, b",
        "x.deep.stat.example, GRANTED, a",
        "inner.stat.example, WITHHELD, b",
        "x.y.inner.stat.example, WITHHELD, b",
        "xinner.stat.example, GRANTED, a",
        "pay.stat.example, NECESSARY,",
        "shared.example, GRANTED, a",
        "sub.shared.example, UNDECLARED,",
        "evilstat.example, UNDECLARED,",
        "stat.example.evil.example, UNDECLARED,",
        "stat.example:8081, UNDECLARED,",
        "port.example:8443, WITHHELD, b",
        "port.example, UNDECLARED,",
        "example, UNDECLARED,",
        "cdn.old.example, WITHHELD, old",
        "'', UNDECLARED,"
    })
    void aHostIsJudgedByItsLongestDomain(String host, Kind kind, String serviceId) throws ConfigException {
        Registry registry = hosts();
        Verdict verdict = registry.judgeHost(host, OWN, registry.grantsOf(Set.of("a")));
        assertThat(verdict).isEqualTo(new Verdict(kind, serviceId));
    }

    @Test
    void aSharedHostIsOpenAsSoonAsOneOfItsServicesIsGranted() throws ConfigException {
        Registry registry = hosts();
        assertThat(registry.judgeHost("shared.example", OWN, registry.grantsOf(Set.of()))
                        .kind())
                .isEqualTo(Kind.WITHHELD);
        assertThat(registry.judgeHost("shared.example", OWN, registry.grantsOf(Set.of("b")))
                        .kind())
                .isEqualTo(Kind.GRANTED);
    }

    @Test
    void hostsOfTheConfigurationAreOwn() throws ConfigException {
        Registry registry = Registry.of(
                Samples.read(
                        Samples.minimal()
                                .replace(
                                        "\"name\": \"Muster\"",
                                        "\"name\": \"Muster\", \"origins\": [\"https://a.example:8443\"], \"ownHosts\": [\"cdn.example\"]")));
        Grants none = registry.grantsOf(Set.of());
        assertThat(registry.judgeHost("a.example:8443", OWN, none).kind()).isEqualTo(Kind.OWN);
        assertThat(registry.judgeHost("cdn.example", OWN, none).kind()).isEqualTo(Kind.OWN);
        assertThat(registry.judgeHost("x.cdn.example", OWN, none).kind()).isEqualTo(Kind.UNDECLARED);
    }

    @ParameterizedTest
    @CsvSource({
        "JSESSIONID, NECESSARY,",
        "_st_id, WITHHELD, s",
        "_st_, WITHHELD, s",
        "_s, UNDECLARED,",
        "_ga, WITHHELD, google-analytics",
        "_ga_ABC123, WITHHELD, google-analytics",
        "_fbp, WITHHELD, facebook-pixel",
        "_pk_id.1.1fff, WITHHELD, matomo",
        "_old_1, WITHHELD, old",
        "__Host-choice, OWN,",
        "choice-set, OWN,",
        "VISITOR_INFO1_LIVE, UNDECLARED,",
        "locale, UNDECLARED,"
    })
    void aCookieIsJudgedByItsName(String name, Kind kind, String serviceId) throws ConfigException {
        Registry registry = registry("\"services\": ["
                + service(
                        "s",
                        "\"storage\": [{\"name\": \"_st_*\", \"lifetime\": \"P1Y\","
                                + "\"purpose\": {\"de\": \"Zählt.\", \"en\": \"Counts.\"}}]")
                + "],"
                + "\"necessary\": [{\"id\": \"session\", \"ground\": \"service-requested\","
                + "\"storage\": [{\"name\": \"JSESSIONID\"}], \"reason\": {\"de\": \"Anmeldung.\", \"en\": \"Login.\"}}],"
                + "\"retired\": [{\"id\": \"old\", \"until\": \"2027-12-31\", \"storage\": [{\"name\": \"_old_*\"}]}]");
        assertThat(registry.judgeCookie(name, registry.grantsOf(Set.of()))).isEqualTo(new Verdict(kind, serviceId));
        if (kind == Kind.WITHHELD) {
            Kind granted = "s".equals(serviceId) ? Kind.GRANTED : Kind.WITHHELD;
            assertThat(registry.judgeCookie(name, registry.grantsOf(Set.of("s")))
                            .kind())
                    .isEqualTo(granted);
        }
    }

    @Test
    void aPathOnAnOwnHostIsOwnUnlessAServiceDeclaresIt() throws ConfigException {
        Registry registry =
                registry("\"services\": [" + service("s", "\"paths\": [\"/proxy/stat/*\", \"/pixel.gif\"]") + "]");
        Grants none = registry.grantsOf(Set.of());
        assertThat(registry.hasPaths()).isTrue();
        assertThat(registry.judgePath("/proxy/stat/a.js", none)).isEqualTo(new Verdict(Kind.WITHHELD, "s"));
        assertThat(registry.judgePath("/proxy/stat", none).kind()).isEqualTo(Kind.WITHHELD);
        assertThat(registry.judgePath("/proxy/statistics", none).kind()).isEqualTo(Kind.OWN);
        assertThat(registry.judgePath("/pixel.gif", none).kind()).isEqualTo(Kind.WITHHELD);
        assertThat(registry.judgePath("/pixel.gif", registry.grantsOf(Set.of("s")))
                        .kind())
                .isEqualTo(Kind.GRANTED);
        assertThat(registry.judgePath("/", none).kind()).isEqualTo(Kind.OWN);
    }

    @Test
    void inlineSignaturesAreThoseDeclaredAndThoseOfTheCatalogue() throws ConfigException {
        Registry registry = registry("\"services\": [" + service("s", "\"inline\": [\"_stat.push(\"]") + "]");
        InlineSignature own = new InlineSignature("s", "_stat.push(");
        InlineSignature known = new InlineSignature("matomo", "_paq.push(");
        assertThat(registry.inlineSignatures()).contains(own, known).doesNotHaveDuplicates();
        Grants granted = registry.grantsOf(Set.of("s", "matomo"));
        assertThat(registry.judgeInline(own, granted).kind()).isEqualTo(Kind.GRANTED);
        assertThat(registry.judgeInline(own, registry.grantsOf(Set.of())).kind())
                .isEqualTo(Kind.WITHHELD);
        assertThat(registry.judgeInline(known, granted)).isEqualTo(new Verdict(Kind.WITHHELD, "matomo"));
    }

    @Test
    void aServiceWithAnUnknownFactStaysWithheldAndIsNotOffered() throws ConfigException {
        Registry registry = registry("""
                "services": [{"id": "thin", "name": "Thin", "purpose": "statistics", "hosts": ["thin.example"],
                  "provider": {"name": "Thin Inc.", "country": "US"}, "storage": [{"name": "_thin", "purpose": {"de": "Zählt.", "en": "Counts."}}]}]""");
        assertThat(registry.offerable()).isEmpty();
        assertThat(registry.askable()).isEmpty();
        assertThat(registry.purposes()).isEmpty();
        assertThat(registry.gaps())
                .containsExactly(new Gap(
                        "thin",
                        List.of(
                                "provider.address",
                                "provider.privacyUrl",
                                "role",
                                "data",
                                "retention",
                                "storageCountries",
                                "storage[_thin].lifetime",
                                "transfers[US]")));
        assertThat(registry.judgeHost("thin.example", OWN, registry.grantsOf(Set.of("thin")))
                        .kind())
                .isEqualTo(Kind.WITHHELD);
    }

    @Test
    void anExpiredDecisionGrantsNothing() throws ConfigException {
        Registry registry = hosts();
        Decision decision = decision(Set.of("a"), Set.of("b"));
        assertThat(registry.grants(decision, NOW).allows("a")).isTrue();
        assertThat(registry.grants(decision, NOW.plusSeconds(60)).services()).isEmpty();
        assertThat(registry.grants(null, NOW).services()).isEmpty();
    }

    @Test
    void theSameGrantsAreTheSameObject() throws ConfigException {
        Registry registry = hosts();
        assertThat(registry.grantsOf(Set.of("a", "gone"))).isSameAs(registry.grantsOf(Set.of("a")));
        assertThat(registry.grantsOf(Set.of("gone"))).isSameAs(registry.grantsOf(Set.of()));
        assertThat(registry.grantsOf(Set.of("a")).key())
                .isNotEqualTo(registry.grantsOf(Set.of("b")).key())
                .matches("[A-Za-z0-9_-]{8}");
    }

    @Test
    void onlyAChangeOfWhatIsAskedChangesTheAskVersion() throws ConfigException {
        String a = service("a", "\"hosts\": [\"a.example\"]");
        String b = service("b", "\"hosts\": [\"b.example\"]");
        String before = registry("\"services\": [" + a + "," + b + "]").askVersion();
        assertThat(before).hasSize(22);
        assertThat(registry("\"services\": [" + b + "," + a.replace("a.example", "c.example") + "]")
                        .askVersion())
                .isEqualTo(before);
        assertThat(registry("\"services\": [" + a + "]").askVersion()).isNotEqualTo(before);
        assertThat(registry("\"services\": [" + a + "," + b.replace("[\"DE\"]", "[\"DE\", \"FR\"]") + "]")
                        .askVersion())
                .isNotEqualTo(before);
        assertThat(registry("\"services\": [" + a + "," + b.replace("P GmbH", "Q GmbH") + "]")
                        .askVersion())
                .isNotEqualTo(before);
    }

    private static Registry threeServices() throws ConfigException {
        return Registry.of(Samples.read(Samples.minimal()
                .replace(
                        "[\"statistics\"]",
                        "[\"statistics\", \"media\"], \"services\": [" + service("a", "\"hosts\": [\"a.example\"]")
                                + "," + service("b", "\"hosts\": [\"b.example\"]") + ","
                                + service("m", "\"hosts\": [\"m.example\"]")
                                        .replace("\"purpose\": \"statistics\"", "\"purpose\": \"media\"")
                                + "]")));
    }

    @Test
    void aRefusedPurposeAlsoCoversServicesThatCameLater() throws ConfigException {
        Registry registry = threeServices();
        assertThat(registry.notYetAsked(decision(Set.of(), Set.of("a")))).containsExactly("m");
        assertThat(registry.notYetAsked(decision(Set.of("a"), Set.of()))).containsExactly("b", "m");
        assertThat(registry.notYetAsked(decision(Set.of("a"), Set.of("b", "m"))))
                .isEmpty();
        assertThat(registry.notYetAsked(decision(Set.of("m"), Set.of("a")))).isEmpty();
    }

    @Test
    void aPurposeRefusedInPartDoesNotCoverWhatCameLater() throws ConfigException {
        Registry registry = Registry.of(Samples.read(Samples.minimalWith("\"services\": ["
                + service("a", "\"hosts\": [\"a.example\"]") + "," + service("b", "\"hosts\": [\"b.example\"]") + ","
                + service("c", "\"hosts\": [\"c.example\"]") + "]")));
        assertThat(registry.notYetAsked(decision(Set.of("a"), Set.of("b")))).containsExactly("c");
    }

    @Test
    void aGrantedServiceThatGrewIsAskedForAgainWhereItIsRemembered() throws ConfigException {
        String a = service("a", "\"hosts\": [\"a.example\"]");
        Registry then = registry("\"services\": [" + a + "]");
        Registry now = registry("\"services\": [" + a.replace("[\"DE\"]", "[\"DE\", \"FR\"]") + "]");
        Decision granted =
                new Decision(NOW, NOW.plusSeconds(60), then.askVersion(), "notice", Set.of("a"), Set.of(), null, null);
        assertThat(now.notYetAsked(granted)).isEmpty();
        assertThat(now.remembering(Map.of(then.askVersion(), then.askFacts())).notYetAsked(granted))
                .containsExactly("a");
        assertThat(then.remembering(Map.of(now.askVersion(), now.askFacts()))
                        .notYetAsked(new Decision(
                                NOW,
                                NOW.plusSeconds(60),
                                now.askVersion(),
                                "notice",
                                Set.of("a"),
                                Set.of(),
                                null,
                                null)))
                .as("fewer countries than agreed to")
                .isEmpty();
    }

    @Test
    void anActivityWithConsentAndAPurposeIsAskedForOneWithoutIsNot() throws ConfigException {
        Registry registry = registry("""
                "activities": ["newsletter", {"use": "contact", "id": "survey", "legalBasis": "consent", "purpose": "statistics"}]""");
        assertThat(registry.askable()).containsExactly("survey");
        assertThat(registry.consentActivities()).extracting("id").containsExactly("survey");
        assertThat(registry.askableOf("statistics")).containsExactly("survey");
        assertThat(registry.purposes()).extracting("id").containsExactly("statistics");
        assertThat(registry.activities()).hasSize(2);
    }
}
