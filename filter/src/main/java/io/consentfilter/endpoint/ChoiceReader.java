package io.consentfilter.endpoint;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a decision from a form or from JSON. What is wrong is told with its place. */
final class ChoiceReader {
    /** Keys are random: shorter ones could meet another visitor's, longer ones only cost memory. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    private static final Set<String> KNOWN =
            Set.of("choice", "services", "purposes", "layer", "shown", "lang", "return", "key");

    private ChoiceReader() {}

    static Choice read(HttpServletRequest request) throws RefusedException {
        return switch (Body.mediaType(request)) {
            case "application/json" -> fromJson(Body.read(request));
            case "application/x-www-form-urlencoded" -> fromForm(form(request));
            default ->
                throw Problem.of(
                        415,
                        "Send application/x-www-form-urlencoded or application/json, not \"" + type(request) + "\".");
        };
    }

    /** The form; where a filter before us has read the body already, what the container kept of it. */
    static Fields form(HttpServletRequest request) throws RefusedException {
        byte[] body = Body.read(request);
        if (body.length == 0 && request.getContentLengthLong() > 0) {
            return Fields.of(request.getParameterMap());
        }
        return Fields.parse(new String(body, StandardCharsets.UTF_8));
    }

    private static Choice fromForm(Fields form) throws RefusedException {
        return choice(
                form.first("choice"),
                form.first("layer"),
                new HashSet<>(form.all("s")),
                new HashSet<>(form.all("p")),
                form.first("shown"),
                form.first("lang"),
                form.first("return"),
                form.first("key"));
    }

    private static Choice fromJson(byte[] body) throws RefusedException {
        Map<?, ?> json = object(body);
        for (Object key : json.keySet()) {
            if (!KNOWN.contains(String.valueOf(key))) {
                throw Problem.at(
                        "/" + pointer(String.valueOf(key)),
                        "Unknown key; known are " + String.join(", ", sorted()) + ".");
            }
        }
        return choice(
                text(json, "choice"),
                layer(json),
                texts(json, "services"),
                texts(json, "purposes"),
                text(json, "shown"),
                text(json, "lang"),
                text(json, "return"),
                text(json, "key"));
    }

    private static Choice choice(
            String kindWord,
            String layerWord,
            Set<String> services,
            Set<String> purposes,
            String shown,
            String language,
            String returnPath,
            String key)
            throws RefusedException {
        Choice.Kind kind = Choice.Kind.of(kindWord);
        Choice.Layer layer = layerWord.isEmpty() ? Choice.Layer.CHOICES : Choice.Layer.of(layerWord);
        if (kind == null) {
            throw Problem.at("/choice", "Expected accept-all, reject-all, save, withdraw-all or always.");
        }
        if (layer == null) {
            throw Problem.at("/layer", "Expected 1, 2 or embed.");
        }
        if (kind == Choice.Kind.ALWAYS && services.size() != 1) {
            throw Problem.at("/services", "\"always\" names exactly one service, found " + services.size() + ".");
        }
        return new Choice(
                kind,
                layer,
                services,
                purposes,
                shown,
                language,
                returnPath,
                KEY.matcher(key).matches() ? key : null);
    }

    private static Map<?, ?> object(byte[] body) throws RefusedException {
        try {
            if (Json.parse(body) instanceof Map<?, ?> json) {
                return json;
            }
            throw Problem.at("", "Expected an object.");
        } catch (JsonProblem e) {
            throw Problem.unreadable(e);
        }
    }

    private static String text(Map<?, ?> json, String key) throws RefusedException {
        Object value = json.get(key);
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw Problem.at("/" + key, "Expected a string, found " + kind(value) + ".");
    }

    /** A script may send the number as a number. */
    private static String layer(Map<?, ?> json) throws RefusedException {
        return json.get("layer") instanceof Long number ? number.toString() : text(json, "layer");
    }

    private static Set<String> texts(Map<?, ?> json, String key) throws RefusedException {
        Object value = json.get(key);
        if (value == null) {
            return Set.of();
        }
        if (!(value instanceof List<?> list)) {
            throw Problem.at("/" + key, "Expected a list of strings, found " + kind(value) + ".");
        }
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String text)) {
                throw Problem.at("/" + key + "/" + i, "Expected a string, found " + kind(list.get(i)) + ".");
            }
            texts.add(text);
        }
        return texts;
    }

    private static String kind(@Nullable Object value) {
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        return value instanceof List
                ? "a list"
                : value instanceof Map ? "an object" : value == null ? "null" : "a string";
    }

    private static List<String> sorted() {
        return KNOWN.stream().sorted().toList();
    }

    private static String pointer(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String type(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.length() > 80 ? type.substring(0, 80) : type;
    }
}
