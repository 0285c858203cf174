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
        if (raw.startsWith("[") && raw.endsWith("]")) {
            return Ipv6.parse(raw.substring(1, raw.length() - 1));
        }
        String ascii = DomainNames.toAscii(PercentText.decode(raw));
        if (ascii.indexOf('%') >= 0) {
            // A full-width percent sign: the standard fails, Chromium decodes once more what the mapping made of it.
            ascii = DomainNames.toAscii(PercentText.decode(ascii));
        }
        if (ascii.indexOf('[') >= 0 || Ipv4.looksLike(ascii)) {
            return address(ascii, raw);
        }
        return ascii.isEmpty() || forbidden(ascii) ? null : ascii.replace(" ", "%20");
    }

    /**
     * An address in digits. Where the mapping had something to do, the standard may fail and Chromium still read one, or its mapping
     * take away more than ours: then a name is kept that nobody has declared.
     */
    private static @Nullable String address(String ascii, String raw) {
        boolean brackets = ascii.startsWith("[") && ascii.endsWith("]");
        String address = brackets ? Ipv6.parse(ascii.substring(1, ascii.length() - 1)) : Ipv4.parse(ascii);
        boolean mapped = raw.chars().anyMatch(c -> c == '%' || c >= 0x80);
        return address == null && mapped ? ascii : address;
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
