package io.consentfilter.html;

/**
 * How far a tag goes that only those see who take a CDATA section for markup: HTML standard, 13.2.5.8 and 13.2.5.32 to 13.2.5.40, as far
 * as it decides where a quoted value begins and ends.
 */
final class TagInCdata {
    private static final byte[] NOTHING = {};

    private enum State {
        NONE,
        TAG_NAME,
        BEFORE_ATTRIBUTE_NAME,
        ATTRIBUTE_NAME,
        AFTER_ATTRIBUTE_NAME,
        BEFORE_ATTRIBUTE_VALUE,
        QUOTED,
        UNQUOTED
    }

    private State state = State.NONE;
    private byte quote;

    /** A tag's name begins with the next byte; inside another tag it is part of that. */
    void begin() {
        if (state == State.NONE) {
            state = State.TAG_NAME;
        }
    }

    void end() {
        state = State.NONE;
    }

    /** The quote around the value at hand, or nothing. */
    byte[] openQuote() {
        return state == State.QUOTED ? new byte[] {quote} : NOTHING;
    }

    void read(byte[] bytes, int from, int to) {
        for (int i = from; i < to && state != State.NONE; i++) {
            state = after(bytes[i]);
        }
    }

    private State after(byte c) {
        boolean space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
        if (state == State.QUOTED) {
            return c == quote ? State.BEFORE_ATTRIBUTE_NAME : State.QUOTED;
        }
        if (c == '>') {
            return State.NONE;
        }
        return switch (state) {
            case TAG_NAME -> space || c == '/' ? State.BEFORE_ATTRIBUTE_NAME : State.TAG_NAME;
            case BEFORE_ATTRIBUTE_NAME -> space || c == '/' ? State.BEFORE_ATTRIBUTE_NAME : State.ATTRIBUTE_NAME;
            case ATTRIBUTE_NAME -> afterName(c, space);
            case AFTER_ATTRIBUTE_NAME -> space ? State.AFTER_ATTRIBUTE_NAME : afterName(c, false);
            case BEFORE_ATTRIBUTE_VALUE -> space ? State.BEFORE_ATTRIBUTE_VALUE : value(c);
            case UNQUOTED -> space ? State.BEFORE_ATTRIBUTE_NAME : State.UNQUOTED;
            case NONE, QUOTED -> state;
        };
    }

    private static State afterName(byte c, boolean space) {
        return space
                ? State.AFTER_ATTRIBUTE_NAME
                : c == '/'
                        ? State.BEFORE_ATTRIBUTE_NAME
                        : c == '=' ? State.BEFORE_ATTRIBUTE_VALUE : State.ATTRIBUTE_NAME;
    }

    private State value(byte c) {
        quote = c;
        return c == '"' || c == '\'' ? State.QUOTED : State.UNQUOTED;
    }
}
