package io.consentfilter.config;

import io.consentfilter.json.Json;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import io.consentfilter.model.Text;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON Schema (2020-12) of {@code consent.json}, made from the records: editors complete and explain while typing. */
public final class ConfigSchema {
    private static final String REFERENCE = "^(env:[A-Za-z_][A-Za-z0-9_]*|file:/.+|[^:]+)$";

    private final Map<String, Object> definitions = new TreeMap<>();
    private final Map<Class<?>, Collection<String>> names;

    private ConfigSchema(Catalogue catalogue) {
        names = Map.of(
                Purpose.class, catalogue.purposeIds(),
                Activity.class, catalogue.activityIds(),
                Service.class, catalogue.serviceIds(),
                Necessary.class, catalogue.serviceIds(),
                Retired.class, catalogue.serviceIds());
    }

    /** The schema, indented, with a line feed at its end. */
    public static String text() {
        return Json.pretty(new ConfigSchema(Catalogue.standard()).root()) + "\n";
    }

    private Map<String, Object> root() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "consent.json");
        Map<String, Object> object = object(ConsentConfig.class);
        properties(object).put("$schema", ordered("type", "string", "description", "Where this schema lies."));
        root.putAll(object);
        root.put("$defs", definitions);
        return root;
    }

    /** Every key of a record. A key without default is required. */
    private Map<String, Object> object(Class<?> record) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Component component : Component.of(record)) {
            properties.put(component.key(), property(component));
            if (component.required()) {
                required.add(component.key());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> property(Component component) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", component.option().doc());
        schema.putAll(component.option().secret() ? pattern(REFERENCE) : schema(component.type()));
        if (!component.option().byDefault().isEmpty() && !component.nullable()) {
            schema.put("default", Objects.requireNonNull(component.defaultValue()));
        }
        if (!component.option().example().isEmpty()) {
            schema.put("examples", examples(component.example()));
        }
        return schema;
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType list) {
            return schema("array", "items", schema(Component.itemOf(list)));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return schema("string");
        }
        if (plain == boolean.class) {
            return schema("boolean");
        }
        if (plain == int.class) {
            return schema("integer");
        }
        if (plain.isEnum()) {
            return schema("string", "enum", Scalars.words(plain));
        }
        return Scalars.form(plain).map(form -> pattern(form.pattern())).orElseGet(() -> reference(plain));
    }

    private Map<String, Object> reference(Class<?> record) {
        String name = record.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, definition(record));
        }
        return ordered("$ref", "#/$defs/" + name);
    }

    private Map<String, Object> definition(Class<?> record) {
        if (record == Text.class) {
            return textDefinition();
        }
        Map<String, Object> object = object(record);
        Collection<String> known = names.get(record);
        return known == null ? object : borrowable(record, object, known);
    }

    /** An object of its own, or one that uses an entry of the catalogue, or for most lists just the entry's name. */
    private static Map<String, Object> borrowable(
            Class<?> record, Map<String, Object> object, Collection<String> known) {
        Map<String, Object> name = schema("string", "enum", List.copyOf(known));
        name.put("description", "A name of the catalogue; keys beside it override the entry's own.");
        Map<String, Object> using = new LinkedHashMap<>(object);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("use", name);
        properties.putAll(properties(object));
        using.put("properties", properties);
        using.put("required", required(record));
        List<Object> forms = new ArrayList<>(List.of(using, object));
        if (record != Necessary.class && record != Retired.class) {
            forms.add(name);
        }
        return ordered("anyOf", forms);
    }

    /** Beside {@code use} only what no entry of the catalogue can know. */
    private static List<String> required(Class<?> record) {
        if (record == Necessary.class) {
            return List.of("use", "ground", "reason");
        }
        return record == Retired.class ? List.of("use", "until") : List.of("use");
    }

    private static Map<String, Object> textDefinition() {
        Map<String, Object> schema = schema("object", "minProperties", 1L);
        schema.put("description", "A sentence by language, in every language of the site.");
        schema.put("propertyNames", Map.of("pattern", "^[a-z]{2,3}(-[A-Z]{2})?$"));
        schema.put("additionalProperties", ordered("type", "string", "pattern", "\\S"));
        return schema;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Map<String, Object> object) {
        return (Map<String, Object>) object.getOrDefault("properties", Map.of());
    }

    private static Map<String, Object> pattern(String pattern) {
        return schema("string", "pattern", pattern);
    }

    private static Map<String, Object> schema(String type) {
        return ordered("type", type);
    }

    private static Map<String, Object> schema(String type, String key, Object value) {
        return ordered("type", type, key, value);
    }

    private static List<@Nullable Object> examples(@Nullable Object example) {
        List<@Nullable Object> examples = new ArrayList<>();
        examples.add(example);
        return examples;
    }

    private static Map<String, Object> ordered(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static Map<String, Object> ordered(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> map = ordered(key, value);
        map.put(otherKey, otherValue);
        return map;
    }
}
