package io.consentfilter.config;

import io.consentfilter.json.LocatedJson;
import io.consentfilter.json.LocatedJson.Kind;
import io.consentfilter.model.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Binds a tree to records by their components. A value that cannot be bound is null, and why was told to {@link Problems}; the
 * rest goes on, so that one reading shows every problem.
 */
final class Binder {
    private final Problems problems;
    private final Secrets secrets;
    private final IdentityHashMap<Object, Spot> spots = new IdentityHashMap<>();

    Binder(Problems problems, Secrets secrets) {
        this.problems = problems;
        this.secrets = secrets;
    }

    /** Every record of this type that could be made, wherever it stands. */
    <T> void each(Class<T> type, BiConsumer<T, Spot> visitor) {
        spots.forEach((record, spot) -> {
            if (type.isInstance(record)) {
                visitor.accept(type.cast(record), spot);
            }
        });
    }

    /** The values of a record's components in their order, null where one is absent or cannot be bound. */
    @Nullable
    Object[] components(Class<?> record, Spot spot) {
        List<Component> components = Component.of(record);
        refuseUnknownKeys(components, spot);
        return components.stream().map(component -> component(component, spot)).toArray();
    }

    /** Binds one value. */
    @Nullable
    Object bind(Type type, Spot spot) {
        if (problems.isUnusable(spot.node())) {
            return null;
        }
        if (type instanceof ParameterizedType list) {
            return list(Component.itemOf(list), spot);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Text.class) {
            return text(spot);
        }
        if (plain == boolean.class) {
            return spot.node().kind() == Kind.BOOLEAN ? spot.node().plain() : mismatch(spot, "true or false");
        }
        if (plain == int.class) {
            return wholeNumber(spot);
        }
        return Component.isObject(plain) ? record(plain, spot) : word(plain, spot);
    }

    private @Nullable Object wholeNumber(Spot spot) {
        return spot.node().plain() instanceof Long number && number.intValue() == number
                ? (Object) number.intValue()
                : mismatch(spot, "a whole number");
    }

    private @Nullable Object record(Class<?> type, Spot spot) {
        if (spot.node().kind() != Kind.OBJECT) {
            return mismatch(spot, "an object");
        }
        int before = problems.count();
        Object[] values = components(type, spot);
        if (problems.count() > before) {
            return null;
        }
        Object record = construct(type, values, spot);
        if (record != null) {
            spots.put(record, spot);
        }
        return record;
    }

    private @Nullable Object component(Component component, Spot object) {
        LocatedJson value = object.node().field(component.key());
        boolean absent = value == null || (value.kind() == Kind.NULL && component.nullable());
        if (!absent) {
            Spot spot = object.key(component.key());
            return component.option().secret() ? secret(spot) : bind(component.type(), spot);
        }
        if (component.required()) {
            problems.error(
                    object.key(component.key()),
                    "found no \"" + component.key() + "\", expected one: "
                            + component.option().doc());
            return null;
        }
        return component
                .byDefault()
                .map(json -> bind(
                        component.type(),
                        new Spot(json, object.key(component.key()).pointer())))
                .orElse(null);
    }

    private void refuseUnknownKeys(List<Component> components, Spot spot) {
        List<String> known = components.stream().map(Component::key).toList();
        for (String key : spot.node().fields().keySet()) {
            if (!known.contains(key)) {
                problems.keyError(
                        spot,
                        key,
                        "found the unknown key \"" + key + "\", expected one of: " + String.join(", ", known)
                                + Wording.didYouMean(key, known));
            }
        }
    }

    private @Nullable Object list(Class<?> item, Spot spot) {
        if (spot.node().kind() != Kind.ARRAY) {
            return mismatch(spot, "a list");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < spot.node().items().size(); i++) {
            Object value = bind(item, spot.item(i));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private @Nullable Object word(Class<?> type, Spot spot) {
        String text = spot.node().text();
        if (type == String.class) {
            return text == null ? mismatch(spot, "a string") : text;
        }
        if (type.isEnum()) {
            return text == null
                    ? mismatch(spot, "one of: " + String.join(", ", Scalars.words(type)))
                    : constant(type, text, spot);
        }
        Scalars.Form form = Scalars.form(type).orElseThrow(() -> new IllegalStateException("no JSON form for " + type));
        return text == null ? mismatch(spot, form.expected()) : scalar(form, text, spot);
    }

    private @Nullable Object constant(Class<?> type, String text, Spot spot) {
        Object constant = Scalars.constant(type, text).orElse(null);
        if (constant == null) {
            problems.error(spot, Wording.unknown(text, "one of", Scalars.words(type)));
        }
        return constant;
    }

    private @Nullable Object scalar(Scalars.Form form, String text, Spot spot) {
        try {
            return form.parse().apply(text);
        } catch (RuntimeException e) {
            String hint = form.expected().startsWith("a host") ? Scalars.hostHint(text) : "";
            problems.error(spot, Wording.mismatch(spot.node(), form.expected()) + hint);
            return null;
        }
    }

    private @Nullable Object text(Spot spot) {
        if (spot.node().kind() != Kind.OBJECT || spot.node().fields().isEmpty()) {
            return mismatch(spot, "a text by language such as {\"de\": \"…\", \"en\": \"…\"}");
        }
        Map<String, String> wordings = new TreeMap<>();
        for (String language : spot.node().fields().keySet()) {
            String wording = wording(language, spot);
            if (wording != null) {
                wordings.put(language, wording);
            }
        }
        return wordings.isEmpty() ? null : new Text(wordings);
    }

    private @Nullable String wording(String language, Spot spot) {
        if (!language.matches("[a-z]{2,3}(-[A-Z]{2})?")) {
            problems.keyError(
                    spot,
                    language,
                    "found " + Wording.quoted(language) + ", expected a language such as de, en or de-CH");
            return null;
        }
        String wording = spot.text(language);
        if (wording == null || wording.isBlank()) {
            problems.error(
                    spot.key(language), Wording.mismatch(spot.key(language).node(), "a sentence"));
            return null;
        }
        return wording;
    }

    private @Nullable Object secret(Spot spot) {
        String reference = spot.node().text();
        if (reference == null) {
            problems.error(spot, "found " + spot.node().kind().phrase() + ", expected " + Secrets.EXPECTED);
            return null;
        }
        return secrets.resolve(reference, spot, problems);
    }

    private @Nullable Object mismatch(Spot spot, String expected) {
        problems.error(spot, Wording.mismatch(spot.node(), expected));
        return null;
    }

    private @Nullable Object construct(Class<?> type, @Nullable Object[] values, Spot spot) {
        try {
            return constructor(type).newInstance(values);
        } catch (InvocationTargetException e) {
            problems.error(spot, "found a value that cannot be: " + message(e));
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static String message(InvocationTargetException e) {
        Throwable cause = e.getCause();
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }
}
