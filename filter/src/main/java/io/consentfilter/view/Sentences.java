package io.consentfilter.view;

import java.text.BreakIterator;

/** The first layer has room for one sentence a purpose. */
final class Sentences {
    /** A shorter beginning is an abbreviation ("z. B. …") rather than a sentence. */
    private static final int CHARS_MIN = 25;

    private Sentences() {}

    /** The first sentence; the whole text where no end is certain. */
    static String first(String text, java.util.Locale locale) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(locale);
        breaks.setText(text);
        int end = breaks.first();
        do {
            end = breaks.next();
        } while (end != BreakIterator.DONE && !ends(text, end));
        return end == BreakIterator.DONE ? text.trim() : text.substring(0, end).trim();
    }

    /** A sentence ends after a word of some length, never after "z. B." or "Art. 6 Abs." */
    private static boolean ends(String text, int end) {
        String head = text.substring(0, end).trim();
        int word = head.lastIndexOf(' ') + 1;
        return head.length() >= CHARS_MIN && head.length() - word > 4;
    }
}
