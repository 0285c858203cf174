package io.consentfilter.web;

import org.jspecify.annotations.Nullable;

/**
 * Finds the address in {@code <meta http-equiv=refresh>} and the Refresh header: HTML standard, "shared declarative refresh steps". The
 * time is read more loosely than there ({@code +0}, {@code 1e0}): what some browser may take for a number is one.
 */
public final class MetaRefresh {
    private final String input;
    private int at;

    private MetaRefresh(String input) {
        this.input = input;
    }

    /** The address as written, or null where the text is no refresh or names no address (the page itself). */
    public static @Nullable String address(String content) {
        return new MetaRefresh(content).address();
    }

    /** Whether a text that begins so can be a refresh, as hardly one of another kind does. */
    public static boolean mayBegin(String content) {
        MetaRefresh refresh = new MetaRefresh(content);
        refresh.skipSpaces();
        return refresh.at == content.length() || ofNumber(content.charAt(refresh.at));
    }

    private @Nullable String address() {
        skipSpaces();
        if (!time()) {
            return null;
        }
        if (at < input.length() && !separator(input.charAt(at)) && !space(input.charAt(at))) {
            return null;
        }
        skipSpaces();
        if (at < input.length() && separator(input.charAt(at))) {
            at++;
        }
        skipSpaces();
        return at < input.length() ? url() : null;
    }

    private boolean time() {
        int from = at;
        while (at < input.length() && ofNumber(input.charAt(at))) {
            at++;
        }
        return at > from;
    }

    private String url() {
        int whole = at;
        if (letter('u') && letter('r') && letter('l')) {
            skipSpaces();
            if (letter('=')) {
                skipSpaces();
                return unquoted();
            }
        }
        return at == whole ? unquoted() : input.substring(whole);
    }

    private String unquoted() {
        char quote = at < input.length() ? input.charAt(at) : 0;
        if (quote != '"' && quote != '\'') {
            return input.substring(at);
        }
        int end = input.indexOf(quote, at + 1);
        return input.substring(at + 1, end < 0 ? input.length() : end);
    }

    private boolean letter(char lower) {
        boolean found = at < input.length() && (input.charAt(at) == lower || input.charAt(at) == lower - 32);
        at += found ? 1 : 0;
        return found;
    }

    private void skipSpaces() {
        while (at < input.length() && space(input.charAt(at))) {
            at++;
        }
    }

    private static boolean separator(char c) {
        return c == ';' || c == ',';
    }

    private static boolean ofNumber(char c) {
        return (c >= '0' && c <= '9') || ".+-eE".indexOf(c) >= 0;
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
