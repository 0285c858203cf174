package io.consentfilter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.Service;
import io.consentfilter.model.StorageScope;
import io.consentfilter.registry.GapsOfService;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();

    /** What pages of every kind carry that is nobody's tracker. */
    private static final List<String> INNOCENT = List.of(
            "window.dataLayer = window.dataLayer || [];",
            "document.getElementById('map').addEventListener('click', e => show(e));",
            "var config = {analytics: false, hotjar: null};",
            "$(function () { $('.youtube').each(load); });",
            "{\"@context\": \"https://schema.org\", \"sameAs\": [\"https://www.facebook.com/muster\", \"https://www.linkedin.com/company/muster\","
                    + " \"https://www.youtube.com/@muster\", \"https://www.instagram.com/muster\"]}",
            "const player = new Plyr('#player'); player.on('ready', init);",
            "window.location = '/checkout?payment=paypal';",
            "fetch('/api/items').then(r => r.json()).then(render);");

    static Stream<Service> services() {
        return CATALOGUE.services().stream();
    }

    @Test
    void theIndexNamesEveryFile() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Catalogue.class.getResource("/META-INF/consent/catalogue"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> ids = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> !Set.of("index", "purposes", "activities").contains(name))
                    .collect(Collectors.toSet());
            assertThat(CATALOGUE.serviceIds()).containsExactlyElementsOf(new TreeSet<>(ids));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void anEntryIsFoundByItsIdAndCanBeUsedAtOnce(Service service) throws ConfigException {
        String text = Samples.minimal()
                .replace(
                        "[\"statistics\"]",
                        "[\"" + service.purpose() + "\"], \"services\": [{\"use\": \"" + service.id() + "\"}]");
        assertThat(Samples.read(text).services()).containsExactly(service);
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyTextIsInGermanAndEnglish(Service service) {
        assertThat(service.storage())
                .allSatisfy(item -> assertThat(
                                Objects.requireNonNull(item.purpose()).languages())
                        .contains("de", "en"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void noInlineSignatureMatchesInnocentScripts(Service service) {
        assertThat(service.inline())
                .allSatisfy(text -> assertThat(INNOCENT).noneMatch(script -> script.contains(text)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void anEntryIsKnownByItsHostsItsSnippetOrItsNames(Service service) {
        boolean firstPartyName = service.storage().stream().anyMatch(item -> item.scope() == StorageScope.FIRST_PARTY);
        assertThat(!service.hosts().isEmpty() || !service.inline().isEmpty() || firstPartyName)
                .isTrue();
    }

    @Test
    void purposesAndActivitiesAreInGermanAndEnglish() {
        assertThat(CATALOGUE.purposes()).hasSizeGreaterThan(8).allSatisfy(purpose -> {
            assertThat(purpose.title().languages()).contains("de", "en");
            assertThat(purpose.text().languages()).contains("de", "en");
        });
        assertThat(CATALOGUE.activities())
                .extracting("id")
                .contains(
                        "server-logs",
                        "contact",
                        "comments",
                        "accounts",
                        "social-media",
                        "newsletter",
                        "orders",
                        "job-applications");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "youtube",
                "google-fonts",
                "hotjar",
                "facebook-pixel",
                "linkedin-insight",
                "microsoft-clarity",
                "stripe"
            })
    void theMostUsedEntriesCanBeOfferedAsTheyAre(String id) {
        Service service = CATALOGUE.services().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(GapsOfService.of(service)).isEmpty();
    }

    @Test
    void anEntryThatKnowsTooLittleLeavesAGapAndDoesNotGuess() {
        Service vimeo = CATALOGUE.services().stream()
                .filter(candidate -> candidate.id().equals("vimeo"))
                .findFirst()
                .orElseThrow();
        assertThat(GapsOfService.of(vimeo)).containsExactly("provider.address", "transfers[US]");
    }
}
