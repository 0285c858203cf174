package io.consentfilter.web;

import java.util.Arrays;

/** A name of a style sheet being read, and what names are made of (CSS Syntax Level 3, §4.2). */
final class StyleNames {
    /** What every name that begins with two dashes is taken for. */
    static final String CUSTOM = "--";

    private static final int NAME_BYTES_MAX = 24;
    private static final String INITIAL_VALUE = "initial-value";
    private static final String RESULT = "result";
    private static final boolean[] NAME = nameBytes();

    /** Every name that {@link StyleContext} or {@link StyleSheet} knows by its spelling. */
    private static final String[] KNOWN = {
        "url",
        "src",
        "image",
        "image-set",
        "-webkit-image-set",
        "-moz-image-set",
        "type",
        "format",
        "tech",
        "local",
        "import",
        "namespace",
        INITIAL_VALUE,
        RESULT
    };

    private final byte[] name = new byte[NAME_BYTES_MAX];
    private int length;

    /** Bytes that go on a name: "ident code point", with NUL, which becomes U+FFFD. */
    private static boolean[] nameBytes() {
        boolean[] name = new boolean[256];
        Arrays.fill(name, 0x80, 256, true);
        Arrays.fill(name, 'a', 'z' + 1, true);
        Arrays.fill(name, 'A', 'Z' + 1, true);
        Arrays.fill(name, '0', '9' + 1, true);
        name['-'] = true;
        name['_'] = true;
        name[0] = true;
        return name;
    }

    /** Whether a byte goes on a name. */
    static boolean isName(byte b) {
        return NAME[b & 0xff];
    }

    void append(int c) {
        if (length < NAME_BYTES_MAX) {
            name[length] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        length++;
    }

    boolean isTwoDashes() {
        return length == 2 && name[0] == '-' && name[1] == '-';
    }

    /** The name, if it is one that decides something (what begins with two dashes is all the same), else nothing; and forgets it. */
    String take() {
        String known = length <= NAME_BYTES_MAX ? known(length) : known(2);
        length = 0;
        return known;
    }

    private String known(int read) {
        for (String each : KNOWN) {
            if (each.length() == read && spells(each)) {
                return each;
            }
        }
        return read > 1 && name[0] == '-' && name[1] == '-' ? CUSTOM : "";
    }

    private boolean spells(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (name[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name in these bytes makes what follows a colon a value that may be used elsewhere; it may say so falsely. */
    static boolean mayBeCustom(byte[] b, int from, int to) {
        int read = to - from;
        return (read > 1 && b[from] == '-' && b[from + 1] == '-')
                || (read == RESULT.length() && (b[from] | 0x20) == 'r')
                || (read == INITIAL_VALUE.length() && (b[from] | 0x20) == 'i');
    }
}
