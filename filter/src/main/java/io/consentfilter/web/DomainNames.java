package io.consentfilter.web;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Domain to ASCII as browsers do it: UTS 46, non-transitional, without the validity checks. The mapping is made from what the
 * JDK knows (full case folding by upper then lower case, NFKC, the ignored characters), because {@code java.net.IDN} is IDNA2003
 * and would judge {@code faß.example} as {@code fass.example}. A name that a browser would refuse keeps a name here: it is
 * judged, and nobody has declared it.
 */
final class DomainNames {
    private DomainNames() {}

    static String toAscii(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        StringBuilder ascii = new StringBuilder();
        for (String label : map(domain).split("\\.", -1)) {
            ascii.append(label(label)).append('.');
        }
        return ascii.substring(0, ascii.length() - 1);
    }

    private static String map(String domain) {
        String composed = Normalizer.normalize(domain, Normalizer.Form.NFKC);
        StringBuilder mapped = new StringBuilder(composed.length());
        composed.codePoints().filter(c -> !ignored(c)).forEach(c -> mapped.append(fold(c)));
        return Normalizer.normalize(mapped, Normalizer.Form.NFKC).replace('\u3002', '.');
    }

    /** Case folding; the deviation characters of UTS 46 (ß, ς) and the dotless i stay, and Cherokee folds to its capitals. */
    private static String fold(int codePoint) {
        String character = Character.toString(codePoint);
        if (codePoint == 0xdf || codePoint == 0x3c2 || codePoint == 0x131) {
            return character;
        }
        if (Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.CHEROKEE) {
            return character.toUpperCase(Locale.ROOT);
        }
        return character.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** What UTS 46 maps to nothing. */
    private static boolean ignored(int c) {
        return c == 0xad
                || c == 0x34f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x200b
                || (c >= 0x2060 && c <= 0x2064)
                || (c >= 0x206a && c <= 0x206f)
                || c == 0x3164
                || c == 0xffa0
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xfeff
                || (c >= 0x1bca0 && c <= 0x1bca3)
                || (c >= 0x1d173 && c <= 0x1d17a)
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static String label(String label) {
        boolean ascii = label.chars().allMatch(c -> c < 0x80);
        return ascii ? label : "xn--" + Punycode.encode(label);
    }
}
