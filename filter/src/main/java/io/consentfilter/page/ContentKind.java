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
    OTHER;

    private static final Set<String> SCRIPTS = Set.of(
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "text/x-javascript",
            "text/ecmascript",
            "application/ecmascript",
            "text/jscript",
            "text/livescript");
    private static final Set<String> UNKNOWNS = Set.of("", "unknown/unknown", "application/unknown", "*/*");

    static ContentKind of(@Nullable String contentType) {
        if (contentType == null) {
            return UNKNOWN;
        }
        if (contentType.startsWith("text/html") && (contentType.length() == 9 || contentType.charAt(9) == ';')) {
            return HTML;
        }
        String essence = essence(contentType);
        return switch (essence) {
            case "text/html" -> HTML;
            case "application/xhtml+xml" -> XHTML;
            case "text/xml", "application/xml" -> XML;
            default -> other(essence);
        };
    }

    /** Whether the body goes through the rewriter. */
    boolean rewritten() {
        return this == HTML || this == XHTML;
    }

    /** Whether the policy is the same for every visitor. */
    boolean visitorIndependent() {
        return this == SCRIPT || this == XML;
    }

    private static ContentKind other(String essence) {
        if (essence.endsWith("+xml")) {
            return XML;
        }
        return SCRIPTS.contains(essence) ? SCRIPT : UNKNOWNS.contains(essence) ? UNKNOWN : OTHER;
    }

    /** Type and subtype in small letters, without parameters (RFC 9110 §8.3.1). */
    static String essence(String contentType) {
        int end = contentType.indexOf(';');
        String essence = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        for (int i = 0; i < essence.length(); i++) {
            if (essence.charAt(i) >= 'A' && essence.charAt(i) <= 'Z') {
                return essence.toLowerCase(Locale.ROOT);
            }
        }
        return essence;
    }
}
