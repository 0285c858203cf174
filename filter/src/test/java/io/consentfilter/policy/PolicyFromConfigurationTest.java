package io.consentfilter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.config.Samples;
import io.consentfilter.json.Json;
import io.consentfilter.model.Service;
import io.consentfilter.registry.Registry;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** The policy of a real configuration, through reader, catalogue and registry. */
final class PolicyFromConfigurationTest {
    private static final String CATALOGUE = "/META-INF/consent/catalogue/";

    @Test
    void whatTheRegistryKnowsThePolicyDescribes() throws Exception {
        ConsentConfig config = ConfigReader.read(List.of(Samples.complete()), Samples.ENVIRONMENT);
        Registry registry = Registry.of(config);
        PrivacyPolicy policy = PrivacyPolicy.write(
                config.site(),
                config.controller(),
                config.policy(),
                config.receipts(),
                registry,
                "/shop",
                "/shop/_choice/");
        for (String language : config.site().languages()) {
            Document page = Jsoup.parse(policy.in(language, PolicySample.DAY).html());
            Set<String> described = new TreeSet<>();
            page.select("[id^=choice-service-]")
                    .forEach(element -> described.add(element.id().substring("choice-service-".length())));
            Set<String> enforced = new TreeSet<>();
            registry.services().stream().map(Service::id).forEach(enforced::add);
            registry.retired().forEach(retired -> enforced.add(retired.id()));
            assertThat(described).isEqualTo(enforced);
            registry.askable()
                    .forEach(id -> assertThat(page.select("#choice-service-" + id + ", #choice-activity-" + id))
                            .as(id)
                            .hasSize(1));
            assertThat(page.select("a[href=/shop/datenschutz/versions]")).hasSize(1);
            assertThat(page.select("a[href=/shop/_choice/]")).isNotEmpty();
        }
    }

    @Test
    void everyCodeOfTheCatalogueHasAWordInEveryLanguage() throws Exception {
        List<String> missing = new ArrayList<>();
        for (String language : Wording.LANGUAGES) {
            Wording wording = Wording.of(language, false);
            for (Object name : (List<?>) catalogue("index.json")) {
                collect(catalogue(name + ".json"), wording, missing);
            }
            collect(catalogue("activities.json"), wording, missing);
        }
        assertThat(missing).isEmpty();
    }

    private static Object catalogue(String name) throws Exception {
        try (InputStream in = PolicyFromConfigurationTest.class.getResourceAsStream(CATALOGUE + name)) {
            return Objects.requireNonNull(
                    Json.parse(Objects.requireNonNull(in, name).readAllBytes()));
        }
    }

    private static void collect(Object value, Wording wording, List<String> missing) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, wording, missing));
        } else if (value instanceof Map<?, ?> map) {
            if (map.get("data") instanceof List<?> kinds) {
                kinds.forEach(kind -> require(wording, "data." + kind, missing));
            }
            if (map.get("retention") instanceof Map<?, ?> retention) {
                if (retention.get("criterion") != null) {
                    require(wording, "retention.criterion." + retention.get("criterion"), missing);
                }
                if (retention.get("from") != null) {
                    require(wording, "retention.from." + retention.get("from"), missing);
                }
            }
            map.values().stream().filter(Objects::nonNull).forEach(each -> collect(each, wording, missing));
        }
    }

    private static void require(Wording wording, String key, List<String> missing) {
        if (!wording.has(key)) {
            missing.add(key + " in " + wording.tag());
        }
    }
}
