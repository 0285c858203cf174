package io.consentfilter.web;

import org.jspecify.annotations.Nullable;

/** Hosts of special schemes: the URL standard's host parser (§3.5). */
final class HostParser {
    /**
     * Forbidden domain code points (§3.2) without the space, which Chromium lets pass as {@code %20}; C0 controls and DEL are asked
     * for beside it.
     */
    private static final String FORBIDDEN = "#/:<>?@[\\]^|%";

    private HostParser() {}

    /** The host as the standard writes it, or null where it says failure. */
    static @Nullable String parse(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        if (raw.charAt(0) == '[') {
            return raw.endsWith("]") ? Ipv6.parse(raw.substring(1, raw.length() - 1)) : null;
        }
        String ascii = DomainNames.toAscii(PercentText.decode(raw));
        if (ascii.indexOf('%') >= 0) {
            // A full-width percent sign: the standard fails, Chromium decodes once more what the mapping made of it.
            ascii = DomainNames.toAscii(PercentText.decode(ascii));
        }
        if (ascii.isEmpty() || forbidden(ascii)) {
            return null;
        }
        return Ipv4.looksLike(ascii) ? Ipv4.parse(ascii) : ascii.replace(" ", "%20");
    }

    /** Lower-case letters, digits, dots and dashes, the last label beginning with a letter: as nearly all are written. */
    private static boolean isPlain(String raw) {
        int label = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '.') {
                label = i + 1;
            } else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return label < raw.length() && raw.charAt(label) >= 'a';
    }

    private static boolean forbidden(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }
}
