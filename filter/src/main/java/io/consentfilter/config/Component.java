package io.consentfilter.config;

import io.consentfilter.json.JsonProblem;
import io.consentfilter.json.LocatedJson;
import io.consentfilter.model.Option;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration: a record component and its {@link Option}.
 *
 * @param key its name in JSON
 * @param type its type
 * @param option its description and default
 */
record Component(String key, Type type, Option option) {
    /** The keys of a record, in its order. A component without {@code @Option} is a fault of the program. */
    static List<Component> of(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(Component::of).toList();
    }

    private static Component of(RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        if (option == null) {
            throw new IllegalStateException("no @Option on " + component);
        }
        String key = option.key().isEmpty() ? component.getName() : option.key();
        return new Component(key, component.getGenericType(), option);
    }

    /** Whether the key may be left out and then means nothing. */
    boolean nullable() {
        return option.byDefault().equals("null");
    }

    /** Whether the key has to be there. */
    boolean required() {
        return option.byDefault().isEmpty() && !isSection();
    }

    /** Whether it is an object that may be left out because every key in it has a default. */
    boolean isSection() {
        return type instanceof Class<?> record && isObject(record) && allOptional(record);
    }

    /** The default as a value, for a key that is absent; an empty object for a section. */
    Optional<LocatedJson> byDefault() {
        String json = option.byDefault().isEmpty() ? "{}" : option.byDefault();
        return nullable() || required() ? Optional.empty() : Optional.of(parsed(json));
    }

    /** The example as plain JSON value; null where there is none. */
    @Nullable
    Object example() {
        return plain(option.example());
    }

    /** The default as plain JSON value; null where there is none. */
    @Nullable
    Object defaultValue() {
        return plain(option.byDefault());
    }

    private @Nullable Object plain(String json) {
        return json.isEmpty() ? null : parsed(json).plain();
    }

    /** The type of the items of a list. */
    static Class<?> itemOf(ParameterizedType list) {
        return (Class<?>) list.getActualTypeArguments()[0];
    }

    /** Whether a record is written as an object with the keys of its components. */
    static boolean isObject(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents()).allMatch(c -> c.isAnnotationPresent(Option.class));
    }

    private static boolean allOptional(Class<?> record) {
        return of(record).stream().noneMatch(Component::required);
    }

    private LocatedJson parsed(String json) {
        try {
            return LocatedJson.read("option " + key, json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProblem e) {
            throw new IllegalStateException("option " + key, e);
        }
    }
}
