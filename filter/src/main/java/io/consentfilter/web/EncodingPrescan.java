package io.consentfilter.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTML standard, 13.2.3.2: "prescan a byte stream to determine its encoding", "get an attribute", "get an XML encoding". */
final class EncodingPrescan {
    private static final String UTF_16LE_DECLARATION = "<\0?\0x\0";
    private static final String UTF_16BE_DECLARATION = "\0<\0?\0x";

    private final String head;
    private int at;
    private String attributeValue = "";

    private EncodingPrescan(String head) {
        this.head = head;
    }

    /**
     * Reads an HTML page's beginning.
     *
     * @param head one char per byte
     * @return the encoding's name or null
     */
    static @Nullable String find(String head) {
        String wide = ofWideDeclaration(head);
        if (wide != null) {
            return wide;
        }
        String name = new EncodingPrescan(head).find();
        return name == null ? xmlDeclaration(head) : name;
    }

    /** An XML declaration in two bytes a letter. */
    private static @Nullable String ofWideDeclaration(String head) {
        return head.startsWith(UTF_16LE_DECLARATION)
                ? "utf-16le"
                : head.startsWith(UTF_16BE_DECLARATION) ? "utf-16be" : null;
    }

    /** Reads a beginning of XML: XML 1.0, appendix F. */
    static @Nullable String ofXml(String head) {
        String wide = ofWideDeclaration(head);
        return wide == null ? xmlDeclaration(head) : wide;
    }

    private @Nullable String find() {
        for (; at < head.length(); at++) {
            if (head.charAt(at) != '<') {
                continue;
            }
            if (head.startsWith("<!--", at)) {
                skipTo("-->", at + 2, 2);
            } else if (isMeta()) {
                String name = meta();
                if (name != null) {
                    return name;
                }
            } else if (isTag()) {
                skipTag();
            } else if (at + 1 < head.length() && "!/?".indexOf(head.charAt(at + 1)) >= 0) {
                skipTo(">", at + 1, 0);
            }
        }
        return null;
    }

    private void skipTo(String text, int from, int lastChar) {
        int found = head.indexOf(text, from);
        at = found < 0 ? head.length() : found + lastChar;
    }

    private boolean isMeta() {
        return head.regionMatches(true, at, "<meta", 0, 5) && at + 5 < head.length() && separator(head.charAt(at + 5));
    }

    private boolean isTag() {
        int name = head.startsWith("/", at + 1) ? at + 2 : at + 1;
        return name < head.length() && letter(head.charAt(name));
    }

    private @Nullable String meta() {
        at += 5;
        Map<String, String> attributes = new HashMap<>();
        for (String name = attribute(); name != null; name = attribute()) {
            attributes.putIfAbsent(name, attributeValue);
        }
        boolean pragma = "content-type".equalsIgnoreCase(attributes.get("http-equiv"));
        String charset = attributes.get("charset");
        String content = attributes.get("content");
        String label = charset != null ? charset : pragma && content != null ? ofContent(content) : null;
        return at >= head.length() || label == null ? null : declared(label);
    }

    /** A page that can declare anything in ASCII is not UTF-16. */
    private static @Nullable String declared(String label) {
        String name = EncodingLabels.name(label);
        if ("utf-16be".equals(name) || "utf-16le".equals(name)) {
            return "utf-8";
        }
        return "x-user-defined".equals(name) ? "windows-1252" : name;
    }

    private void skipTag() {
        while (at < head.length() && !space(head.charAt(at)) && head.charAt(at) != '>') {
            at++;
        }
        while (attribute() != null) {
            // The attributes of other tags only have to be stepped over.
        }
    }

    /** "Get an attribute": its name, with the value in {@link #attributeValue}; null at the tag's end. */
    private @Nullable String attribute() {
        attributeValue = "";
        while (at < head.length() && separator(head.charAt(at))) {
            at++;
        }
        if (at >= head.length() || head.charAt(at) == '>') {
            return null;
        }
        int from = at;
        while (at < head.length() && !endsName(head.charAt(at), from)) {
            at++;
        }
        String name = head.substring(from, at).toLowerCase(Locale.ROOT);
        skipSpaces();
        if (at < head.length() && head.charAt(at) == '=') {
            at++;
            skipSpaces();
            value();
        }
        return at >= head.length() ? null : name;
    }

    private boolean endsName(char c, int from) {
        return (c == '=' && at > from) || separator(c) || c == '>';
    }

    private void value() {
        char quote = at < head.length() ? head.charAt(at) : 0;
        if (quote == '"' || quote == '\'') {
            int end = head.indexOf(quote, at + 1);
            attributeValue = end < 0 ? "" : head.substring(at + 1, end);
            at = end < 0 ? head.length() : end + 1;
            return;
        }
        int from = at;
        while (at < head.length() && !space(head.charAt(at)) && head.charAt(at) != '>') {
            at++;
        }
        attributeValue = head.substring(from, at);
    }

    /** "Extracting a character encoding from a meta element". */
    static @Nullable String ofContent(String content) {
        String lower = content.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf("charset"); at >= 0; at = lower.indexOf("charset", at)) {
            at = afterSpaces(lower, at + 7);
            if (at < lower.length() && lower.charAt(at) == '=') {
                return contentValue(lower, afterSpaces(lower, at + 1));
            }
        }
        return null;
    }

    private static @Nullable String contentValue(String text, int from) {
        char quote = from < text.length() ? text.charAt(from) : 0;
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, from + 1);
            return end < 0 ? null : text.substring(from + 1, end);
        }
        int end = from;
        while (end < text.length() && !space(text.charAt(end)) && text.charAt(end) != ';') {
            end++;
        }
        return text.substring(from, end);
    }

    /** "Get an XML encoding". */
    private static @Nullable String xmlDeclaration(String head) {
        int end = head.indexOf('>');
        int encoding = head.indexOf("encoding");
        if (!head.startsWith("<?xml") || encoding < 0 || encoding > end) {
            return null;
        }
        int at = afterControls(head, encoding + 8);
        if (!head.startsWith("=", at)) {
            return null;
        }
        at = afterControls(head, at + 1);
        char quote = at < head.length() ? head.charAt(at) : 0;
        int close = quote == '"' || quote == '\'' ? head.indexOf(quote, at + 1) : -1;
        return close < 0 ? null : declared(head.substring(at + 1, close));
    }

    private static int afterControls(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static int afterSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && space(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void skipSpaces() {
        at = afterSpaces(head, at);
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean separator(char c) {
        return space(c) || c == '/';
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
