package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.BannerSection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThemeTest {
    private static final Pattern PAIR =
            Pattern.compile("--choice-accent:#([0-9a-f]{6});--choice-on-accent:#([0-9a-f]{6})");

    @ParameterizedTest
    @ValueSource(strings = {"#0b57d0", "#000000", "#8a1c1c", "#00695c", "#767676"})
    void labelsCanBeReadInBothSchemes(String accent) {
        Matcher pair = PAIR.matcher(Theme.css(new BannerSection.Theme(accent)));
        int schemes = 0;
        while (pair.find()) {
            schemes++;
            assertThat(Theme.contrast(number(pair.group(1)), number(pair.group(2))))
                    .isGreaterThanOrEqualTo(4.5);
        }
        assertThat(schemes).isEqualTo(2);
    }

    private static int number(String hex) {
        return Integer.parseInt(hex, 16);
    }
}
