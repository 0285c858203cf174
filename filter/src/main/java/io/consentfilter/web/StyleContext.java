package io.consentfilter.web;

import java.util.Set;

/**
 * Where in a style sheet a string stands, as far as it decides whether the string is an address. Brackets are only counted: text
 * in which they do not match is refused by browsers, and counting keeps such text inside the narrower context for longer.
 */
final class StyleContext {
    /** What a string is. */
    enum Reading {
        TEXT,
        ADDRESS,
        /** An address of another sheet, which may be written in the address itself. */
        SHEET,
        /** An address if it looks like one of another host: custom properties and arguments reach {@code image-set()} by {@code var()}. */
        PERHAPS
    }

    private static final Set<String> LOADING =
            Set.of("url", "src", "image", "image-set", "-webkit-image-set", "-moz-image-set");

    /** Functions inside those whose strings are no addresses. */
    private static final Set<String> PLAIN = Set.of("type", "format", "tech", "local");

    private static final int NONE = Integer.MAX_VALUE;

    // By byte: what it adds to a count. Which bracket comes next is hard to foresee; so nothing is decided by it.
    private static final byte[] PARENS = counts('(', ')');
    private static final byte[] BRACES = counts('{', '}');
    private static final byte[] BRACKETS = counts('[', ']');

    private int parens;
    private int braces;
    private int brackets;
    private int loadingAt = NONE;
    private int plainAt = NONE;
    private int customAt = NONE;
    private int customBraces;
    private int calledAt = NONE;
    private boolean importExpected;
    private boolean namespace;
    private boolean customNamed;

    /** Whether no string is an address here, and nothing read before changes that. */
    boolean idle() {
        return !importExpected && !namespace && !customNamed && loadingAt == NONE && !reachesVar();
    }

    private static byte[] counts(char opening, char closing) {
        byte[] counts = new byte[128];
        counts[opening] = 1;
        counts[closing] = -1;
        return counts;
    }

    /** Begins with another sheet. */
    void clear() {
        parens = 0;
        braces = 0;
        brackets = 0;
        loadingAt = NONE;
        plainAt = NONE;
        customAt = NONE;
        customBraces = 0;
        calledAt = NONE;
        importExpected = false;
        namespace = false;
        customNamed = false;
    }

    Reading string() {
        if (namespace) {
            return Reading.TEXT;
        }
        if (importExpected) {
            return Reading.SHEET;
        }
        if (loadingAt != NONE && plainAt == NONE) {
            return Reading.ADDRESS;
        }
        return reachesVar() ? Reading.PERHAPS : Reading.TEXT;
    }

    /** Whether a string here may be used elsewhere: as a custom property, or as what a function of the sheet is called with. */
    private boolean reachesVar() {
        return customAt != NONE || calledAt != NONE;
    }

    /** What {@code url(x)} without quotes is. */
    Reading url() {
        return namespace ? Reading.TEXT : importExpected ? Reading.SHEET : Reading.ADDRESS;
    }

    /** A token that is neither space nor comment. */
    void token() {
        importExpected = false;
        customNamed = false;
    }

    void atKeyword(String name) {
        token();
        importExpected = name.equals("import");
        namespace = name.equals("namespace");
    }

    void identifier(String name) {
        token();
        // The value of a registered property and the result of a custom function reach var() too.
        customNamed = name.startsWith(StyleNames.CUSTOM) || name.equals("initial-value") || name.equals("result");
    }

    void colon() {
        boolean custom = customNamed;
        token();
        if (custom && customAt == NONE) {
            customAt = depth();
            customBraces = braces;
        }
    }

    void function(String name) {
        open('(');
        if (LOADING.contains(name)) {
            loadingAt = Math.min(loadingAt, parens);
        } else if (loadingAt != NONE && PLAIN.contains(name)) {
            plainAt = Math.min(plainAt, parens);
        } else if (name.startsWith(StyleNames.CUSTOM)) {
            // CSS Functions and Mixins 1, 3: var() reads the arguments.
            calledAt = Math.min(calledAt, parens);
        }
    }

    void open(int bracket) {
        token();
        if (bracket == '(') {
            parens++;
        } else if (bracket == '[') {
            brackets++;
        } else {
            braces++;
            namespace = false;
        }
    }

    void close(int bracket) {
        token();
        if (bracket == ')') {
            parens = Math.max(0, parens - 1);
            loadingAt = parens < loadingAt ? NONE : loadingAt;
            plainAt = parens < plainAt ? NONE : plainAt;
            calledAt = parens < calledAt ? NONE : calledAt;
        } else if (bracket == ']') {
            brackets = Math.max(0, brackets - 1);
        } else {
            braces = Math.max(0, braces - 1);
            namespace = false;
            customAt = braces < customBraces ? NONE : customAt;
        }
    }

    /** Counts a bracket while nothing but the counts can change: where the context is {@link #idle}. */
    void passBracket(byte bracket) {
        parens = Math.max(0, parens + PARENS[bracket]);
        braces = Math.max(0, braces + BRACES[bracket]);
        brackets = Math.max(0, brackets + BRACKETS[bracket]);
    }

    void semicolon() {
        token();
        namespace = false;
        customAt = depth() <= customAt ? NONE : customAt;
    }

    private int depth() {
        return parens + brackets + braces;
    }
}
