package io.consentfilter.html;

/** The tokenizer's states under the names of the HTML standard, 13.2.5. Constants, not an enum: they are switched on for every byte. */
final class State {
    static final int DATA = 0;
    static final int RCDATA = 1;
    static final int RAWTEXT = 2;
    static final int SCRIPT_DATA = 3;
    static final int PLAINTEXT = 4;
    static final int TAG_OPEN = 5;
    static final int END_TAG_OPEN = 6;
    static final int TAG_NAME = 7;
    /** RCDATA, RAWTEXT and script data less-than sign: what follows decides whether an end tag begins. */
    static final int RAW_LESS_THAN_SIGN = 8;

    static final int RAW_END_TAG_OPEN = 9;
    static final int RAW_END_TAG_NAME = 10;
    static final int SCRIPT_DATA_ESCAPE_START = 11;
    static final int SCRIPT_DATA_ESCAPE_START_DASH = 12;
    static final int SCRIPT_DATA_ESCAPED = 13;
    static final int SCRIPT_DATA_ESCAPED_DASH = 14;
    static final int SCRIPT_DATA_ESCAPED_DASH_DASH = 15;
    static final int SCRIPT_DATA_ESCAPED_LESS_THAN_SIGN = 16;
    static final int SCRIPT_DATA_ESCAPED_END_TAG_OPEN = 17;
    static final int SCRIPT_DATA_ESCAPED_END_TAG_NAME = 18;
    static final int SCRIPT_DATA_DOUBLE_ESCAPE_START = 19;
    static final int SCRIPT_DATA_DOUBLE_ESCAPED = 20;
    static final int SCRIPT_DATA_DOUBLE_ESCAPED_DASH = 21;
    static final int SCRIPT_DATA_DOUBLE_ESCAPED_DASH_DASH = 22;
    static final int SCRIPT_DATA_DOUBLE_ESCAPED_LESS_THAN_SIGN = 23;
    static final int SCRIPT_DATA_DOUBLE_ESCAPE_END = 24;
    static final int BEFORE_ATTRIBUTE_NAME = 25;
    static final int ATTRIBUTE_NAME = 26;
    static final int AFTER_ATTRIBUTE_NAME = 27;
    static final int BEFORE_ATTRIBUTE_VALUE = 28;
    static final int ATTRIBUTE_VALUE_DOUBLE_QUOTED = 29;
    static final int ATTRIBUTE_VALUE_SINGLE_QUOTED = 30;
    static final int ATTRIBUTE_VALUE_UNQUOTED = 31;
    static final int AFTER_ATTRIBUTE_VALUE_QUOTED = 32;
    static final int SELF_CLOSING_START_TAG = 33;
    static final int BOGUS_COMMENT = 34;
    static final int MARKUP_DECLARATION_OPEN = 35;
    static final int COMMENT_START = 36;
    static final int COMMENT_START_DASH = 37;
    static final int COMMENT = 38;
    static final int COMMENT_END_DASH = 39;
    static final int COMMENT_END = 40;
    static final int COMMENT_END_BANG = 41;
    static final int DOCTYPE = 42;
    static final int CDATA_SECTION = 43;
    static final int CDATA_SECTION_BRACKET = 44;
    static final int CDATA_SECTION_END = 45;
    /** Ours: what follows decides what a scanner without CDATA would see. */
    static final int CDATA_SECTION_LESS_THAN_SIGN = 46;

    static final int CDATA_SECTION_TAG_NAME = 47;

    /** XML 1.0, 2.6; HTML has none. */
    static final int INSTRUCTION = 48;

    static final int INSTRUCTION_TOO_LONG = 49;

    /** XML 1.0, 2.8: with an internal subset. */
    static final int DOCTYPE_WITH_SUBSET = 50;

    static final int DOCTYPE_TOO_LONG = 51;

    private State() {}
}
