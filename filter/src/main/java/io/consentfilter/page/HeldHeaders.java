package io.consentfilter.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Headers that are true for the app's bytes only, held until it is certain whether these bytes leave: containers cannot take a
 * header back.
 */
final class HeldHeaders {
    private record Entry(String name, String value, boolean replaces) {}

    /** Most answers hold none. */
    private List<Entry> entries = List.of();

    private long length = -1;

    void set(String name, String value) {
        if (!entries.isEmpty()) {
            entries.removeIf(entry -> entry.name.equalsIgnoreCase(name));
        }
        put(new Entry(name, value, true));
    }

    void add(String name, String value) {
        put(new Entry(name, value, !has(name)));
    }

    private void put(Entry entry) {
        if (entries.isEmpty()) {
            entries = new ArrayList<>(2);
        }
        entries.add(entry);
    }

    void length(long bytes) {
        length = bytes;
    }

    long length() {
        return length;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    @Nullable
    String value(String name) {
        if (length >= 0 && name.equalsIgnoreCase("Content-Length")) {
            return Long.toString(length);
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name.equalsIgnoreCase(name)) {
                return entries.get(i).value;
            }
        }
        return null;
    }

    /** All values of a header, in order. */
    List<String> values(String name) {
        if (entries.isEmpty() && length < 0) {
            return List.of();
        }
        if (name.equalsIgnoreCase("Content-Length") && length >= 0) {
            return List.of(Long.toString(length));
        }
        return entries.stream()
                .filter(entry -> entry.name.equalsIgnoreCase(name))
                .map(Entry::value)
                .toList();
    }

    List<String> names() {
        List<String> names = new ArrayList<>(entries.stream().map(Entry::name).toList());
        if (length >= 0) {
            names.add("Content-Length");
        }
        return names;
    }

    /** Sends them as the app set them. */
    void release(HttpServletResponse response) {
        if (entries.isEmpty()) {
            // Most answers: not even an iterator is made for them.
            return;
        }
        for (Entry entry : entries) {
            if (entry.replaces) {
                response.setHeader(entry.name, entry.value);
            } else {
                response.addHeader(entry.name, entry.value);
            }
        }
        entries = List.of();
    }

    void clear() {
        entries = List.of();
        length = -1;
    }
}
