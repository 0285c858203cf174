package io.consentfilter.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that knows where it stood in its file, as does everything in it. Immutable. Duplicate keys, comments, trailing
 * content and more than 64 levels are refused (RFC 8259).
 */
public final class LocatedJson {
    private final Kind kind;
    private final @Nullable Object scalar;
    private final Map<String, LocatedJson> fields;
    private final Map<String, Place> keys;
    private final List<LocatedJson> items;
    private final Place place;

    /** What kind of value it is. */
    public enum Kind {
        OBJECT("an object"),
        ARRAY("a list"),
        STRING("a string"),
        NUMBER("a number"),
        BOOLEAN("true or false"),
        NULL("null");

        private final String phrase;

        Kind(String phrase) {
            this.phrase = phrase;
        }

        /** The kind with its article, fit for a message. */
        public String phrase() {
            return phrase;
        }
    }

    /**
     * Where a value or a key begins.
     *
     * @param source name of the file
     * @param line line, from 1
     * @param column column in characters, from 1
     */
    public record Place(String source, int line, int column) {}

    private LocatedJson(
            Kind kind,
            @Nullable Object scalar,
            Map<String, LocatedJson> fields,
            Map<String, Place> keys,
            List<LocatedJson> items,
            Place place) {
        this.kind = kind;
        this.scalar = scalar;
        this.fields = Collections.unmodifiableMap(fields);
        this.keys = keys;
        this.items = List.copyOf(items);
        this.place = place;
    }

    /**
     * Reads one value.
     *
     * @param source name of the file, carried by every place
     * @throws JsonProblem with line and column of the first thing that is no JSON
     */
    public static LocatedJson read(String source, byte[] utf8) throws JsonProblem {
        return JsonTree.read(source, utf8);
    }

    static LocatedJson scalar(Kind kind, @Nullable Object value, Place place) {
        return new LocatedJson(kind, value, Map.of(), Map.of(), List.of(), place);
    }

    static LocatedJson object(Map<String, LocatedJson> fields, Map<String, Place> keys, Place place) {
        return new LocatedJson(Kind.OBJECT, null, fields, keys, List.of(), place);
    }

    static LocatedJson array(List<LocatedJson> items, Place place) {
        return new LocatedJson(Kind.ARRAY, null, Map.of(), Map.of(), items, place);
    }

    public Kind kind() {
        return kind;
    }

    public Place place() {
        return place;
    }

    /** The fields of an object in the order of the file; nothing for other kinds. */
    public Map<String, LocatedJson> fields() {
        return fields;
    }

    /** A field of an object, or null. */
    public @Nullable LocatedJson field(String key) {
        return fields.get(key);
    }

    /** Where a key stands; the object's own place for a key it has not. */
    public Place keyPlace(String key) {
        return keys.getOrDefault(key, place);
    }

    /** The items of an array; nothing for other kinds. */
    public List<LocatedJson> items() {
        return items;
    }

    /** The text of a string, or null for other kinds. */
    public @Nullable String text() {
        return kind == Kind.STRING ? (String) scalar : null;
    }

    /** The value as plain Map, List, String, Number (Long, BigInteger or Double), Boolean and null. */
    public @Nullable Object plain() {
        return switch (kind) {
            case OBJECT -> plainFields();
            case ARRAY -> plainItems();
            case STRING, NUMBER, BOOLEAN, NULL -> scalar;
        };
    }

    /** This value with everything in it standing at one place: for what a reference stands for. */
    public LocatedJson at(Place other) {
        Map<String, LocatedJson> moved = new LinkedHashMap<>();
        fields.forEach((key, value) -> moved.put(key, value.at(other)));
        List<LocatedJson> movedItems =
                items.stream().map(item -> item.at(other)).toList();
        return new LocatedJson(kind, scalar, moved, Map.of(), movedItems, other);
    }

    /** This object without one of its keys. */
    public LocatedJson without(String key) {
        Map<String, LocatedJson> rest = new LinkedHashMap<>(fields);
        rest.remove(key);
        return object(rest, keys, place);
    }

    /** This object with one key set to another value. */
    public LocatedJson with(String key, LocatedJson value) {
        Map<String, LocatedJson> more = new LinkedHashMap<>(fields);
        more.put(key, value);
        return object(more, keys, place);
    }

    /** This array with other items. */
    public LocatedJson withItems(List<LocatedJson> others) {
        return array(others, place);
    }

    /** This value laid over another: objects are merged key by key, everything else replaces what lies below. */
    public LocatedJson over(LocatedJson below) {
        if (kind != Kind.OBJECT || below.kind != Kind.OBJECT) {
            return this;
        }
        Map<String, LocatedJson> merged = new LinkedHashMap<>(below.fields);
        fields.forEach((key, value) -> {
            LocatedJson under = merged.get(key);
            merged.put(key, under == null ? value : value.over(under));
        });
        Map<String, Place> places = new LinkedHashMap<>(below.keys);
        places.putAll(keys);
        return object(merged, places, place);
    }

    private Map<String, @Nullable Object> plainFields() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        fields.forEach((key, value) -> map.put(key, value.plain()));
        return map;
    }

    private List<@Nullable Object> plainItems() {
        List<@Nullable Object> list = new ArrayList<>(items.size());
        items.forEach(item -> list.add(item.plain()));
        return list;
    }
}
