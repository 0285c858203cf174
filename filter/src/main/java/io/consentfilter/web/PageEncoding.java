package io.consentfilter.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The encoding in which a browser will read a page: HTML standard, 13.2.3.2 "determining the character encoding", as far as it can
 * be told from the response: byte order mark, then header, then the page itself, then what German and English browsers fall
 * back to.
 *
 * @param name the Encoding standard's name, lower case
 * @param charset the JDK's nearest
 * @param source what decided
 */
public record PageEncoding(String name, Charset charset, Source source) {
    /** Bytes of a page that are searched for a declaration (HTML standard, 13.2.3.2, step 4). */
    public static final int PRESCAN_BYTES_MAX = 1024;

    /** What decided. */
    public enum Source {
        BYTE_ORDER_MARK,
        HEADER,
        /** {@code <meta>} or XML declaration. */
        PAGE,
        FALLBACK
    }

    private static final Set<String> SEVERAL_BYTES = Set.of(
            "gbk", "gb18030", "big5", "iso-2022-jp", "shift_jis", "euc-kr", "utf-16be", "utf-16le", "replacement");

    private static final byte[][] MARKS = {
        {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, {(byte) 0xfe, (byte) 0xff}, {(byte) 0xff, (byte) 0xfe}
    };
    private static final String[] MARKED = {"utf-8", "utf-16be", "utf-16le"};

    /**
     * Decides.
     *
     * @param contentType the header's value
     * @param bytes the page's first {@link #bytesNeeded} bytes, or all of a shorter one
     * @param xml whether it is XHTML
     */
    public static PageEncoding of(@Nullable String contentType, byte[] bytes, int offset, int length, boolean xml) {
        PageEncoding outside = ofMarkOrHeader(contentType, bytes, offset, length);
        if (outside != null) {
            return outside;
        }
        int scanned = Math.min(length, PRESCAN_BYTES_MAX);
        String head = new String(bytes, offset, scanned, StandardCharsets.ISO_8859_1);
        String declared = xml ? EncodingPrescan.ofXml(head) : EncodingPrescan.find(head);
        return declared != null ? named(declared, Source.PAGE) : named(xml ? "utf-8" : "windows-1252", Source.FALLBACK);
    }

    /**
     * Decides for a piece of a page that a script fetches: as text, in which nobody looks for a declaration (XMLHttpRequest standard, "get a
     * text response"; Fetch standard, "package data").
     */
    public static PageEncoding ofText(@Nullable String contentType, byte[] bytes, int offset, int length) {
        PageEncoding outside = ofMarkOrHeader(contentType, bytes, offset, length);
        return outside == null ? named("utf-8", Source.FALLBACK) : outside;
    }

    private static @Nullable PageEncoding ofMarkOrHeader(
            @Nullable String contentType, byte[] bytes, int offset, int length) {
        String marked = byteOrderMark(bytes, offset, length);
        if (marked != null) {
            return named(marked, Source.BYTE_ORDER_MARK);
        }
        String header = contentType == null ? null : ofHeader(contentType);
        return header == null ? null : named(header, Source.HEADER);
    }

    /** Bytes that must be seen, if the page has them, before {@link #of} tells the truth. */
    public static int bytesNeeded(@Nullable String contentType) {
        return contentType != null && ofHeader(contentType) != null ? MARKS[0].length : PRESCAN_BYTES_MAX;
    }

    /**
     * Whether every byte below 0x80 is that ASCII character and nothing else, so that markup can be read from the bytes: UTF-8, EUC-JP
     * (Encoding standard, 12.1.1: an ASCII byte is never part of another character) and the single-byte encodings.
     */
    public boolean asciiTransparent() {
        return !SEVERAL_BYTES.contains(name);
    }

    /** Whether nothing outside of the page's own text decided: browsers may find another declaration in it than the standard does. */
    public boolean declarable() {
        return source == Source.PAGE || source == Source.FALLBACK;
    }

    /** Whether a label names an encoding in which ASCII is not written as ASCII; one that nobody knows names none. */
    public static boolean hidesAscii(String label) {
        String name = EncodingLabels.name(label);
        return name != null && SEVERAL_BYTES.contains(name);
    }

    /** Whether browsers show such a page as one replacement character (Encoding standard, 14.1): it loads nothing. */
    public boolean showsNothing() {
        return name.equals("replacement");
    }

    /**
     * Whether a {@code meta} element names an encoding in which tags are not what their bytes look like. Browsers follow one that
     * stands later than they have to look (HTML standard, 13.2.3.4 "changing the encoding while parsing"), when the page has been read
     * otherwise. Of the encodings that a page can declare in its own text that is ISO-2022-JP only.
     *
     * @param value of {@code charset}, or of {@code content} as {@code http-equiv=content-type} has it
     */
    public static boolean hidesTags(String value) {
        return "iso-2022-jp".equals(declared(value));
    }

    /** The same for every encoding in which ASCII is not written as ASCII: a style sheet's strings may end elsewhere. */
    public static boolean hidesText(String value) {
        String name = declared(value);
        return name != null && SEVERAL_BYTES.contains(name);
    }

    private static @Nullable String declared(String value) {
        String content = EncodingPrescan.ofContent(value);
        return EncodingLabels.name(content == null ? value : content);
    }

    private static PageEncoding named(String name, Source source) {
        return new PageEncoding(name, EncodingLabels.charsetOf(name), source);
    }

    private static @Nullable String byteOrderMark(byte[] bytes, int offset, int length) {
        for (int i = 0; i < MARKS.length; i++) {
            byte[] mark = MARKS[i];
            if (length >= mark.length && Arrays.equals(bytes, offset, offset + mark.length, mark, 0, mark.length)) {
                return MARKED[i];
            }
        }
        return null;
    }

    /** The first {@code charset} parameter: MIME Sniffing standard, 4.4. */
    private static @Nullable String ofHeader(String contentType) {
        int at = contentType.indexOf(';');
        while (at >= 0) {
            int end = parameterEnd(contentType, at + 1);
            String parameter = contentType.substring(at + 1, end);
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
                return EncodingLabels.name(unquoted(parameter.substring(equals + 1)));
            }
            at = end < contentType.length() ? end : -1;
        }
        return null;
    }

    private static int parameterEnd(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private static String unquoted(String value) {
        String text = value.strip();
        if (!text.startsWith("\"")) {
            return text;
        }
        int end = text.indexOf('"', 1);
        return text.substring(1, end < 0 ? text.length() : end).replace("\\", "");
    }
}
