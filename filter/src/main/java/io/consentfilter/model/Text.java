package io.consentfilter.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A sentence in several languages, by language tag ({@code de}, {@code en}, {@code de-CH}; BCP 47).
 *
 * @param byLanguage the wording by tag; never empty
 */
public record Text(Map<String, String> byLanguage) {
    public Text {
        if (byLanguage.isEmpty()) {
            throw new IllegalArgumentException("a text needs at least one language");
        }
        byLanguage = java.util.Collections.unmodifiableMap(new TreeMap<>(byLanguage));
    }

    /** The wording in the language asked for, else in its base language, else German, else English, else the first there is. */
    public String in(String language) {
        String exact = byLanguage.get(language);
        if (exact != null) {
            return exact;
        }
        int dash = language.indexOf('-');
        if (dash > 0) {
            return in(language.substring(0, dash));
        }
        for (String fallback : new String[] {"de", "en"}) {
            String wording = byLanguage.get(fallback);
            if (wording != null) {
                return wording;
            }
        }
        return byLanguage.values().iterator().next();
    }

    /** The languages this text is written in. */
    public Set<String> languages() {
        return byLanguage.keySet();
    }
}
