package io.consentfilter.config;

import io.consentfilter.model.Text;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Writes {@code docs/configuration.md}: a table per object, in the order in which a reader meets them. */
final class ConfigurationManual {
    private final StringBuilder out = new StringBuilder();
    private final Deque<Class<?>> open = new ArrayDeque<>();
    private final Set<Class<?>> told = new LinkedHashSet<>();
    private final Map<Class<?>, String> titles = new LinkedHashMap<>();

    private ConfigurationManual() {}

    static String text() {
        ConfigurationManual manual = new ConfigurationManual();
        manual.head();
        manual.open.add(ConsentConfig.class);
        manual.titles.put(ConsentConfig.class, "consent.json");
        while (!manual.open.isEmpty()) {
            manual.table(manual.open.remove());
        }
        manual.example();
        return manual.out.toString();
    }

    static Class<?> itemType(RecordComponent component) {
        return itemType(component.getGenericType());
    }

    private static Class<?> itemType(Type type) {
        return type instanceof ParameterizedType list ? Component.itemOf(list) : (Class<?>) type;
    }

    private void head() {
        out.append("""
                # Configuration

                <!-- Made from the code by ConfigurationReferenceTest; run it with -Dupdate. -->

                One file, `consent.json`, read once at start. Editors complete and explain it where its first key is
                `"$schema": "consent.schema.json"` ([schema](consent.schema.json); `java -jar consent-filter.jar schema` prints it).
                `java -jar consent-filter.jar check consent.json` tells every problem with line and column without starting anything.

                - Unknown keys, wrong values and contradictions stop the start; all are told at once.
                - A service of which a mandatory fact is unknown stays withheld and is not offered (`check` names the facts); everything else is a warning.
                - Several files: later ones override. Objects are merged key by key, lists are replaced.
                - `"use": "youtube"` takes an entry of the [catalogue](catalogue.md); keys beside it override the entry's own. Purposes, services and activities may be given by name alone.
                - Secrets are references: `env:NAME` or `file:/absolute/path`.
                - A text is an object by language, `{"de": "…", "en": "…"}`, complete in `site.languages`.
                - Periods are ISO 8601: `P7D`, `P13M`, `P3Y`; lifetimes on the device may also be `session` or `PT30M`.

                """);
    }

    private void table(Class<?> record) {
        if (!told.add(record)) {
            return;
        }
        out.append("## ").append(titles.get(record)).append("\n\n");
        out.append("| key | value | without it | meaning |\n|---|---|---|---|\n");
        for (Component component : Component.of(record)) {
            row(component);
        }
        out.append('\n');
    }

    private void row(Component component) {
        Class<?> item = itemType(component.type());
        if (Component.isObject(item)) {
            titles.putIfAbsent(item, "`" + component.key() + "`" + (component.type() == item ? "" : " (each)"));
            open.add(item);
        }
        String absent = component.required()
                ? "**required**"
                : component.nullable()
                        ? "–"
                        : component.isSection()
                                ? "defaults"
                                : code(component.option().byDefault());
        String example = component.option().example().isEmpty()
                ? ""
                : " Example: " + code(component.option().example()) + ".";
        out.append("| `")
                .append(component.key())
                .append("` | ")
                .append(kind(component, item))
                .append(" | ")
                .append(absent)
                .append(" | ")
                .append(cell(component.option().doc()))
                .append(example)
                .append(" |\n");
    }

    private static String kind(Component component, Class<?> item) {
        String kind = component.option().secret() ? "secret" : kind(item);
        return component.type() == item ? kind : "list of " + kind;
    }

    private static String kind(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class) {
            return "whole number";
        }
        if (type == Text.class) {
            return "text";
        }
        if (type.isEnum()) {
            return "`" + String.join("` `", Scalars.words(type)) + "`";
        }
        return switch (type.getSimpleName()) {
            case "HostPattern" -> "host";
            case "LocalDate" -> "day";
            case "Period" -> "period";
            case "Lifetime" -> "lifetime";
            default -> "object";
        };
    }

    private void example() {
        out.append("## A complete example\n\n```json\n")
                .append(new String(Samples.complete().content(), StandardCharsets.UTF_8))
                .append("```\n");
    }

    private static String code(String json) {
        return "`" + json + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
