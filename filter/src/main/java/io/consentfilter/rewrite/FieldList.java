package io.consentfilter.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Header values that are lists: RFC 9651 lists and dictionaries of strings, RFC 8288 links. Splits at separators outside quoted
 * strings and, for links, outside angle brackets; what is malformed ends with the value.
 */
final class FieldList {
    private FieldList() {}

    /** A list or dictionary of strings ({@code "a", b="c";p=1}) without members whose string is a withheld address. */
    static @Nullable String without(String value, Predicate<String> withheld) {
        List<String> kept = new ArrayList<>();
        List<String> members = split(value, ',', false);
        for (String member : members) {
            if (quoted(member).stream().noneMatch(withheld)) {
                kept.add(member.strip());
            }
        }
        return joined(value, members.size(), kept);
    }

    /** The value itself where nothing was taken out, null where nothing is left. */
    static @Nullable String joined(String value, int members, List<String> kept) {
        if (kept.size() == members) {
            return value;
        }
        String rest = String.join(
                ", ", kept.stream().filter(member -> !member.isBlank()).toList());
        return rest.isEmpty() ? null : rest;
    }

    /** @param angles whether {@code <…>} protects a separator too */
    static List<String> split(String value, char separator, boolean angles) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == separator) {
                parts.add(value.substring(from, i));
                from = i + 1;
            } else if (c == '"') {
                i = quoteEnd(value, i);
            } else if (c == '<' && angles) {
                int close = value.indexOf('>', i);
                i = close < 0 ? value.length() : close;
            }
        }
        parts.add(value.substring(from));
        return parts;
    }

    /** Place of the closing quote, or the value's end. */
    private static int quoteEnd(String value, int open) {
        int i = open + 1;
        while (i < value.length() && value.charAt(i) != '"') {
            i += value.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, value.length());
    }

    /** Every quoted string, its escapes resolved. */
    static List<String> quoted(String text) {
        List<String> strings = new ArrayList<>();
        for (int open = text.indexOf('"'); open >= 0; ) {
            int close = quoteEnd(text, open);
            strings.add(unescaped(text.substring(open + 1, close)));
            open = text.indexOf('"', Math.min(close + 1, text.length()));
        }
        return strings;
    }

    /** A parameter's value: the quoted string, or the bare token. */
    static String unquoted(String text) {
        String stripped = text.strip();
        return stripped.startsWith("\"") ? quoted(stripped).get(0) : stripped;
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '\\' && i + 1 < text.length();
            i += escape ? 1 : 0;
            out.append(text.charAt(i));
        }
        return out.toString();
    }
}
