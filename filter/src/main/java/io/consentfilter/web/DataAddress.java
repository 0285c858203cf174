package io.consentfilter.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@code data:} address taken apart: Fetch standard, 6.2 "data: URL processor".
 *
 * @param type what the content is, lower case, without parameters; {@code text/plain} where it is not said
 * @param body the content; null where it cannot be read as ASCII-compatible text by us
 */
public record DataAddress(String type, byte @Nullable [] body) {
    /** The base of what stands in the content. */
    public static final WebAddress NOWHERE = WebAddress.resolve("data:,", null);

    private static final String SCHEME = "data:";
    private static final String PLAIN = "text/plain";
    private static final String CHARSET_RULE = "@charset \"";
    private static final String BASE64 = "base64";

    /** Whether a browser takes it for such an address, however it is written. */
    public static boolean begins(String address) {
        int at = 0;
        int matched = 0;
        while (at < address.length() && matched < SCHEME.length()) {
            char c = address.charAt(at++);
            boolean skipped = isLineOrTab(c) || (matched == 0 && c <= ' ');
            if (!skipped && Character.toLowerCase(c) != SCHEME.charAt(matched++)) {
                return false;
            }
        }
        return matched == SCHEME.length();
    }

    /**
     * The same question for what is written in a sheet inside such an address. By the standard its base has no host: then {@code
     * https:/a.example} names one, and nothing else that is relative leads anywhere (URL standard, 4.4). Chromium resolves addresses of pictures
     * with the base of the page all the same.
     */
    public static Predicate<String> inside(Predicate<String> withheld) {
        return address -> {
            WebAddress resolved = WebAddress.resolve(address, NOWHERE);
            return withheld.test(address) || (resolved.host() != null && withheld.test(resolved.text()));
        };
    }

    /** Takes it apart; null where it is no such address or says nothing. */
    public static @Nullable DataAddress of(String address) {
        String text = begins(address) ? stripped(address) : "";
        int comma = text.indexOf(',');
        if (comma < 0) {
            return null;
        }
        String declared = withoutSlashes(text.substring(SCHEME.length(), comma)).strip();
        int last = declared.lastIndexOf(';');
        boolean base64 = last >= 0 && declared.substring(last + 1).strip().equalsIgnoreCase(BASE64);
        String type = base64 ? declared.substring(0, last) : declared;
        byte[] body = decoded(text, comma + 1);
        return new DataAddress(essence(type), readable(type, base64 ? ofBase64(body) : body));
    }

    /** The content as a style sheet; null where it asks to be read in an encoding that hides what ASCII would show (CSS Syntax 3, 3.2). */
    public byte @Nullable [] sheet() {
        byte[] css = body;
        String head = css == null
                ? ""
                : new String(css, 0, Math.min(css.length, PageEncoding.PRESCAN_BYTES_MAX), StandardCharsets.ISO_8859_1);
        int end = head.startsWith(CHARSET_RULE) ? head.indexOf('"', CHARSET_RULE.length()) : -1;
        return end > 0 && PageEncoding.hidesAscii(head.substring(CHARSET_RULE.length(), end)) ? null : css;
    }

    /** Whether the content is a document in which things load. */
    public boolean isDocument() {
        return type.contains("html") || isXml();
    }

    /** Whether it is one in XML. */
    public boolean isXml() {
        return type.contains("xml") || type.equals("text/xsl");
    }

    /** Whether the content is a style sheet, as a module may import one. */
    public boolean isSheet() {
        return type.equals("text/css");
    }

    /** Whether the content is a list of what to play. */
    public boolean isPlaylist() {
        return type.contains("mpegurl");
    }

    /** Chromium reads past slashes in front of the type, where a host would stand. */
    private static String withoutSlashes(String declared) {
        int at = 0;
        while (at < declared.length() && declared.charAt(at) == '/') {
            at++;
        }
        return declared.substring(at);
    }

    private static String essence(String type) {
        int end = type.indexOf(';');
        String name = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return name.indexOf('/') > 0 ? name : PLAIN;
    }

    private static byte @Nullable [] readable(String type, byte @Nullable [] body) {
        boolean read = body != null
                && PageEncoding.of(type, body, 0, body.length, false).asciiTransparent();
        return read ? body : null;
    }

    /** URL standard 4.4: without what is around it, tabs, line ends and fragment. */
    private static String stripped(String address) {
        int fragment = address.indexOf('#');
        int to = fragment < 0 ? address.length() : fragment;
        StringBuilder text = new StringBuilder(to);
        for (int i = 0; i < to; i++) {
            char c = address.charAt(i);
            if (!isLineOrTab(c) && (c > ' ' || text.length() > 0)) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static byte[] decoded(String text, int from) {
        byte[] bytes = text.substring(from).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] == '%' ? PercentText.escape(bytes, i) : -1;
            decoded.write(value < 0 ? bytes[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return decoded.toByteArray();
    }

    private static byte @Nullable [] ofBase64(byte[] text) {
        try {
            String kept = new String(text, StandardCharsets.ISO_8859_1).replaceAll("[ \t\n\f\r]", "");
            return Base64.getDecoder().decode(kept);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isLineOrTab(char c) {
        return c == '\t' || c == '\n' || c == '\r';
    }
}
