package io.consentfilter.config;

import io.consentfilter.json.LocatedJson;
import org.jspecify.annotations.Nullable;

/**
 * A value of the configuration and where it stands.
 *
 * @param node the value
 * @param pointer RFC 6901 pointer to it
 */
record Spot(LocatedJson node, String pointer) {
    /** A field of this object; the object's own place with the field's pointer where the file does not name the key. */
    Spot key(String key) {
        LocatedJson value = node.field(key);
        return new Spot(value == null ? node : value, pointer + "/" + escaped(key));
    }

    /** An item of this list. */
    Spot item(int index) {
        boolean there = index < node.items().size();
        return new Spot(there ? node.items().get(index) : node, pointer + "/" + index);
    }

    /** Whether the file names this key. */
    boolean names(String key) {
        return node.field(key) != null;
    }

    /** The text of a field, or null. */
    @Nullable
    String text(String key) {
        LocatedJson value = node.field(key);
        return value == null ? null : value.text();
    }

    /** Whether the value came from the catalogue: all of it then stands at the reference. */
    boolean borrowed() {
        return node.fields().keySet().stream()
                .allMatch(key -> node.keyPlace(key).equals(node.place()));
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
