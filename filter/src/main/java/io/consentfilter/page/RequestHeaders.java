package io.consentfilter.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request headers that the app sees otherwise than the browser sent them. */
final class RequestHeaders {
    private final PageExchange exchange;
    private final HttpServletRequest request;
    private final boolean document;

    RequestHeaders(PageExchange exchange, HttpServletRequest request) {
        this.exchange = exchange;
        this.request = request;
        this.document = RequestSigns.asksForDocument(request);
    }

    /** What the app sees; null for nothing. */
    @Nullable
    String value(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "cookie" -> exchange.visibleCookies();
            case "accept-encoding" -> codings(request.getHeader("Accept-Encoding"));
            case "range", "if-range", "if-modified-since" -> document ? null : request.getHeader(name);
            case "if-none-match" -> tags(request.getHeader(name), !document);
            case "if-match" -> tags(request.getHeader(name), true);
            default -> request.getHeader(name);
        };
    }

    private @Nullable String tags(@Nullable String list, boolean foreignPass) {
        if (list == null || (foreignPass && !EntityTags.hasComposite(list))) {
            return list;
        }
        return EntityTags.forApp(list, exchange.state(), foreignPass);
    }

    /** Only codings that we can take apart: gzip, or none. */
    static @Nullable String codings(@Nullable String accepted) {
        if (accepted == null) {
            return null;
        }
        for (String part : accepted.split(",")) {
            String coding = part.strip().toLowerCase(Locale.ROOT);
            boolean refused = coding.matches(".*;\\s*q=0(\\.0*)?\\s*");
            if ((coding.startsWith("gzip") || coding.startsWith("*")) && !refused) {
                return "gzip";
            }
        }
        return "identity";
    }
}
