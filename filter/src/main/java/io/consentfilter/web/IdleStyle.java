package io.consentfilter.web;

/**
 * Reads on in a style sheet where nothing at hand can be an address, looking only for what could begin one; brackets are counted.
 * It stops in front of whatever takes more than that.
 */
final class IdleStyle {
    private static final byte BORING = 0;
    private static final byte STOP = 1;
    private static final byte COUNT = 2;
    private static final byte COLON = 3;
    private static final byte OPENS = 4;
    private static final byte DASH = 5;
    private static final byte[] KIND = kinds();

    // Signs by byte: nearly every dash and colon means nothing, which shows in the byte behind or before it.
    private static final int MEANS = 1;
    private static final int DASHES = 2;
    private static final int GIVES_VALUE = 4;
    private static final int ENDS_NAME = 8;
    private static final byte[] SIGNS = signs();

    private IdleStyle() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (char c : "\"'/\\@<".toCharArray()) {
            kinds[c] = STOP;
        }
        for (char c : "{}[])".toCharArray()) {
            kinds[c] = COUNT;
        }
        kinds[':'] = COLON;
        kinds['('] = OPENS;
        kinds['-'] = DASH;
        return kinds;
    }

    private static byte[] signs() {
        byte[] signs = new byte[256];
        for (int c = 0; c < signs.length; c++) {
            signs[c] = (byte) (KIND[c] == BORING || KIND[c] == DASH || KIND[c] == COLON ? 0 : MEANS);
        }
        signs['-'] = DASHES;
        signs[':'] = GIVES_VALUE;
        for (char c : "tTeE \t\n\r\f".toCharArray()) {
            signs[c] = ENDS_NAME;
        }
        return signs;
    }

    /** Where the next byte stands that may mean something, or the last one of all. */
    private static int passBoring(byte[] b, int start, int from, int last) {
        int at = from;
        int before = at == start ? 0 : SIGNS[b[at - 1] & 0xFF];
        int here = SIGNS[b[at] & 0xFF];
        while (at < last) {
            int next = SIGNS[b[at + 1] & 0xFF];
            // The sign of the byte before, moved to where a colon has its own: nothing is decided here but whether to
            // go on.
            int meaning = MEANS | (next & DASHES) | (before & ENDS_NAME) >> 1;
            if ((here & meaning) != 0) {
                return at;
            }
            before = here;
            here = next;
            at++;
        }
        return at;
    }

    /** Where the first token begins that has to be read with care; {@code from} is between two tokens. */
    static int skim(byte[] b, int from, int end, StyleContext context) {
        int at = from;
        while (true) {
            if (at < end) {
                at = passBoring(b, from, at, end - 1);
            }
            if (at == end) {
                // What ends with the bytes may go on in the next ones.
                return wordBefore(b, from, end);
            }
            switch (KIND[b[at] & 0xFF]) {
                case BORING -> {}
                case COUNT -> context.passBracket(b[at]);
                case DASH -> {
                    if (beginsCustomName(b, from, at, end)) {
                        int name = nameEnd(b, at, end);
                        int next = skipSpace(b, name, end);
                        if (next == end || b[next] == ':' || b[name] == '(') {
                            return wordBefore(b, from, name);
                        }
                        at = name - 1;
                    }
                }
                case COLON -> {
                    if (mayTakeValue(b, from, at)) {
                        return wordBefore(b, from, at);
                    }
                }
                case OPENS -> {
                    if (mayLoad(b, from, at)) {
                        return wordBefore(b, from, at);
                    }
                    context.passBracket(b[at]);
                }
                default -> {
                    return wordBefore(b, from, at);
                }
            }
            at++;
        }
    }

    /** Where the name in front of {@code at} begins, or {@code at}. */
    private static int nameBefore(byte[] b, int from, int at) {
        int name = at;
        while (name > from && StyleNames.isName(b[name - 1])) {
            name--;
        }
        return name;
    }

    /** Where the last word in front of {@code at} begins, a hash in front of it included; {@code at} where no word stands there. */
    private static int wordBefore(byte[] b, int from, int at) {
        int to = at;
        while (to > from && isSpace(b[to - 1])) {
            to--;
        }
        int name = nameBefore(b, from, to);
        boolean hash = name > from && b[name - 1] == '#';
        if (name == to) {
            return hash && to == at ? at - 1 : at;
        }
        return hash ? name - 1 : name;
    }

    /** Two dashes that no longer name goes on with. */
    private static boolean beginsCustomName(byte[] b, int from, int dash, int end) {
        return dash + 1 < end && b[dash + 1] == '-' && (dash == from || !StyleNames.isName(b[dash - 1]));
    }

    private static int nameEnd(byte[] b, int from, int end) {
        int at = from;
        while (at < end && StyleNames.isName(b[at])) {
            at++;
        }
        return at;
    }

    private static int skipSpace(byte[] b, int from, int end) {
        int at = from;
        while (at < end && isSpace(b[at])) {
            at++;
        }
        return at;
    }

    /** Whether what stands before a colon is a name, without dashes in front, whose value may be used elsewhere. */
    private static boolean mayTakeValue(byte[] b, int from, int colon) {
        int to = colon;
        while (to > from && isSpace(b[to - 1])) {
            to--;
        }
        int last = to > from ? b[to - 1] | 0x20 : 0;
        return (last == 't' || last == 'e') && StyleNames.mayBeCustom(b, nameBefore(b, from, to), to);
    }

    /** Functions that load end in url, src, set or image: in l, c, t or e. */
    private static boolean mayLoad(byte[] b, int from, int at) {
        int last = at - from >= 3 ? b[at - 1] | 0x20 : 0;
        return (last == 'l' || last == 'c' || last == 't' || last == 'e') && at - nameBefore(b, from, at) >= 3;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
