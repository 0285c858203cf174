package io.consentfilter.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.Json;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wordings of the receipt: the same keys in every language, and buttons quoted as they are labelled. */
final class ReceiptTextsTest {
    private static Map<?, ?> read(String name) throws Exception {
        try (InputStream in = ReceiptTextsTest.class.getResourceAsStream(name)) {
            return (Map<?, ?>) Objects.requireNonNull(
                    Json.parse(Objects.requireNonNull(in, name).readAllBytes()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr", "it"})
    void everyLanguageHasEveryWording(String language) throws Exception {
        for (String room : List.of("receipt", "endpoint")) {
            String folder = "/META-INF/consent/" + room + "/";
            Map<?, ?> texts = read(folder + language + ".json");
            assertThat(texts.keySet()).isEqualTo(read(folder + "de.json").keySet());
            assertThat(texts.values())
                    .allSatisfy(text -> assertThat((String) text).isNotBlank());
        }
        assertThat(ReceiptTexts.in(language + "-CH").language()).isEqualTo(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr", "it"})
    void buttonsAreQuotedAsTheyAreLabelled(String language) throws Exception {
        Map<?, ?> buttons = (Map<?, ?>) Objects.requireNonNull(
                read("/META-INF/consent/banner/i18n/" + language + ".json").get("button"));
        ReceiptTexts texts = ReceiptTexts.in(language);
        Map.of(
                        "banner:layer1:accept-all", "accept",
                        "banner:layer1:reject-all", "reject",
                        "banner:layer1:save", "acceptNew",
                        "choices:layer2:save", "save",
                        "choices:layer2:withdraw-all", "withdraw",
                        "embed:always", "always",
                        "embed:once", "once")
                .forEach((method, button) -> assertThat(texts.of(method)).contains((String) buttons.get(button)));
    }
}
