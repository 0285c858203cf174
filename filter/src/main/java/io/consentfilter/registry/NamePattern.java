package io.consentfilter.registry;

/** A name with {@code *} in it, each standing for any number of characters. Matches without allocation. */
final class NamePattern {
    private final String[] literals;

    NamePattern(String pattern) {
        literals = pattern.split("\\*", -1);
    }

    boolean matches(String name) {
        String first = literals[0];
        String last = literals[literals.length - 1];
        int end = name.length() - last.length();
        int at = first.length();
        if (at > end || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < literals.length - 1; i++) {
            int found = name.indexOf(literals[i], at);
            if (found < 0 || found + literals[i].length() > end) {
                return false;
            }
            at = found + literals[i].length();
        }
        return true;
    }
}
