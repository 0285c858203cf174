package io.consentfilter.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The app's own Content-Security-Policy without {@code report-uri} addresses that are withheld: reports are sent even where the
 * policy forbids contact (CSP Level 3, 5.5). All other directives stay word for word.
 */
final class PolicyReports {
    private static final String DIRECTIVE = "report-uri";

    private PolicyReports() {}

    static @Nullable String without(String value, Predicate<String> withheld) {
        List<String> policies = new ArrayList<>();
        boolean changed = false;
        for (String policy : value.split(",", -1)) {
            String kept = policy(policy, withheld);
            changed |= !kept.equals(policy);
            policies.add(kept);
        }
        if (!changed) {
            return value;
        }
        String rest = String.join(
                ",", policies.stream().filter(policy -> !policy.isBlank()).toList());
        return rest.isBlank() ? null : rest.strip();
    }

    private static String policy(String policy, Predicate<String> withheld) {
        List<String> directives = new ArrayList<>();
        boolean changed = false;
        for (String directive : policy.split(";", -1)) {
            String kept = directive(directive, withheld);
            changed |= !kept.equals(directive);
            if (kept.equals(directive) || !kept.isEmpty()) {
                directives.add(kept);
            }
        }
        return changed ? String.join(";", directives) : policy;
    }

    private static String directive(String directive, Predicate<String> withheld) {
        String[] words = directive.strip().split("[ \\t\\n\\f\\r]+");
        if (!words[0].toLowerCase(Locale.ROOT).equals(DIRECTIVE)) {
            return directive;
        }
        List<String> addresses = Arrays.asList(words).subList(1, words.length);
        List<String> kept = addresses.stream().filter(withheld.negate()).toList();
        if (kept.size() == addresses.size()) {
            return directive;
        }
        return kept.isEmpty() ? "" : " " + DIRECTIVE + " " + String.join(" ", kept);
    }
}
