package io.consentfilter.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A path relative to the context in which {@code {name}} stands for one segment of plain characters. */
final class PathTemplate {
    // Ids, hashes, file names: nothing that needs percent-encoding, and no segment of dots.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    private final String text;
    private final String[] segments;
    /** What stands before the first name: asked of every request of the site, so it is compared before anything is split. */
    private final String head;

    PathTemplate(String text) {
        this.text = text;
        this.head = text.indexOf('{') < 0 ? text : text.substring(0, text.indexOf('{'));
        this.segments = text.split("/", -1);
    }

    /** What the names stand for; empty if the path is another. */
    Optional<Map<String, String>> match(String path) {
        if (!path.startsWith(head)) {
            return Optional.empty();
        }
        String[] found = path.split("/", -1);
        if (found.length != segments.length) {
            return Optional.empty();
        }
        Map<String, String> names = new TreeMap<>();
        for (int i = 0; i < found.length; i++) {
            if (!segments[i].startsWith("{")) {
                if (!segments[i].equals(found[i])) {
                    return Optional.empty();
                }
            } else if (PLAIN.matcher(found[i]).matches()) {
                names.put(segments[i].substring(1, segments[i].length() - 1), found[i]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    @Override
    public String toString() {
        return text;
    }
}
