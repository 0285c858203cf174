package io.consentfilter.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a form comes back to: a path and query on this host, as a browser will read it. Whatever a browser, a proxy or a decoder
 * in between could take for another host is none.
 */
final class ReturnPath {
    /** Longer ones are no pages of a site. */
    static final int LENGTH_MAX = 2_048;

    private ReturnPath() {}

    /** The path fit for a {@code Location} header; empty if it cannot be trusted. */
    static Optional<String> of(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX || text.charAt(0) != '/' || !plain(text)) {
            return Optional.empty();
        }
        String path = text.split("[?#]", 2)[0];
        return leavesTheHost(path) ? Optional.empty() : Optional.of(ascii(text));
    }

    /** No control characters (browsers drop tab and line feed, headers end at them), no backslash (browsers read a slash). */
    private static boolean plain(String text) {
        return text.chars().noneMatch(c -> c < 0x20 || c == 0x7f || c == '\\' || c == '\uFFFD')
                && text.chars().noneMatch(c -> c >= 0x80 && c < 0xa0);
    }

    /** Decoded twice, without its dot segments: still a path, and not one that begins like a host. Decoding takes nothing of that away. */
    private static boolean leavesTheHost(String text) {
        String path = decode(decode(text));
        if (!plain(path)) {
            return true;
        }
        int at = 0;
        while (path.startsWith("/./", at) || path.startsWith("/../", at)) {
            at = path.indexOf('/', at + 1);
        }
        return path.startsWith("//", at);
    }

    private static String decode(String text) {
        return new String(Fields.percentDecoded(text), StandardCharsets.UTF_8);
    }

    /** What is no ASCII, and a space, is percent-encoded, as a browser would do. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b != '"' && b != '<' && b != '>') {
                ascii.append((char) b);
            } else {
                ascii.append(String.format("%%%02X", b & 0xff));
            }
        }
        return ascii.toString();
    }
}
