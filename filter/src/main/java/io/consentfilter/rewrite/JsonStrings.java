package io.consentfilter.rewrite;

import java.util.LinkedHashSet;
import java.util.Set;

/** The strings of a JSON text, names and values alike, escapes resolved. Text that is no JSON gives whatever stands between quotes. */
final class JsonStrings {
    private JsonStrings() {}

    static Set<String> of(String json) {
        Set<String> found = new LinkedHashSet<>();
        int at = json.indexOf('"');
        while (at >= 0) {
            StringBuilder text = new StringBuilder();
            int end = at + 1;
            while (end < json.length() && json.charAt(end) != '"') {
                end = json.charAt(end) == '\\' ? escape(json, end, text) : plain(json, end, text);
            }
            found.add(text.toString());
            at = json.indexOf('"', end + 1);
        }
        return found;
    }

    private static int plain(String json, int at, StringBuilder text) {
        text.append(json.charAt(at));
        return at + 1;
    }

    private static int escape(String json, int at, StringBuilder text) {
        char c = at + 1 < json.length() ? json.charAt(at + 1) : '\\';
        if (c != 'u') {
            text.append(
                    switch (c) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        default -> c;
                    });
            return at + 2;
        }
        int code = 0;
        int digits = at + 2;
        while (digits < json.length() && digits < at + 6 && Character.digit(json.charAt(digits), 16) >= 0) {
            code = code * 16 + Character.digit(json.charAt(digits++), 16);
        }
        text.append((char) code);
        return digits;
    }
}
