package io.consentfilter.config;

import io.consentfilter.json.LocatedJson;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The sentences that problems are told in: what was found, what was expected, what was meant perhaps. */
final class Wording {
    /** Found texts are quoted up to so many characters. */
    static final int QUOTE_MAX = 60;

    private Wording() {}

    static String mismatch(LocatedJson found, String expected) {
        return "found " + found(found) + ", expected " + expected;
    }

    static String unknown(String found, String kind, Collection<String> known) {
        return "found " + quoted(found) + ", expected " + kind + ": "
                + (known.isEmpty() ? "none is declared" : String.join(", ", known)) + didYouMean(found, known);
    }

    static String didYouMean(String found, Collection<String> known) {
        return nearest(found, known)
                .map(near -> ". Did you mean " + quoted(near) + "?")
                .orElse("");
    }

    /** The known word within a third of its letters, if there is one; for words of one or two letters there is none. */
    static Optional<String> nearest(String found, Collection<String> known) {
        String word = found.toLowerCase(Locale.ROOT);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = editDistance(word, candidate.toLowerCase(Locale.ROOT));
            if (distance < least && distance <= Math.max(candidate.length(), word.length()) / 3) {
                best = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    static String found(LocatedJson node) {
        String text = node.text();
        if (text != null) {
            return quoted(text);
        }
        return switch (node.kind()) {
            case NUMBER, BOOLEAN, NULL -> String.valueOf(node.plain());
            case OBJECT, ARRAY, STRING -> node.kind().phrase();
        };
    }

    static String quoted(String text) {
        String flat = text.replace("\n", "\\n");
        return "\"" + (flat.length() > QUOTE_MAX ? flat.substring(0, QUOTE_MAX) + "…" : flat) + "\"";
    }

    /** Letters to change, add, drop or swap (Damerau-Levenshtein, neighbours only). */
    static int editDistance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cell(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cell(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
