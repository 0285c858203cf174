package io.consentfilter.web;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A list of pieces of a film or song: RFC 8216, "HTTP Live Streaming". A browser that knows such lists fetches what they name. */
public final class Playlist {
    private static final Pattern URI = Pattern.compile("URI=\"([^\"]*)\"");

    private Playlist() {}

    /** Whether the list names something withheld, on a line of its own (4.1) or in a tag (4.2). */
    public static boolean names(String list, Predicate<String> withheld) {
        return list.lines()
                .anyMatch(line -> line.startsWith("#")
                        ? URI.matcher(line).results().anyMatch(uri -> withheld.test(uri.group(1)))
                        : !line.isBlank() && withheld.test(line));
    }
}
