package io.consentfilter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import org.junit.jupiter.api.Test;

final class RegistryDiffTest {
    private static Registry registry(String... services) throws ConfigException {
        return Registry.of(Samples.read(Samples.minimalWith("\"services\": [" + String.join(",", services) + "]")));
    }

    private static String service(String id, String countries, String host) {
        return """
                {"id": "%s", "name": "S", "purpose": "statistics", "role": "processor", "hosts": ["%s"],
                 "provider": {"name": "P GmbH", "address": "Weg 2", "country": "DE", "privacyUrl": "https://p.example/"},
                 "data": ["usage"], "retention": {"period": "P1Y"}, "storageCountries": [%s]}""".formatted(id, host, countries);
    }

    @Test
    void theSameRegistryDoesNotDiffer() throws ConfigException {
        Registry one = registry(service("a", "\"DE\"", "a.example"));
        RegistryDiff diff = RegistryDiff.between(one, registry(service("a", "\"DE\"", "a.example")));
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.asksAgain()).isFalse();
    }

    @Test
    void aNewServiceAsksAgainARemovedOneDoesNot() throws ConfigException {
        Registry one = registry(service("a", "\"DE\"", "a.example"));
        Registry two = registry(service("a", "\"DE\"", "a.example"), service("b", "\"DE\"", "b.example"));
        RegistryDiff more = RegistryDiff.between(one, two);
        assertThat(more.added()).containsExactly("b");
        assertThat(more.asksAgain()).isTrue();
        RegistryDiff less = RegistryDiff.between(two, one);
        assertThat(less.removed()).containsExactly("b");
        assertThat(less.asksAgain()).isFalse();
        assertThat(less.isEmpty()).isFalse();
    }

    @Test
    void aNewCountryAsksAgainOneLessDoesNot() throws ConfigException {
        Registry one = registry(service("a", "\"DE\"", "a.example"));
        Registry two = registry(service("a", "\"DE\", \"FR\"", "a.example"));
        RegistryDiff grown = RegistryDiff.between(one, two);
        assertThat(grown.grown()).containsOnlyKeys("a");
        assertThat(grown.grown().get("a")).containsExactly("country FR");
        assertThat(grown.asksAgain()).isTrue();
        assertThat(RegistryDiff.between(two, one).shrunk().get("a")).containsExactly("country FR");
        assertThat(RegistryDiff.between(two, one).asksAgain()).isFalse();
    }

    @Test
    void anotherHostIsDescribedAndAsksNobody() throws ConfigException {
        RegistryDiff diff = RegistryDiff.between(
                registry(service("a", "\"DE\"", "a.example")), registry(service("a", "\"DE\"", "b.example")));
        assertThat(diff.described()).containsExactly("a");
        assertThat(diff.asksAgain()).isFalse();
        assertThat(diff.isEmpty()).isFalse();
    }
}
