package io.consentfilter.endpoint;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** Short texts of the pages written here, from {@code META-INF/consent/endpoint/}. German, English, French, Italian; English for every other language. */
final class Wordings {
    private static final Map<String, Wordings> BY_LANGUAGE =
            Map.of("de", load("de"), "en", load("en"), "fr", load("fr"), "it", load("it"));

    private final Map<?, ?> texts;

    private Wordings(Map<?, ?> texts) {
        this.texts = texts;
    }

    static Wordings in(String language) {
        return Objects.requireNonNull(BY_LANGUAGE.getOrDefault(language.split("-", 2)[0], BY_LANGUAGE.get("en")));
    }

    /** The text, escaped for HTML. */
    String html(String key) {
        return escape(texts.get(key) instanceof String text ? text : key);
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Wordings load(String language) {
        String name = "/META-INF/consent/endpoint/" + language + ".json";
        try (InputStream in = Wordings.class.getResourceAsStream(name)) {
            if (in == null || !(Json.parse(in.readAllBytes()) instanceof Map<?, ?> texts)) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new Wordings(texts);
        } catch (IOException | JsonProblem e) {
            throw new IllegalStateException("the jar is damaged: " + name, e);
        }
    }
}
