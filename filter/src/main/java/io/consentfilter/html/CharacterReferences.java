package io.consentfilter.html;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Decodes {@code &amp;} and its kin: HTML standard, 13.2.5.72 to 13.2.5.80. */
final class CharacterReferences {
    /** The longest name of the standard, {@code CounterClockwiseContourIntegral;}. */
    private static final int NAME_LENGTH_MAX = 32;

    /** The longest name that counts without a semicolon, {@code Aacute}. */
    private static final int UNENDED_LENGTH_MAX = 6;

    /** How long a text may become by what the page declares itself; further references say nothing. */
    static final int DECODED_LENGTH_MAX = 10_000_000;

    /** What the numbers 0x80 to 0x9F mean: 13.2.5.80. */
    private static final String C1 =
            "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
                    + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static final Map<String, String> NAMED = load();

    private CharacterReferences() {}

    /** Text with its references decoded; the same string where there are none. */
    static String decode(String text, boolean inAttribute) {
        return decode(text, inAttribute, Map.of());
    }

    /**
     * The same for a page that declares some itself.
     *
     * @param declared text by name
     */
    static String decode(String text, boolean inAttribute, Map<String, String> declared) {
        int amp = text.indexOf('&');
        if (amp < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        while (amp >= 0) {
            out.append(text, done, amp);
            int end = amp + 1 < text.length() && text.charAt(amp + 1) == '#'
                    ? numeric(text, amp, out)
                    : named(text, amp, inAttribute, declared, out);
            if (end == amp) {
                out.append('&');
                end = amp + 1;
            }
            done = end;
            amp = text.indexOf('&', done);
        }
        return out.append(text, done, text.length()).toString();
    }

    private static int named(
            String text, int amp, boolean inAttribute, Map<String, String> declared, StringBuilder out) {
        int semicolon = declared.isEmpty() ? -1 : text.indexOf(';', amp);
        String own = semicolon < 0 ? null : declared.get(text.substring(amp + 1, semicolon));
        if (own != null) {
            // Text that grows beyond all measure is no XML to browsers either.
            out.append(out.length() + own.length() > DECODED_LENGTH_MAX ? "" : own);
            return semicolon + 1;
        }
        int end = amp + 1;
        int last = Math.min(text.length(), end + NAME_LENGTH_MAX);
        while (end < last && isAlphanumeric(text.charAt(end))) {
            end++;
        }
        if (end < last && text.charAt(end) == ';') {
            end++;
        }
        // Only short names may stand without a semicolon.
        int unended = Math.min(end, amp + 1 + UNENDED_LENGTH_MAX);
        boolean ended = end > amp + 1 && text.charAt(end - 1) == ';';
        for (end = ended ? end : unended; end > amp + 1; end = end > unended ? unended : end - 1) {
            String decoded = NAMED.get(text.substring(amp + 1, end));
            if (decoded != null) {
                if (inAttribute && isHistorical(text, end)) {
                    return amp;
                }
                out.append(decoded);
                return end;
            }
        }
        return amp;
    }

    /** {@code ?a=1&copy=2} stays what it is: 13.2.5.73, "for historical reasons". */
    private static boolean isHistorical(String text, int end) {
        return text.charAt(end - 1) != ';'
                && end < text.length()
                && (text.charAt(end) == '=' || isAlphanumeric(text.charAt(end)));
    }

    private static int numeric(String text, int amp, StringBuilder out) {
        int at = amp + 2;
        boolean hex = at < text.length() && (text.charAt(at) | 0x20) == 'x';
        int radix = hex ? 16 : 10;
        int start = hex ? at + 1 : at;
        int code = 0;
        int end = start;
        while (end < text.length() && text.charAt(end) < 0x80 && Character.digit(text.charAt(end), radix) >= 0) {
            code = Math.min(0x110000, code * radix + Character.digit(text.charAt(end), radix));
            end++;
        }
        if (end == start) {
            return amp;
        }
        out.appendCodePoint(replaced(code));
        return end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
    }

    private static int replaced(int code) {
        if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
            return 0xFFFD;
        }
        return code >= 0x80 && code <= 0x9F ? C1.charAt(code - 0x80) : code;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static Map<String, String> load() {
        Map<String, String> named = new HashMap<>(4096);
        try (InputStream in = CharacterReferences.class.getResourceAsStream(
                        "/META-INF/consent/html/character-references.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ", -1);
                    StringBuilder decoded = new StringBuilder();
                    for (int i = 1; i < words.length; i++) {
                        decoded.appendCodePoint(Integer.parseInt(words[i], 16));
                    }
                    named.put(words[0], decoded.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }
}
