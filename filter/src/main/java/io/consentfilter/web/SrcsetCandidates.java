package io.consentfilter.web;

import java.util.function.Predicate;

/**
 * Takes candidates out of a {@code srcset} or {@code imagesrcset} list: HTML standard, 4.8.4.3.9 "parse a srcset attribute". The
 * text of what stays is kept; a candidate whose descriptors a browser would refuse is still judged, since browsers differ there.
 */
public final class SrcsetCandidates {
    /** Candidates read of one list; what stands behind them is taken out unread. */
    public static final int CANDIDATES_MAX = 256;

    private final String input;
    private final StringBuilder kept = new StringBuilder();
    private boolean changed;
    private int at;

    private SrcsetCandidates(String input) {
        this.input = input;
    }

    /**
     * The list without withheld candidates.
     *
     * @param withheld asked once for each candidate's address, as written
     * @return the same string where nothing is withheld, an empty one where nothing is left
     */
    public static String without(String srcset, Predicate<String> withheld) {
        SrcsetCandidates candidates = new SrcsetCandidates(srcset);
        for (int count = 0; candidates.skipSeparators(); count++) {
            if (count == CANDIDATES_MAX) {
                candidates.changed = true;
                break;
            }
            candidates.next(withheld);
        }
        return candidates.changed ? candidates.kept.toString() : srcset;
    }

    private boolean skipSeparators() {
        while (at < input.length() && (space(input.charAt(at)) || input.charAt(at) == ',')) {
            at++;
        }
        return at < input.length();
    }

    private void next(Predicate<String> withheld) {
        int from = at;
        while (at < input.length() && !space(input.charAt(at))) {
            at++;
        }
        int end = at;
        while (input.charAt(end - 1) == ',') {
            end--;
        }
        boolean descriptors = end == at;
        String address = input.substring(from, end);
        if (descriptors) {
            skipDescriptors();
            end = at;
        }
        if (withheld.test(address)) {
            changed = true;
        } else {
            kept.append(kept.length() == 0 ? "" : ", ").append(input, from, end);
        }
    }

    /** The descriptor tokenizer: a comma inside parentheses does not end the candidate. */
    private void skipDescriptors() {
        boolean parens = false;
        while (at < input.length()) {
            char c = input.charAt(at);
            if (c == ',' && !parens) {
                return;
            }
            parens = parens ? c != ')' : c == '(';
            at++;
        }
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
