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

    /** Where the first token begins that has to be read with care; {@code from} is between two tokens. */
    static int skim(byte[] b, int from, int end, StyleContext context) {
        int at = from;
        while (true) {
            while (at < end && KIND[b[at] & 0xFF] == BORING) {
                at++;
            }
            if (at == end) {
                // What ends with the bytes may go on in the next ones.
                return wordBefore(b, from, end);
            }
            switch (KIND[b[at] & 0xFF]) {
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
