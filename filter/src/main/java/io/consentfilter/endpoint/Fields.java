package io.consentfilter.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and values of a form or a query (application/x-www-form-urlencoded, URL standard §5.1), always UTF-8: the container would
 * read them in the encoding the app has set, and create its own limits.
 */
final class Fields {
    /** Further fields are left unread. */
    static final int FIELDS_MAX = 2_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    static Fields parse(@Nullable String encoded) {
        Fields fields = new Fields();
        if (encoded != null) {
            int count = 0;
            for (String pair : encoded.split("&")) {
                if (!pair.isEmpty() && count++ < FIELDS_MAX) {
                    int equals = pair.indexOf('=');
                    fields.add(
                            decode(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
        }
        return fields;
    }

    /** Fields that somebody else has read already. */
    static Fields of(Map<String, String[]> parameters) {
        Fields fields = new Fields();
        parameters.forEach((name, all) -> List.of(all).forEach(value -> fields.add(name, value)));
        return fields;
    }

    void add(String name, String value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** The first value; empty where there is none. */
    String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static String decode(String text) {
        return new String(percentDecoded(text.replace('+', ' ')), StandardCharsets.UTF_8);
    }

    /** Percent-decodes leniently: what is no escape stays as it is (URL standard §1.3). */
    static byte[] percentDecoded(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int value = raw[i] == '%' && i + 2 < raw.length ? hex(raw[i + 1], raw[i + 2]) : -1;
            bytes.write(value < 0 ? raw[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return bytes.toByteArray();
    }

    private static int hex(byte high, byte low) {
        int upper = Character.digit(high, 16);
        int lower = Character.digit(low, 16);
        return upper < 0 || lower < 0 ? -1 : upper * 16 + lower;
    }
}
