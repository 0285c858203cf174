package io.consentfilter.csp;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.config.Samples;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ContentPoliciesTest {
    private static final String HOST = "www.muster.example";

    private static String service(String id, String hosts) {
        return """
                {"id": "%s", "name": "%s", "purpose": "statistics", "role": "processor",
                 "provider": {"name": "P GmbH", "address": "Weg 2", "country": "DE", "privacyUrl": "https://p.example/"},
                 "data": ["usage"], "retention": {"period": "P1Y"}, "storageCountries": ["DE"], "hosts": [%s]}""".formatted(id, id, hosts);
    }

    private record Fixture(Registry registry, ContentPolicies policies) {
        Grants grants(String... services) {
            return registry.grantsOf(Set.of(services));
        }
    }

    private static Fixture fixture(String services, String necessary) throws ConfigException {
        ConsentConfig config = Samples.read(
                Samples.minimalWith("\"services\": [" + services + "], \"necessary\": [" + necessary + "]"));
        Registry registry = Registry.of(config);
        return new Fixture(registry, new ContentPolicies(registry, config.site(), "/_choice/reports"));
    }

    private static Fixture usual() throws ConfigException {
        return fixture(
                service("stat", "\"*.stat.example\", \"one.example\""),
                "{\"id\": \"pay\", \"ground\": \"service-requested\", \"hosts\": [\"pay.example\"], \"frames\": \"any\","
                        + "\"framePaths\": [\"/checkout/*\"], \"reason\": {\"de\": \"Zahlung.\", \"en\": \"Payment.\"}}");
    }

    @Test
    void beforeConsentOnlyOwnAndNecessaryHosts() throws ConfigException {
        Fixture fixture = usual();

        assertThat(fixture.policies().page(fixture.grants(), HOST, "/"))
                .startsWith("default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: wss://" + HOST)
                .contains(" pay.example")
                .doesNotContain("stat.example", "nonce", "strict-dynamic", "sha256", "frame-src")
                .endsWith("; report-uri /_choice/reports");
    }

    @Test
    void grantAddsItsHostsAndTheDomainOfAWildcard() throws ConfigException {
        Fixture fixture = usual();

        assertThat(fixture.policies().page(fixture.grants("stat"), HOST, "/"))
                .contains(" stat.example ", " *.stat.example", " one.example");
    }

    @Test
    void scriptsAndDrawingsGetTheSameForEverybody() throws ConfigException {
        Fixture fixture = usual();

        assertThat(fixture.policies().visitorIndependent(HOST))
                .isEqualTo(fixture.policies().page(fixture.grants(), HOST, "/"));
    }

    @Test
    void framesAnyCountsOnItsPathsOnly() throws ConfigException {
        Fixture fixture = usual();

        assertThat(fixture.policies().page(fixture.grants(), HOST, "/checkout/step-2"))
                .contains("; frame-src * data: blob:");
        assertThat(fixture.policies().page(fixture.grants(), HOST, "/check")).doesNotContain("frame-src");
    }

    @Test
    void framesAnyOnAPathWithoutStarMeansThatPathOnly() throws ConfigException {
        Fixture fixture = fixture(
                "",
                "{\"id\": \"pay\", \"ground\": \"service-requested\", \"hosts\": [\"pay.example\"], \"frames\": \"any\","
                        + "\"framePaths\": [\"/pay\"], \"reason\": {\"de\": \"Zahlung.\", \"en\": \"Payment.\"}}");

        assertThat(fixture.policies().page(fixture.grants(), HOST, "/pay")).contains("; frame-src *");
        assertThat(fixture.policies().page(fixture.grants(), HOST, "/payments")).doesNotContain("frame-src");
    }

    @Test
    void originsAndOwnHostsOfTheSiteAreInEveryPolicy() throws ConfigException {
        ConsentConfig config = Samples.read(Samples.minimal()
                .replace(
                        "\"name\": \"Muster\"}",
                        "\"name\": \"Muster\", \"origins\": [\"https://www.muster.example:8443\"],"
                                + " \"ownHosts\": [\"static.muster.example\"]}"));
        ContentPolicies policies = new ContentPolicies(Registry.of(config), config.site(), "/r");

        for (String policy : List.of(
                policies.visitorIndependent("other.example"),
                policies.page(Registry.of(config).grantsOf(Set.of()), "other.example", "/"))) {
            assertThat(policy)
                    .contains(" www.muster.example:8443 wss://www.muster.example:8443 ")
                    .contains(" static.muster.example;");
        }
    }

    /** Whoever asks under ever new host names gets policies, but no room. */
    @Test
    void policiesOfForeignHostNamesDoNotFillTheHeap() throws ConfigException {
        ContentPolicies policies = usual().policies();
        for (int i = 0; i < ContentPolicies.KEPT_MAX; i++) {
            policies.visitorIndependent("host-" + i + ".example");
        }

        assertThat(policies.visitorIndependent("host-0.example"))
                .isSameAs(policies.visitorIndependent("host-0.example"));
        assertThat(policies.visitorIndependent("one-more.example"))
                .isNotSameAs(policies.visitorIndependent("one-more.example"))
                .isEqualTo(policies.visitorIndependent("one-more.example"));
    }

    @Test
    void policyIsCompiledOnce() throws ConfigException {
        Fixture fixture = usual();

        assertThat(fixture.policies().page(fixture.grants("stat"), HOST, "/a"))
                .isSameAs(fixture.policies().page(fixture.grants("stat"), HOST, "/b"));
    }

    @Test
    void hostileHostHeaderAddsNothing() throws ConfigException {
        Fixture fixture = usual();
        for (String host : List.of("a; script-src *", "a b", "*", "a,b", "a\r\nx", "", "https://x")) {
            assertThat(fixture.policies().page(fixture.grants(), host, "/")).doesNotContain("wss://" + host + " ");
            assertThat(fixture.policies().page(fixture.grants(), host, "/").split(";"))
                    .hasSize(2);
        }
    }

    @Test
    void manyHostsOfOneDomainCollapseAndNothingIsDropped() throws ConfigException {
        String hosts = IntStream.range(0, 300)
                .mapToObj(i -> "\"host-number-" + i + ".cdn.example\"")
                .collect(Collectors.joining(","));
        Fixture fixture = fixture(service("stat", hosts + ",\"other.example\""), "");
        String policy = fixture.policies().page(fixture.grants("stat"), HOST, "/");

        assertThat(policy.length()).isLessThanOrEqualTo(ContentPolicies.POLICY_LENGTH_MAX);
        assertThat(policy).contains(" *.cdn.example", " other.example");
    }

    @Test
    void policiesNearTheLimitOfContainersAreToldAtStart() throws ConfigException {
        Fixture one = fixture(service("stat", hosts("host-number-%d.cdn.example")), "");
        Fixture many = fixture(service("stat", hosts("host.of-domain-number-%d.example")), "");

        assertThat(usual().policies().nearLimit()).isEmpty();
        assertThat(one.policies().nearLimit())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("collapse to wildcards", "Declare \"*.domain\"")
                        .doesNotContain("maxHttpResponseHeaderSize"));
        assertThat(many.policies().nearLimit())
                .hasValueSatisfying(
                        warning -> assertThat(warning).contains("maxHttpResponseHeaderSize", "responseHeaderSize"));
        // Nothing is dropped silently: the long policy is what is sent.
        assertThat(many.policies().page(many.grants("stat"), HOST, "/"))
                .contains("of-domain-number-0.", "of-domain-number-299.");
    }

    private static String hosts(String pattern) {
        return IntStream.range(0, 300)
                .mapToObj(i -> '"' + String.format(Locale.ROOT, pattern, i) + '"')
                .collect(Collectors.joining(","));
    }

    @Test
    void countrySuffixesDoNotCollapseToEverybody() {
        assertThat(PolicySources.domainOf("a.b.co.uk")).isEqualTo("b.co.uk");
        assertThat(PolicySources.domainOf("b.co.uk")).isEqualTo("b.co.uk");
        assertThat(PolicySources.domainOf("co.uk")).isEmpty();
        assertThat(PolicySources.domainOf("10.0.0.1")).isEmpty();
        assertThat(PolicySources.domainOf("localhost")).isEmpty();
        assertThat(PolicySources.collapse(new LinkedHashSet<>(List.of("wss://a.example", "a.example:8080"))))
                .containsExactly("wss://a.example", "a.example:8080");
    }
}
