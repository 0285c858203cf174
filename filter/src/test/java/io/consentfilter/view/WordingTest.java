package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts that visitors read: complete in every language, neutral, and in Swiss spelling where German is concerned. */
@NullUnmarked // What is absent is a failed test.
final class WordingTest {
    /** Benefit claims, guilt, flattery, urgency (LAW.md B20): VG Hannover took offence at an "optimal" experience. */
    private static final Pattern PUSHING = Pattern.compile(
            "(?iU)optimal|erlebnis|bestm|besten|besser|verbesser|personalisiert|relevant|leider|schade|wir respektieren|wertsch"
                    + "|ihre privatsph|liebe|spannend|einfach nur|sofort|jetzt|nur noch|empfohlen|empfehl"
                    + "|experience|improve|better|best\\b|enjoy|sadly|unfortunately|we value|we care|your privacy|recommended|awesome|hurry"
                    + "|expérience|améliorer|meilleur|malheureusement|recommandé|profitez|votre vie privée"
                    + "|esperienza|miglior|purtroppo|consigliat|approfitt|la tua privacy|!");

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr", "it"})
    void noTextPushes(String language) {
        texts(language)
                .forEach((key, text) -> assertThat(PUSHING.matcher(text).find())
                        .as("%s %s: %s", language, key, text)
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "it"})
    void everyLanguageSaysEverything(String language) {
        assertThat(texts(language).keySet()).isEqualTo(texts("de").keySet());
        texts(language).forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            assertThat(text.contains("{"))
                    .as(key)
                    .isEqualTo(texts("de").get(key).contains("{"));
        });
    }

    @Test
    void germanIsWrittenSoThatSwissReadersFindNoSharpS() {
        assertThat(texts("de").values()).noneMatch(text -> text.contains("ß"));
    }

    /** Extensions that answer for their user know these labels (LAW.md B24). */
    @Test
    void answersAreLabelledAsEverywhere() {
        assertThat(labels("de")).isEqualTo("Alle akzeptieren / Alle ablehnen / Auswahl speichern");
        assertThat(labels("en")).isEqualTo("Accept all / Reject all / Save selection");
        assertThat(labels("fr")).startsWith("Tout accepter / Tout refuser");
        assertThat(labels("it")).startsWith("Accetta tutto / Rifiuta tutto");
    }

    private static String labels(String language) {
        Wording words = Wording.of(language);
        return words.text("button.accept") + " / " + words.text("button.reject") + " / " + words.text("button.save");
    }

    @Test
    void aRegionReadsItsBaseLanguageAndTheRestOfTheWorldEnglish() {
        assertThat(Wording.of("de-CH").text("button.reject")).isEqualTo("Alle ablehnen");
        assertThat(Wording.of("nl").text("button.reject")).isEqualTo("Reject all");
    }

    @Test
    void sentencesAreCutAtTheirEndOnly() {
        assertThat(Sentences.first(
                        "Wir zählen z. B. Seiten und Klicks auf Art. 6 Abs. 1. Danach nichts.",
                        java.util.Locale.GERMAN))
                .startsWith("Wir zählen z. B. Seiten und Klicks");
        assertThat(Sentences.first("We show videos of other providers. They learn of it.", java.util.Locale.ENGLISH))
                .isEqualTo("We show videos of other providers.");
        assertThat(Sentences.first("Wir zählen Seiten, Klicks usw. Danach nichts. Wirklich.", java.util.Locale.GERMAN))
                .as("an abbreviation may end a sentence, too; then the next one comes along")
                .isEqualTo("Wir zählen Seiten, Klicks usw. Danach nichts.");
        assertThat(Sentences.first("Wir sehen, wer sich meldet und kauft ein. Danach nichts.", java.util.Locale.GERMAN))
                .isEqualTo("Wir sehen, wer sich meldet und kauft ein.");
        assertThat(Sentences.first("We count how often and by which way. Nothing else.", java.util.Locale.ENGLISH))
                .isEqualTo("We count how often and by which way.");
        assertThat(Sentences.first("Ohne Punkt", java.util.Locale.GERMAN)).isEqualTo("Ohne Punkt");
    }

    private static Map<String, String> texts(String language) {
        Map<String, String> texts = new TreeMap<>();
        collect(texts, "", Wording.of(language).all());
        return texts;
    }

    private static void collect(Map<String, String> texts, String prefix, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> collect(texts, prefix + "." + key, inner));
        } else {
            texts.put(prefix, String.valueOf(value));
        }
    }
}
