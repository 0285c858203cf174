package io.consentfilter.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.CookiesSection;
import io.consentfilter.config.CookiesSection.Undeclared;
import io.consentfilter.config.Samples;
import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CookieGateTest {
    private final Metrics metrics = new Metrics();
    private Registry registry;
    private CookieGate gate;
    private CookieGate strict;
    private Grants none;
    private Grants all;

    @BeforeEach
    void open() throws ConfigException {
        registry = Registry.of(Samples.read(Samples.minimalWith("""
                        "services": [{"id": "stat", "name": "Stat", "purpose": "statistics", "role": "processor",
                          "provider": {"name": "P GmbH", "address": "Weg 2", "country": "DE", "privacyUrl": "https://p.example/"},
                          "data": ["usage"], "retention": {"period": "P1Y"}, "storageCountries": ["DE"], "hosts": ["stat.example"],
                          "storage": [{"name": "_stat_*", "lifetime": "P1Y", "domains": ["muster.example"], "paths": ["/shop"],
                                       "purpose": {"de": "Zählt.", "en": "Counts."}},
                                      {"name": "__Host-stat", "lifetime": "P1Y", "purpose": {"de": "Zählt.", "en": "Counts."}}]}]""")));
        gate = new CookieGate(registry, new CookiesSection(Undeclared.PASS), "shop-session", metrics);
        strict = new CookieGate(registry, new CookiesSection(Undeclared.WITHHOLD), "shop-session", metrics);
        none = registry.grantsOf(Set.of());
        all = registry.grantsOf(Set.of("stat"));
    }

    @Test
    void declaredNameWaitsForItsConsent() {
        assertThat(gate.admits("_stat_id=1; Path=/", none)).isFalse();
        assertThat(gate.admits("_stat_id=1; Path=/", all)).isTrue();
        assertThat(metrics.value(Counter.COOKIES_WITHHELD)).isEqualTo(1);
        assertThat(metrics.withheldServices()).containsEntry("stat", 1L);
    }

    @Test
    void nameOfTheCatalogueWaitsEvenUndeclared() {
        assertThat(gate.admits("_ga=GA1.1.1", none)).isFalse();
        assertThat(gate.admits("_ga=GA1.1.1", all)).isFalse();
    }

    @Test
    void deletionAlwaysPasses() {
        assertThat(gate.admits("_stat_id=; Max-Age=0", none)).isTrue();
    }

    @Test
    void undeclaredNamePassesAndIsCountedUntilToldOtherwise() {
        assertThat(gate.admits("other=1", none)).isTrue();
        assertThat(metrics.undeclaredCookies()).containsEntry("other", 1L);
        assertThat(strict.admits("other=1", none)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JSESSIONID",
                "shop-session",
                "__Host-SESSION",
                "XSRF-TOKEN",
                "__Secure-XSRF-TOKEN",
                "csrf_token",
                "remember-me",
                "rememberMe",
                "JREMEMBERMEID",
                "choice",
                "__Host-choice"
            })
    void sessionsFormsAndLoginsAreNeverTouched(String name) {
        assertThat(strict.admits(name + "=1", none)).isTrue();
        assertThat(strict.visible(name + "=1", none)).isEqualTo(name + "=1");
    }

    @Test
    void headerWithoutAnythingToHideIsTheSameObject() {
        String header = "a=1; b=\"x y\";  c";

        assertThat(gate.visible(header, none)).isSameAs(header);
    }

    @Test
    void hiddenCookiesLeaveTheOthersAsTheyStand() {
        assertThat(gate.visible("a=1; _stat_a=2;b=\"q;=x\" ; _ga=3; c", none)).isEqualTo("a=1; b=\"q; =x\"; c");
        assertThat(gate.visible("_stat_a=2", none)).isNull();
        assertThat(gate.visible("_stat_a=2", all)).isEqualTo("_stat_a=2");
        assertThat(gate.visible(";;; ,", none)).isEqualTo(";;; ,");
    }

    @Test
    void expiryTriesEveryDomainAndPath() {
        List<String> headers = gate.expiries("a=1; _stat_id=2", "www.muster.example:8080", false, none);

        assertThat(headers)
                .allMatch(h -> h.startsWith("_stat_id=; ") && SetCookie.parse(h).deletes());
        assertThat(headers).anyMatch(h -> h.contains("Path=/;") && !h.contains("Domain"));
        assertThat(headers).anyMatch(h -> h.contains("Path=/;") && h.contains("Domain=muster.example;"));
        assertThat(headers).anyMatch(h -> h.contains("Path=/shop;") && h.contains("Domain=www.muster.example;"));
        assertThat(headers).noneMatch(h -> h.contains("Secure") || h.contains("8080"));
    }

    @Test
    void expiryOnHttpsReachesSecureAndPartitionedOnes() {
        List<String> headers = gate.expiries("_stat_id=2", "www.muster.example", true, none);

        assertThat(headers).allMatch(h -> h.contains("; Secure"));
        assertThat(headers).anyMatch(h -> h.contains("; Partitioned"));
    }

    @Test
    void partitionedCookieOfADomainIsDeletedWithBoth() {
        List<String> headers = gate.expiries("_stat_id=2", "www.muster.example", true, none);

        for (String domain : List.of("", "Domain=muster.example; ", "Domain=www.muster.example; ")) {
            for (String path : List.of("Path=/; ", "Path=/shop; ")) {
                String expected =
                        "_stat_id=; " + path + domain + "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure";
                assertThat(headers).contains(expected, expected + "; SameSite=None; Partitioned");
            }
        }
        assertThat(headers).hasSize(12);
    }

    @Test
    void nameThatNothingDeletesDoesNotKeepTheOthers() {
        String header = "_stat_a=1; _stat_b=1; _stat_c=1; _stat_d=1; _stat_e=1";

        Set<String> expired = IntStream.range(0, 5)
                .mapToObj(i -> gate.expiries(header, "www.muster.example", true, none))
                .flatMap(List::stream)
                .map(h -> SetCookie.parse(h).name())
                .collect(Collectors.toSet());
        assertThat(expired).containsExactlyInAnyOrder("_stat_a", "_stat_b", "_stat_c", "_stat_d", "_stat_e");
    }

    @Test
    void expiryOfAHostCookieKeepsItsPrefixRules() {
        assertThat(gate.expiries("__Host-stat=1", "www.muster.example", true, none))
                .isNotEmpty()
                .allMatch(h -> h.contains("Path=/;") && h.contains("Secure") && !h.contains("Domain"));
    }

    @Test
    void addressesAndSingleLabelsGetNoDomain() {
        for (String host : List.of("127.0.0.1:8080", "[::1]:8080", "localhost:8080")) {
            assertThat(gate.expiries("_stat_id=2", host, false, none)).noneMatch(h -> h.contains("Domain"));
        }
    }

    @Test
    void grantedCookieIsNotExpired() {
        assertThat(gate.expiries("_stat_id=2", "www.muster.example", false, all))
                .isEmpty();
    }

    @Test
    void moreThanExpiriesMaxWaitForTheNextResponse() {
        String header =
                IntStream.range(0, 100).mapToObj(i -> "_stat_" + i + "=1").collect(Collectors.joining("; "));

        assertThat(gate.expiries(header, "www.muster.example", true, none)).hasSize(CookieGate.EXPIRIES_MAX);
    }
}
