package io.consentfilter.view;

import java.nio.charset.StandardCharsets;

/**
 * Text into markup. What we insert into foreign pages must fit any ASCII-compatible encoding and be well-formed XML as well, so
 * everything else is written as character references and characters that XML 1.0 (§2.2) forbids are left out.
 */
final class Markup {
    private Markup() {}

    /** Escapes text for element content and quoted attribute values. Noncharacters go: {@link Slot} uses them as marks. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(out, point));
        return out.toString();
    }

    /** Whether a character is the same escaped, and one byte. */
    static boolean stays(char c) {
        return c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> {
                if (allowed(point)) {
                    out.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean allowed(int point) {
        boolean control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        boolean noncharacter = (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFE) == 0xFFFE;
        return !control && !surrogate && !noncharacter && (point < 0x7F || point > 0x9F);
    }

    /** Escaped text as ASCII bytes. Most texts stay as they are, and cost one array. */
    static byte[] escapedAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!stays(text.charAt(i))) {
                return ascii(escape(text));
            }
        }
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Markup as ASCII bytes, other characters as numeric references. */
    static byte[] ascii(String markup) {
        StringBuilder out = new StringBuilder(markup.length() + 64);
        markup.codePoints().forEach(point -> {
            if (point < 0x80) {
                out.append((char) point);
            } else {
                out.append("&#").append(point).append(';');
            }
        });
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
