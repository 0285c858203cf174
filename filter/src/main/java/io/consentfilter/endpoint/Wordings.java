package io.consentfilter.endpoint;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Short texts of the pages written here, from {@code META-INF/consent/endpoint/}. German, and English for every other language. */
final class Wordings {
    private static final Wordings GERMAN = load("de");
    private static final Wordings ENGLISH = load("en");

    private final Map<?, ?> texts;

    private Wordings(Map<?, ?> texts) {
        this.texts = texts;
    }

    static Wordings in(String language) {
        return language.equals("de") || language.startsWith("de-") ? GERMAN : ENGLISH;
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
