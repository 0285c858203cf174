package io.consentfilter.operator;

import io.consentfilter.operator.OperatorAuthenticator.Operator;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands around every operator page: head, areas, language, sign-out. No script, one style sheet of our own. */
final class PageFrame {
    private static final String LANGUAGE = "operator-lang";
    private static final List<String> AREAS = List.of("", "acceptance", "notices", "site", "configuration");
    private static final List<String> NAMES = List.of("receipts", "acceptance", "notices", "site", "configuration");

    private final String site;

    PageFrame(String site) {
        this.site = site;
    }

    /** A language that was asked for is remembered in a cookie; else the browser's counts, German first. */
    static Texts texts(Call call) {
        HttpServletRequest request = call.request();
        String asked = request.getParameter("lang");
        if (asked != null) {
            Texts texts = Texts.in(asked);
            call.response()
                    .addHeader(
                            "Set-Cookie",
                            LANGUAGE + "=" + texts.language() + "; Path=" + call.base()
                                    + "; Max-Age=31536000; HttpOnly; SameSite=Strict");
            return texts;
        }
        String remembered = cookie(request);
        return Texts.in(remembered == null ? accepted(request) : remembered);
    }

    private static String accepted(HttpServletRequest request) {
        boolean said = request.getHeader("Accept-Language") != null;
        return said && request.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage()) ? "en" : "de";
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(LANGUAGE)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    /**
     * Sends a page.
     *
     * @param area which area it belongs to; empty for the receipts, "-" for none
     */
    void send(Call call, int status, String area, String title, Html body) throws IOException {
        Texts texts = texts(call);
        Html page = new Html()
                .raw("<!DOCTYPE html>\n<html lang=\"" + texts.language() + "\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"robots\" content=\"noindex\">\n<title>")
                .text(title + " – " + site)
                .raw("</title>\n<link rel=\"stylesheet\" href=\"")
                .text(call.base() + "/style.css")
                .raw("\">\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">")
                .text(texts.of("skip"))
                .raw("</a>\n<header>\n<div class=\"bar\"><span class=\"brand\">")
                .text(texts.of("title"))
                .element("small", site)
                .raw("</span>");
        who(call, texts, page);
        page.raw("</div>\n");
        areas(call, texts, area, page);
        page.raw("</header>\n<main id=\"main\">\n").raw(body.toString()).raw("\n</main>\n</body>\n</html>\n");
        call.html(status, page.toString());
    }

    private static void who(Call call, Texts texts, Html page) {
        page.raw("<a class=\"link\" lang=\"" + texts.of("language.other.tag") + "\" hreflang=\""
                        + texts.of("language.other.tag") + "\" href=\"")
                .text(inLanguage(call, texts.of("language.other.tag")))
                .raw("\">")
                .text(texts.of("language.other"))
                .raw("</a>");
        Operator operator = call.knownOperator();
        if (operator != null) {
            page.raw("<span class=\"who\">")
                    .text(texts.of("signed-in", "name", operator.name()))
                    .raw("</span>");
        }
        if (call.session() != null) {
            page.raw("<form method=\"post\" action=\"")
                    .text(call.base() + "/sign-out")
                    .raw("\">")
                    .raw(csrf(call))
                    .raw("<button class=\"link\">")
                    .text(texts.of("sign-out"))
                    .raw("</button></form>");
        }
    }

    /** The same page with the same question; what a form led to cannot be asked for again. */
    private static String inLanguage(Call call, String tag) {
        if (!call.request().getMethod().equals("GET")) {
            return call.base() + "/?lang=" + tag;
        }
        StringBuilder address = new StringBuilder("?");
        call.request().getParameterMap().forEach((name, values) -> {
            if (!name.equals("lang")) {
                address.append(ReceiptPages.encode(name))
                        .append('=')
                        .append(ReceiptPages.encode(values[0]))
                        .append('&');
            }
        });
        return address.append("lang=").append(tag).toString();
    }

    /** The field that proves a form to be ours. */
    static String csrf(Call call) {
        Session session = call.session();
        return session == null ? "" : new Html().hidden("csrf", session.csrf()).toString();
    }

    private static void areas(Call call, Texts texts, String area, Html page) {
        if (call.knownOperator() == null) {
            return;
        }
        page.raw("<nav aria-label=\"").text(texts.of("nav.label")).raw("\">");
        for (int i = 0; i < AREAS.size(); i++) {
            page.raw("<a href=\"")
                    .text(call.base() + "/" + AREAS.get(i))
                    .raw(AREAS.get(i).equals(area) ? "\" aria-current=\"page\">" : "\">")
                    .text(texts.of("nav." + NAMES.get(i)))
                    .raw("</a>");
        }
        page.raw("</nav>\n");
    }

    /** A page with one sentence on it. */
    void message(Call call, int status, String sentence) throws IOException {
        Texts texts = texts(call);
        Html body = new Html()
                .element("h1", texts.of("error.title"))
                .raw("<p class=\"message bad\" role=\"alert\">")
                .text(sentence)
                .raw("</p><p>")
                .link(call.base() + "/", texts.of("error.back"))
                .raw("</p>");
        send(call, status, "-", texts.of("error.title"), body);
    }

    static Html heading(Texts texts, String area, String lead) {
        return new Html()
                .element("h1", texts.of(area + ".title"))
                .raw("<p class=\"lead\">")
                .text(lead)
                .raw("</p>\n");
    }
}
