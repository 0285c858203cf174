package io.consentfilter.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Headers that are true for the app's bytes only, held until it is certain whether these bytes leave: containers cannot take a
 * header back. Most answers hold none: all of those share {@link #NONE}, and only the first header makes a list.
 */
final class HeldHeaders {
    static final HeldHeaders NONE = new HeldHeaders(List.of());

    private record Entry(String name, String value, boolean replaces) {}

    private final List<Entry> entries;

    private HeldHeaders(List<Entry> entries) {
        this.entries = entries;
    }

    /** With this header in the place of those of its name. */
    HeldHeaders set(String name, String value) {
        return without(name).with(new Entry(name, value, true));
    }

    /** With this header behind those of its name. */
    HeldHeaders add(String name, String value) {
        return with(new Entry(name, value, value(name) == null));
    }

    /** Without those of this name. */
    HeldHeaders without(String name) {
        if (!entries.isEmpty()) {
            entries.removeIf(entry -> entry.name.equalsIgnoreCase(name));
        }
        return this;
    }

    private HeldHeaders with(Entry entry) {
        HeldHeaders all = this == NONE ? new HeldHeaders(new ArrayList<>(2)) : this;
        all.entries.add(entry);
        return all;
    }

    @Nullable
    String value(String name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name.equalsIgnoreCase(name)) {
                return entries.get(i).value;
            }
        }
        return null;
    }

    /** All values of a header, in order. */
    List<String> values(String name) {
        if (entries.isEmpty()) {
            return List.of();
        }
        return entries.stream()
                .filter(entry -> entry.name.equalsIgnoreCase(name))
                .map(Entry::value)
                .toList();
    }

    List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /** Sends them as the app set them; none is held any more. */
    HeldHeaders release(HttpServletResponse response) {
        // By number: not even an iterator is made for answers that hold none.
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.replaces) {
                response.setHeader(entry.name, entry.value);
            } else {
                response.addHeader(entry.name, entry.value);
            }
        }
        return NONE;
    }
}
