package io.consentfilter.view;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The visitor's texts in one language, as {@code i18n/<language>.json} holds them. */
final class Wording {
    private final String language;
    private final Map<?, ?> texts;

    private Wording(String language, Map<?, ?> texts) {
        this.language = language;
        this.texts = texts;
    }

    /** The texts of a language, of its base language ({@code de} for {@code de-CH}), or English where there are none. */
    static Wording of(String language) {
        String base = language.split("-", 2)[0].toLowerCase(Locale.ROOT);
        String file = Resources.exists("i18n/" + base + ".json") ? base : "en";
        try {
            return new Wording(language, Objects.requireNonNull((Map<?, ?>)
                    Json.parse(Resources.bytes("i18n/" + file + ".json"))));
        } catch (JsonProblem e) {
            throw new IllegalStateException("i18n/" + file + ".json: " + e.getMessage(), e);
        }
    }

    String language() {
        return language;
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }

    /** All texts, for templates. */
    Map<?, ?> all() {
        return texts;
    }

    /** The text under a dotted key. */
    String text(String key) {
        Object found = find(key);
        if (found instanceof String text) {
            return text;
        }
        throw new IllegalStateException("no text " + key + " in " + language);
    }

    /** The text under a dotted key, or the fallback: keys that come from the configuration may be words of their own. */
    String named(String section, String key, String fallback) {
        return texts.get(section) instanceof Map<?, ?> names && names.get(key) instanceof String text ? text : fallback;
    }

    /** The text with <code>{name}</code> replaced. */
    String text(String key, String name, String value) {
        return text(key).replace("{" + name + "}", value);
    }

    @Nullable
    Object find(String key) {
        Object at = texts;
        for (String step : key.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at;
    }
}
