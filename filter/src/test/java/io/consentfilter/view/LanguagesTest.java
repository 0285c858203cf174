package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LanguagesTest {
    private final Languages languages = new Languages(List.of("de", "en", "fr"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | - | de",
                "- | '' | de",
                "- | en | en",
                "- | fr;q=0.5, en;q=0.8 | en",
                "- | de-CH, en | de",
                "- | EN-us | en",
                "- | es, it | de",
                "- | es, fr;q=0.1 | fr",
                "- | de;q=0, en;q=0.1 | en",
                "- | de;q=0, * | en",
                "- | *;q=0.5, fr;q=0.7 | fr",
                "- | en;q=nonsense, fr | fr",
                "- | en;q=1.5, fr | fr",
                "- | ;;;,,, | de",
                "- | en;q=0.5, en;q=0.9, fr;q=0.7 | fr",
                "fr | en | fr",
                "FR | en | fr",
                "'es, fr-CH' | en | fr",
                "xx | en | en",
                "'<script>' | - | de"
            })
    void theBestFitIsChosen(String lang, String header, String expected) {
        assertThat(languages.choose(lang, header)).isEqualTo(expected);
    }

    @Test
    void aRegionOfTheSiteSatisfiesItsBaseLanguage() {
        Languages swiss = new Languages(List.of("en", "de-CH"));

        assertThat(swiss.choose(null, "de, en;q=0.5")).isEqualTo("de-CH");
        assertThat(swiss.choose(null, "de-CH")).isEqualTo("de-CH");
    }

    /** Answers are remembered, in places that several questions share. */
    @Test
    void anAnswerDoesNotDependOnWhatWasAskedBefore() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 500; i++) {
                String first = List.of("de", "en", "fr", "es").get(i % 4);
                String second = List.of("fr", "de", "en").get(i % 3);
                String header = first + ";q=0." + (i + 1) + ", " + second + ";q=0.5";
                String lang = i % 5 == 0 ? "xx-" + i : null;

                assertThat(languages.choose(lang, header))
                        .as("%s, %s", lang, header)
                        .isEqualTo(new Languages(List.of("de", "en", "fr")).choose(lang, header));
            }
        }
    }

    @Test
    void aHeaderLongerThanHeaderCharsMaxIsCutThere() {
        String header = "es,".repeat(Languages.HEADER_CHARS_MAX) + "fr";

        assertThat(languages.choose(null, header)).isEqualTo("de");
    }
}
