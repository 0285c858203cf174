package io.consentfilter.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON Canonicalization Scheme, RFC 8785: the same value always has the same bytes, so that it can be hashed and signed. */
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(256);

    private CanonicalJson() {}

    /**
     * The canonical bytes of a value made of Map, List, String, Number, Boolean and null.
     *
     * @throws IllegalArgumentException for anything else, and for what RFC 8785 cannot carry: lone surrogates, NaN, infinity,
     *     whole numbers beyond 2^53
     */
    public static byte[] bytes(@Nullable Object value) {
        CanonicalJson writer = new CanonicalJson();
        writer.value(value);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Number number) {
            out.append(CanonicalNumber.of(number));
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else {
            throw new IllegalArgumentException(
                    "no JSON value: " + value.getClass().getName());
        }
    }

    /** Keys in the order of their UTF-16 code units, which is how Java compares strings (RFC 8785, 3.2.3). */
    private void object(Map<?, ?> map) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        char separator = '{';
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(separator);
            string(entry.getKey());
            out.append(':');
            value(entry.getValue());
            separator = ',';
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> list) {
        char separator = '[';
        for (Object item : list) {
            out.append(separator);
            value(item);
            separator = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text, i);
        }
        out.append('"');
    }

    /** Escapes as RFC 8785, 3.2.2.2 says: the two-character ones where they exist, lower-case hex for other controls. */
    private void character(String text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < ' ') {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                } else {
                    refuseLoneSurrogate(text, at);
                    out.append(c);
                }
            }
        }
    }

    private static void refuseLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        boolean lone = Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
        if (lone) {
            throw new IllegalArgumentException("half a character (lone surrogate) at " + at);
        }
    }
}
