package io.consentfilter.view;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The first layer has room for one sentence a purpose. */
final class Sentences {
    /** A shorter beginning is an abbreviation ("z. B. …") rather than a sentence. */
    private static final int CHARS_MIN = 25;

    /** Longest word that may be an abbreviation, with its full stop. */
    private static final int ABBREVIATION_MAX = 4;

    private static final Pattern VOWEL = Pattern.compile("[aeiouyäöü]");
    private static final Set<String> WITH_VOWEL = Set.of("ca.", "etc.", "usw.", "art.", "ecc.", "ex.", "es.");

    private Sentences() {}

    /** The first sentence; the whole text where no end is certain. */
    static String first(String text, Locale locale) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(locale);
        breaks.setText(text);
        int end = breaks.first();
        do {
            end = breaks.next();
        } while (end != BreakIterator.DONE && !ends(text, end));
        return end == BreakIterator.DONE ? text.trim() : text.substring(0, end).trim();
    }

    /** A sentence never ends after "z. B." or "Art. 6 Abs."; where that is not certain, it does not end either. */
    private static boolean ends(String text, int end) {
        String head = text.substring(0, end).trim();
        String last = head.substring(head.lastIndexOf(' ') + 1);
        return head.length() >= CHARS_MIN && !(last.length() <= ABBREVIATION_MAX && abbreviates(last));
    }

    /** Short and without a vowel, or like a name: "bzw.", "Nr.", "Abs."; "an.", "ein." and "way." are words. */
    private static boolean abbreviates(String word) {
        return !VOWEL.matcher(word).find() || Character.isUpperCase(word.charAt(0)) || WITH_VOWEL.contains(word);
    }
}
