package io.consentfilter.page;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a content type makes of an answer. */
enum ContentKind {
    /** No type: browsers look at the bytes (WHATWG MIME Sniffing). */
    UNKNOWN,
    HTML,
    XHTML,
    /** JavaScript: a worker made from it obeys the policy of this answer, not of the page. */
    SCRIPT,
    /** SVG and XML: a document that may carry scripts. */
    XML,
    /** A list of media (RFC 8216): browsers that show it by itself fetch what it names. */
    PLAYLIST,
    OTHER;

    private static final Set<String> SCRIPTS = Set.of(
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "text/x-javascript",
            "text/ecmascript",
            "application/ecmascript",
            "application/x-ecmascript",
            "text/x-ecmascript",
            "text/jscript",
            "text/livescript");
    private static final String SCRIPTS_OF_A_VERSION = "text/javascript1.";
    private static final Set<String> PLAYLISTS =
            Set.of("application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl", "audio/x-mpegurl");
    private static final Set<String> UNKNOWNS = Set.of("unknown/unknown", "application/unknown", "*/*");

    private static final String ENDS = "; \t(";

    static ContentKind of(@Nullable String contentType) {
        if (contentType == null) {
            return UNKNOWN;
        }
        return contentType.indexOf(',') < 0 ? ofOne(contentType) : ofLast(contentType);
    }

    /** Of several types in one header browsers take the last that is one (Fetch standard, "extract a MIME type"). */
    private static ContentKind ofLast(String contentTypes) {
        ContentKind last = UNKNOWN;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < contentTypes.length(); i++) {
            char c = contentTypes.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                last = orElse(ofOne(contentTypes.substring(from, i)), last);
                from = i + 1;
            }
        }
        return orElse(ofOne(contentTypes.substring(from)), last);
    }

    private static ContentKind orElse(ContentKind kind, ContentKind otherwise) {
        return kind == UNKNOWN ? otherwise : kind;
    }

    private static ContentKind ofOne(String contentType) {
        if (contentType.startsWith("text/html") && (contentType.length() == 9 || contentType.charAt(9) == ';')) {
            return HTML;
        }
        String essence = essence(contentType);
        return switch (essence) {
            case "text/html" -> HTML;
            case "application/xhtml+xml" -> XHTML;
            case "text/xml", "application/xml", "text/xsl" -> XML;
            default -> other(essence);
        };
    }

    /** Whether the body goes through the rewriter. */
    boolean rewritten() {
        return this == HTML || this == XHTML;
    }

    /** Whether other bytes may leave than the app wrote. */
    boolean bytesMayChange() {
        return this != OTHER && this != XML && this != PLAYLIST;
    }

    /** Whether the policy is the same for every visitor. */
    boolean visitorIndependent() {
        return this == SCRIPT || this == XML || this == PLAYLIST;
    }

    private static ContentKind other(String essence) {
        if (essence.endsWith("+xml")) {
            return XML;
        }
        if (essence.indexOf('/') < 0 || UNKNOWNS.contains(essence)) {
            return UNKNOWN;
        }
        if (SCRIPTS.contains(essence) || essence.startsWith(SCRIPTS_OF_A_VERSION)) {
            return SCRIPT;
        }
        return PLAYLISTS.contains(essence) ? PLAYLIST : OTHER;
    }

    /**
     * Type and subtype in small letters, without parameters (RFC 9110 §8.3.1). They end where browsers see an end: {@code text/html
     * charset=utf-8} is a page to them.
     */
    static String essence(String contentType) {
        String text = contentType.strip();
        int end = 0;
        while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String essence = text.substring(0, end);
        for (int i = 0; i < essence.length(); i++) {
            if (essence.charAt(i) >= 'A' && essence.charAt(i) <= 'Z') {
                return essence.toLowerCase(Locale.ROOT);
            }
        }
        return essence;
    }
}
