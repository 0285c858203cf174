package io.consentfilter.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request headers that the app sees otherwise than the browser sent them. */
final class RequestHeaders {
    private final PageExchange exchange;
    private final HttpServletRequest request;
    private final boolean asksForDocument;
    private final boolean asksForFile;

    RequestHeaders(PageExchange exchange, HttpServletRequest request) {
        this.exchange = exchange;
        this.request = request;
        this.asksForDocument = RequestSigns.asksForDocument(request);
        this.asksForFile = RequestSigns.asksForFile(request);
    }

    /** The first line that the app sees; null for none. */
    @Nullable
    String value(String name) {
        if (request.getHeader(name) == null) {
            return null;
        }
        List<String> lines = lines(name);
        return lines.isEmpty() ? null : lines.get(0);
    }

    /** What the app sees, line by line: lines that we have nothing against stay as they came. */
    List<String> lines(String name) {
        List<String> sent = Collections.list(request.getHeaders(name));
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "cookie" -> cookies(sent);
            case "accept-encoding" -> sent.isEmpty() || asksForFile ? sent : List.of(codings(String.join(",", sent)));
            case "range", "if-range", "if-modified-since" -> asksForDocument ? List.of() : sent;
            case "if-none-match" -> tags(sent, !asksForDocument);
            case "if-match" -> tags(sent, true);
            default -> sent;
        };
    }

    private List<String> cookies(List<String> sent) {
        if (!exchange.hidesCookies()) {
            return sent;
        }
        String visible = exchange.visibleCookies();
        return visible == null ? List.of() : List.of(visible);
    }

    private List<String> tags(List<String> sent, boolean foreignPass) {
        List<String> seen = new ArrayList<>(sent.size());
        for (String line : sent) {
            String left = foreignPass && !EntityTags.hasComposite(line)
                    ? line
                    : EntityTags.forApp(line, exchange.state(), foreignPass);
            if (left != null) {
                seen.add(left);
            }
        }
        return seen;
    }

    /** Only codings that we can take apart: gzip, or none. */
    static String codings(String accepted) {
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
