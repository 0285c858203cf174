package io.consentfilter.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Links to the same page of ours in the site's other languages, each named in its own. */
final class LanguageLinks {
    private LanguageLinks() {}

    /**
     * For a template.
     *
     * @param offered in what languages there is this page
     * @param current in which it is shown
     * @param query of the page's address without its language, as it was sent
     */
    static List<Map<String, Object>> of(List<String> offered, String current, String query) {
        List<Map<String, Object>> links = new ArrayList<>();
        for (String tag : offered) {
            links.add(Map.of(
                    "tag",
                    tag,
                    "name",
                    name(Locale.forLanguageTag(tag)),
                    "href",
                    "?" + (query.isEmpty() ? "" : query + "&") + "lang=" + tag,
                    "current",
                    tag.equals(current)));
        }
        return links;
    }

    private static String name(Locale language) {
        String name = language.getDisplayName(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }
}
