package io.consentfilter.html;

/** Where a document type declaration of XML ends (XML 1.0, 2.8): brackets, quotes, comments and instructions in it may contain {@code >}. */
final class DoctypeEnd {
    private static final int COMMENT = 0x3C212D2D;
    private static final int COMMENT_END = 0x2D2D3E;
    private static final int INSTRUCTION = 0x3C3F;
    private static final int INSTRUCTION_END = 0x3F3E;

    private boolean subset;
    private int closing;
    private int recent;

    void begin() {
        subset = false;
        closing = 0;
        recent = 0;
    }

    /** Takes the next byte; true for the one that ends the declaration. */
    boolean take(byte c) {
        recent = recent << Byte.SIZE | (c & 0xFF);
        if (closing != 0) {
            if (closes()) {
                closing = 0;
                recent = 0;
            }
            return false;
        }
        if (c == '"' || c == '\'') {
            closing = c;
        } else if (subset) {
            closing = recent == COMMENT ? COMMENT_END : (recent & 0xFFFF) == INSTRUCTION ? INSTRUCTION_END : 0;
            recent = closing == 0 ? recent : 0;
            subset = c != ']';
        } else {
            subset = c == '[';
        }
        return !subset && closing == 0 && c == '>';
    }

    private boolean closes() {
        int mask = closing > 0xFFFF ? 0xFFFFFF : closing > 0xFF ? 0xFFFF : 0xFF;
        return (recent & mask) == closing;
    }
}
