package io.consentfilter.receipt;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** Wording of the readable receipt, from {@code META-INF/consent/receipt/}. German, English, French, Italian; English for every other language. */
final class ReceiptTexts {
    private static final Map<String, ReceiptTexts> BY_LANGUAGE =
            Map.of("de", load("de"), "en", load("en"), "fr", load("fr"), "it", load("it"));

    private final String language;
    private final Map<?, ?> wordings;

    private ReceiptTexts(String language, Map<?, ?> wordings) {
        this.language = language;
        this.wordings = wordings;
    }

    static ReceiptTexts in(String language) {
        return Objects.requireNonNull(BY_LANGUAGE.getOrDefault(language.split("-", 2)[0], BY_LANGUAGE.get("en")));
    }

    /** The wording; the key itself where there is none, so that an unknown method still says what it was. */
    String of(String key) {
        return wordings.get(key) instanceof String wording ? wording : key;
    }

    String language() {
        return language;
    }

    private static ReceiptTexts load(String language) {
        String name = "/META-INF/consent/receipt/" + language + ".json";
        try (InputStream in = ReceiptTexts.class.getResourceAsStream(name)) {
            if (in == null || !(Json.parse(in.readAllBytes()) instanceof Map<?, ?> wordings)) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new ReceiptTexts(language, wordings);
        } catch (IOException | JsonProblem e) {
            throw new IllegalStateException("the jar is damaged: " + name, e);
        }
    }
}
