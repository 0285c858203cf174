package io.consentfilter.rewrite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Document rules of speculation rules pick links of the page: unless they name own paths, they prefetch whatever the page links to
 * (HTML standard, 7.6.1 "speculation rules").
 */
final class SpeculationRules {
    /** {@code "where"} with nothing but a pattern of own paths, alone or first in an {@code and}. */
    private static final Pattern WHERE = Pattern.compile("\"where\"\\s*:");

    private static final Pattern OWN = Pattern.compile(
            "\\s*\\{\\s*(\"and\"\\s*:\\s*\\[\\s*\\{\\s*)?\"href_matches\"\\s*:\\s*\"/(?![/\\\\])[^\"\\\\]*\"\\s*\\}");

    private SpeculationRules() {}

    /** Whether every {@code where} is limited to paths of the page's own host. */
    static boolean staysOnOwnPaths(String json) {
        Matcher where = WHERE.matcher(json);
        Matcher own = OWN.matcher(json);
        int count = 0;
        while (where.find()) {
            count++;
            own.region(where.end(), json.length());
            if (!own.lookingAt()) {
                return false;
            }
        }
        return count > 0;
    }
}
