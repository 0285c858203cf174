package io.consentfilter.web;

import io.consentfilter.web.JsonText.Kind;
import io.consentfilter.web.JsonText.Value;
import java.util.List;
import java.util.function.Predicate;

/** Cleans a parsed rule set: HTML standard, 7.6.1.3 "parse a speculation rule" and "parse a document rule predicate". */
final class SpeculationRules {
    private final Predicate<String> withheld;

    SpeculationRules(Predicate<String> withheld) {
        this.withheld = withheld;
    }

    void clean(Value root) {
        // Whatever the list is called ("prefetch", "prerender" and what browsers add), rules look alike.
        root.children.stream()
                .filter(list -> list.kind == Kind.ARRAY)
                .flatMap(list -> list.children.stream())
                .filter(rule -> rule.kind == Kind.OBJECT)
                .forEach(this::cleanRule);
    }

    private void cleanRule(Value rule) {
        List<Value> urls = rule.under("urls");
        List<Value> where = rule.under("where");
        boolean fromLinks = urls.isEmpty()
                || !where.isEmpty()
                || rule.under("source").stream().anyMatch(source -> source.string.equals("document"));
        rule.dropped = fromLinks && (where.isEmpty() || !where.stream().allMatch(this::limited));
        urls.stream().flatMap(list -> list.children.stream()).forEach(this::cleanAddress);
    }

    private void cleanAddress(Value address) {
        address.dropped = address.kind == Kind.STRING && withheld.test(address.string);
    }

    /** Whether a predicate can only match addresses of hosts that are not withheld. */
    private boolean limited(Value predicate) {
        List<Value> or = predicate.under("or");
        if (!or.isEmpty()) {
            return or.stream().allMatch(list -> list.children.stream().allMatch(this::limited));
        }
        boolean and = predicate.under("and").stream()
                .anyMatch(list -> list.children.stream().anyMatch(this::limited));
        List<Value> patterns = predicate.under("href_matches");
        return and || (!patterns.isEmpty() && patterns.stream().allMatch(this::ownPattern));
    }

    private boolean ownPattern(Value pattern) {
        return switch (pattern.kind) {
            case ARRAY -> pattern.children.stream().allMatch(this::ownPattern);
            case STRING -> ownPattern(pattern.string);
            case OBJECT -> onlyPath(pattern) && !withheld.test("/");
            case OTHER -> false;
        };
    }

    /** URL Pattern standard: what an init does not name before the path comes from the base. */
    private static boolean onlyPath(Value init) {
        return init.keys.stream().allMatch(key -> key.equals("pathname") || key.equals("search") || key.equals("hash"));
    }

    private boolean ownPattern(String pattern) {
        if (pattern.startsWith("/")) {
            return pathPattern(pattern) && !withheld.test("/");
        }
        int host = pattern.indexOf("://") + 3;
        int end = host < 3 ? -1 : pattern.indexOf('/', host);
        return end > host
                && pattern.startsWith("http")
                && plainHost(pattern.substring(0, end))
                && !withheld.test(pattern);
    }

    /** A path by its first sign, and with no colon that could make the text before it a scheme. */
    private static boolean pathPattern(String pattern) {
        for (int i = 1; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean named = i + 1 < pattern.length() && Character.isLetter(pattern.charAt(i + 1));
            if ((c == ':' && !named) || (i == 1 && (c == '/' || c == '\\'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean plainHost(String origin) {
        return origin.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || ".-:/".indexOf(c) >= 0);
    }
}
