package io.consentfilter.web;

import java.util.Arrays;

/**
 * Chromium's second view of a style sheet: a preload scanner that looks for {@code @import} in the sheet's beginning, up to the first
 * thing that is no at-rule, comment or space. It knows neither comments inside a rule nor strings nor escapes, and takes an address
 * without quotes; what it finds is fetched. Seen in Chromium 156; no standard says so.
 *
 * <p>It is told the bytes in order, as they leave, and says what has to stand in front of one so that the scanner and the tokenizer
 * of CSS find the same. What is put in makes the scanner find an address of this site, or a rule it does not fetch; CSS
 * reads it as part of what it ignores anyway.
 */
final class ImportScanner {
    private static final byte[] NOTHING = {};
    /** The scanner fetches no import with two words behind the address; this takes the address's place. */
    private static final byte[] OTHER_VALUE = {'x', ' ', 'y', ' '};

    private static final byte[] SPACE = {' '};

    private static final byte[] IMPORT = {'i', 'm', 'p', 'o', 'r', 't'};
    private static final byte[] CHARSET = {'c', 'h', 'a', 'r', 's', 'e', 't'};
    private static final byte[] LAYER = {'l', 'a', 'y', 'e', 'r'};

    private enum State {
        BETWEEN,
        SLASH,
        COMMENT,
        COMMENT_STAR,
        AT,
        RULE,
        AFTER_RULE,
        VALUE,
        AFTER_VALUE,
        LAYER,
        AFTER_LAYER,
        DONE
    }

    /** How far an address has been read, or may have been. */
    private enum AddressPart {
        START,
        SLASH,
        SLASHES,
        HOST,
        PATH
    }

    private State state = State.BETWEEN;
    private final byte[] rule = new byte[8];
    private int ruleLength;
    private boolean bare;
    private boolean atStart;
    private boolean slash;
    private byte first;
    private byte last;
    private byte lastButOne;
    private AddressPart part = AddressPart.START;

    /** Whether it still looks at what comes. */
    boolean looks() {
        return state != State.DONE;
    }

    /** Another sheet begins. */
    void begin() {
        state = State.BETWEEN;
    }

    /**
     * Reads a byte that leaves.
     *
     * @param open whether it stands outside of strings, urls and comments
     * @param held whether it opens an address that is held and judged
     * @return what has to stand in front of it
     */
    byte[] read(byte b, boolean open, boolean held) {
        byte[] before = needed(b, open, held);
        for (byte put : before) {
            step(put);
        }
        step(b);
        return before;
    }

    /** What has to stand in front of a byte that leaves, whatever it is for CSS, so that an address has ended for the scanner too. */
    byte[] separates(byte b) {
        if (!is(IMPORT) || state != State.VALUE || bare || !longerHost(b)) {
            return NOTHING;
        }
        step(SPACE[0]);
        return SPACE;
    }

    /** Whether bytes that were held may leave: nothing would have to be put in. Then they are read, otherwise not. */
    boolean takes(byte[] bytes, int length) {
        ImportScanner trial = new ImportScanner();
        trial.copy(this);
        for (int i = 0; i < length; i++) {
            if (trial.read(bytes[i], false, false).length > 0) {
                return false;
            }
        }
        copy(trial);
        return true;
    }

    private void copy(ImportScanner other) {
        state = other.state;
        System.arraycopy(other.rule, 0, rule, 0, rule.length);
        ruleLength = other.ruleLength;
        bare = other.bare;
        atStart = other.atStart;
        slash = other.slash;
        first = other.first;
        last = other.last;
        lastButOne = other.lastButOne;
        part = other.part;
    }

    private byte[] needed(byte b, boolean open, boolean held) {
        if (!is(IMPORT)) {
            return NOTHING;
        }
        if (state == State.AFTER_RULE && !space(b)) {
            boolean quote = b == '"' || b == '\'';
            boolean url = (b | 0x20) == 'u';
            return (quote && !held) || (url && !open) ? OTHER_VALUE : NOTHING;
        }
        boolean leaves = b == ':' || (slash && (b == '/' || b == '\\'));
        return state == State.VALUE && (bare ? leaves : longerHost(b)) ? SPACE : NOTHING;
    }

    /** Whether this byte would go on a host whose address has ended for CSS. */
    private boolean longerHost(byte b) {
        boolean inHost = part == AddressPart.SLASHES || part == AddressPart.HOST;
        boolean ended = last == '"' || last == '\'' || last == '(' || last == ')';
        return inHost && ended && !space(b) && b != ')' && (b != ';' || !isWhole());
    }

    private void step(byte b) {
        switch (state) {
            case BETWEEN ->
                state = space(b) ? State.BETWEEN : b == '@' ? State.AT : b == '/' ? State.SLASH : State.DONE;
            case SLASH -> state = b == '*' ? State.COMMENT : State.BETWEEN;
            case COMMENT -> state = b == '*' ? State.COMMENT_STAR : State.COMMENT;
            case COMMENT_STAR -> state = b == '*' ? State.COMMENT_STAR : b == '/' ? State.BETWEEN : State.COMMENT;
            case AT -> {
                boolean letter = (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
                state = letter ? State.RULE : State.BETWEEN;
                ruleLength = 0;
                name(b);
            }
            case RULE -> {
                state = space(b) ? State.AFTER_RULE : b == ';' ? State.BETWEEN : State.RULE;
                if (state == State.RULE) {
                    name(b);
                }
            }
            case AFTER_RULE -> {
                if (!space(b)) {
                    state = b == ';' ? State.BETWEEN : b == '{' ? State.DONE : State.VALUE;
                    begin(b);
                }
            }
            case VALUE -> value(b);
            case AFTER_VALUE, AFTER_LAYER -> afterWord(b);
            case LAYER -> {
                if (b == ';') {
                    ruleEnds();
                } else if (space(b)) {
                    state = State.AFTER_LAYER;
                }
            }
            case DONE -> {}
        }
    }

    private void name(byte b) {
        if (ruleLength < rule.length) {
            rule[ruleLength++] = (byte) (b | 0x20);
        }
    }

    private void begin(byte b) {
        bare = b != '"' && b != '\'' && (b | 0x20) != 'u';
        atStart = true;
        slash = false;
        first = b;
        last = 0;
        lastButOne = 0;
        part = AddressPart.START;
        append(b);
    }

    private void append(byte b) {
        if (atStart && (b < 0 || b > ' ')) {
            slash = b == '/' || b == '\\';
            atStart = false;
        } else {
            slash = false;
        }
        lastButOne = last;
        last = b;
        part = after(b);
    }

    private AddressPart after(byte b) {
        boolean isSlash = b == '/' || b == '\\';
        return switch (part) {
            case START ->
                isSlash
                        ? AddressPart.SLASH
                        : b == ':' ? AddressPart.SLASHES : b == '?' || b == '#' ? AddressPart.PATH : AddressPart.START;
            case SLASH -> isSlash ? AddressPart.SLASHES : AddressPart.PATH;
            case SLASHES -> isSlash ? AddressPart.SLASHES : AddressPart.HOST;
            case HOST -> isSlash || b == '?' || b == '#' ? AddressPart.PATH : AddressPart.HOST;
            case PATH -> AddressPart.PATH;
        };
    }

    private void value(byte b) {
        if (space(b)) {
            state = State.AFTER_VALUE;
        } else if (b == ';' && (!is(IMPORT) || isWhole())) {
            ruleEnds();
        } else {
            append(b);
        }
    }

    private void afterWord(byte b) {
        if (b == ';') {
            ruleEnds();
        } else if (b == '{') {
            state = State.DONE;
        } else if (!space(b) && state == State.AFTER_VALUE) {
            state = State.LAYER;
        }
    }

    /** Only then a semicolon ends it. */
    private boolean isWhole() {
        boolean quoted = first == '"' || first == '\'';
        return lastButOne != 0 && lastButOne != '\\' && last == (quoted ? first : ')');
    }

    private void ruleEnds() {
        state = is(IMPORT) || is(CHARSET) || is(LAYER) ? State.BETWEEN : State.DONE;
    }

    private boolean is(byte[] name) {
        return Arrays.equals(rule, 0, ruleLength, name, 0, name.length);
    }

    private static boolean space(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f';
    }
}
