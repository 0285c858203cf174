package io.consentfilter.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it stands in a page or header, with the places of its values, so that single values can be taken out and all other
 * text stays as it is. Strict (RFC 8259), because browsers ignore what is not, but for the escape {@code \v}, which Chromium takes (seen in
 * import maps); duplicate keys are all kept.
 */
final class JsonText {
    /** Nesting read; deeper text is refused as a whole. */
    static final int DEPTH_MAX = 64;

    private static final String ESCAPES = "\"\\/bfnrtvu";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t\013";

    /** The text is deeper than {@link #DEPTH_MAX}: nobody knows what it says. */
    static final class TooDeep extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** What a value is. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        OTHER
    }

    /** One value with its place. */
    static final class Value {
        final Kind kind;
        final int start;
        int end;
        final List<String> keys = new ArrayList<>();
        final List<Integer> keyStarts = new ArrayList<>();
        final List<Value> children = new ArrayList<>();
        String string = "";
        boolean dropped;

        @Nullable
        String replacement;

        Value(Kind kind, int start) {
            this.kind = kind;
            this.start = start;
        }

        /** Children under a key: several where it is repeated, and none where this is no object. */
        List<Value> under(String key) {
            List<Value> found = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).equals(key)) {
                    found.add(children.get(i));
                }
            }
            return found;
        }
    }

    private final String text;
    private int at;

    private JsonText(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** The whole text as one value, or null where it is no JSON. */
    static @Nullable Value parse(String text) throws TooDeep {
        JsonText json = new JsonText(text, 0);
        Value value = json.value(0);
        json.skipSpaces();
        return json.at == text.length() ? value : null;
    }

    private @Nullable Value value(int depth) throws TooDeep {
        if (depth > DEPTH_MAX) {
            throw new TooDeep();
        }
        skipSpaces();
        return switch (peek()) {
            case '{' -> container(Kind.OBJECT, '}', depth);
            case '[' -> container(Kind.ARRAY, ']', depth);
            case '"' -> string();
            default -> literal();
        };
    }

    private @Nullable Value container(Kind kind, char close, int depth) throws TooDeep {
        Value value = new Value(kind, at++);
        skipSpaces();
        boolean more = peek() != close;
        while (more) {
            if (kind == Kind.OBJECT && !key(value)) {
                return null;
            }
            Value child = value(depth + 1);
            if (child == null) {
                return null;
            }
            value.children.add(child);
            skipSpaces();
            more = peek() == ',';
            at += more ? 1 : 0;
        }
        if (peek() != close) {
            return null;
        }
        value.end = ++at;
        return value;
    }

    private boolean key(Value object) {
        skipSpaces();
        Value key = peek() == '"' ? string() : null;
        skipSpaces();
        if (key == null || peek() != ':') {
            return false;
        }
        at++;
        object.keys.add(key.string);
        object.keyStarts.add(key.start);
        return true;
    }

    private @Nullable Value string() {
        Value value = new Value(Kind.STRING, at++);
        StringBuilder string = new StringBuilder();
        while (at < text.length() && (text.charAt(at) >= ' ' || text.charAt(at) == 0)) {
            // In a page NUL is U+FFFD before anybody parses the text: HTML standard, 13.2.5.4.
            char c = text.charAt(at) == 0 ? '\uFFFD' : text.charAt(at);
            at++;
            if (c == '"') {
                value.end = at;
                value.string = string.toString();
                return value;
            }
            if (c == '\\' && !escape(string)) {
                return null;
            }
            if (c != '\\') {
                string.append(c);
            }
        }
        return null;
    }

    private boolean escape(StringBuilder string) {
        int which = ESCAPES.indexOf(peek());
        if (which < 0) {
            return false;
        }
        at++;
        if (which < ESCAPED.length()) {
            string.append(ESCAPED.charAt(which));
            return true;
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                return false;
            }
            code = code * 16 + digit;
            at++;
        }
        string.append((char) code);
        return true;
    }

    /** true, false, null and numbers: only their extent matters. */
    private @Nullable Value literal() {
        Value value = new Value(Kind.OTHER, at);
        while (Character.isLetterOrDigit(peek()) || "+-.".indexOf(peek()) >= 0) {
            at++;
        }
        value.end = at;
        return at > value.start ? value : null;
    }

    private void skipSpaces() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    /** The next character; NUL behind the end, which JSON does not have either. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** The text with dropped values left out and replaced ones replaced. */
    static String write(String text, Value root) {
        StringBuilder out = new StringBuilder(text.length());
        out.append(text, 0, root.start);
        write(text, root, out);
        return out.append(text, root.end, text.length()).toString();
    }

    private static void write(String text, Value value, StringBuilder out) {
        String replacement = value.replacement;
        if (replacement != null) {
            out.append(replacement);
            return;
        }
        int copied = value.start;
        boolean first = true;
        boolean dropped = value.children.stream().anyMatch(child -> child.dropped);
        if (dropped) {
            out.append(text.charAt(copied));
        }
        for (int i = 0; i < value.children.size(); i++) {
            Value child = value.children.get(i);
            if (!child.dropped) {
                int from = dropped ? (value.kind == Kind.OBJECT ? value.keyStarts.get(i) : child.start) : copied;
                out.append(dropped && !first ? "," : "").append(text, from, child.start);
                write(text, child, out);
                first = false;
            }
            copied = child.end;
        }
        out.append(text, dropped ? value.end - 1 : copied, value.end);
    }
}
