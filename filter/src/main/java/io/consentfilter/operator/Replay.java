package io.consentfilter.operator;

import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeFacts;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Shows an archived part as it was seen, without life: style sheets of its own day inside, scripts and forms without effect. */
final class Replay {
    /** Nothing runs, nothing loads, nothing can be sent; only the archived style sheets inside of the page count. */
    static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    private Replay() {}

    /** Parts that are pages or pieces of pages. */
    static List<String> pages(Notice notice) {
        return notice.parts().keySet().stream()
                .filter(name -> name.endsWith(".html"))
                .toList();
    }

    /** The part as a whole page. */
    static String page(Notice notice, String part) {
        byte[] bytes = notice.parts().getOrDefault(part, new byte[0]);
        // A policy is archived without its version and date, which are no part of its hash; visitors saw both.
        String html = new String(bytes, StandardCharsets.UTF_8)
                .replace("<!--version-->", Html.escape(NoticeFacts.policyVersion(notice)))
                .replace(
                        "<!--date-->",
                        notice.firstShown()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString());
        String language = part.indexOf('/') > 0 ? part.substring(0, part.indexOf('/')) : "de";
        return "<!DOCTYPE html>\n<html lang=\"" + Html.escape(language)
                + "\" class=\"choice-page\">\n<head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
                + "<title>" + Html.escape(part) + "</title>\n<style>\n" + styles(notice)
                + "</style></head>\n<body>\n" + html + "\n</body>\n</html>\n";
    }

    private static String styles(Notice notice) {
        StringBuilder styles = new StringBuilder();
        for (Map.Entry<String, byte[]> part : notice.parts().entrySet()) {
            if (part.getKey().endsWith(".css")) {
                // An end tag inside of a style sheet would end it early.
                styles.append(new String(part.getValue(), StandardCharsets.UTF_8).replace("</", "<\\/"))
                        .append('\n');
            }
        }
        return styles.toString();
    }
}
