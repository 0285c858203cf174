package io.consentfilter.operator;

import io.consentfilter.model.Notice;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.store.Invalidation;
import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What was shown: its versions, their parts, and the view of them years later. */
final class NoticePages {
    private final OperatorEndpoints.Parts parts;
    private final PageFrame frame;

    NoticePages(OperatorEndpoints.Parts parts) {
        this.parts = parts;
        this.frame = new PageFrame(parts.config().site().name());
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", "notices", Access.READER, "Notices.", List.of(), "text/html", this::list),
                new Endpoint(
                        "GET", "notices/{version}", Access.READER, "One notice.", List.of(), "text/html", this::detail),
                new Endpoint(
                        "GET",
                        "notices/{version}/replay",
                        Access.READER,
                        "A part of a notice as it was shown.",
                        List.of(),
                        "text/html",
                        this::replay),
                new Endpoint(
                        "POST",
                        "notices/{version}/invalidation",
                        Access.KEEPER,
                        "Declares a notice invalid.",
                        List.of(),
                        "text/html",
                        this::invalidate));
    }

    private void list(Call call) throws IOException, StoreException {
        Texts texts = PageFrame.texts(call);
        List<Notice> notices = parts.notices().list();
        List<Invalidation> invalid = parts.receipts().invalidations();
        Html body = PageFrame.heading(texts, "notices", texts.of("notices.lead"));
        String today = parts.documents().todaysNotice();
        if (invalid.stream().anyMatch(one -> one.noticeVersion().equals(today))) {
            body.raw("<p class=\"message bad\" role=\"alert\">")
                    .text(texts.of("notices.closed"))
                    .raw("</p>");
        }
        if (notices.isEmpty()) {
            body.raw("<p class=\"card\">").text(texts.of("notices.none")).raw("</p>");
        } else {
            body.raw("<div class=\"card table\"><table class=\"stack\"><caption>")
                    .text(texts.of("notices.caption"))
                    .raw("</caption><thead><tr>");
            for (String column : List.of("firstShown", "state", "version")) {
                body.element("th scope=\"col\"", texts.of("notices." + column));
            }
            body.raw("</tr></thead><tbody>\n");
            for (Notice notice : notices) {
                row(call, texts, notice, state(texts, notice, isToday(notice), invalid), body);
            }
            body.raw("</tbody></table></div>");
        }
        frame.send(call, 200, "notices", texts.of("notices.title"), body);
    }

    private static void row(Call call, Texts texts, Notice notice, String state, Html body) {
        body.raw("<tr><th scope=\"row\">")
                .link(
                        call.base() + "/notices/" + ReceiptPages.encode(notice.version()),
                        texts.moment(notice.firstShown()))
                .raw("</th><td>" + state + "</td><td>")
                .element("code", notice.version())
                .raw("</td></tr>\n");
    }

    private boolean isToday(Notice notice) {
        return notice.version().equals(parts.documents().todaysNotice());
    }

    private static String state(Texts texts, Notice notice, boolean today, List<Invalidation> invalid) {
        for (Invalidation one : invalid) {
            if (one.noticeVersion().equals(notice.version())) {
                return ReceiptPages.tag("bad", texts.of("notices.invalid", "date", texts.day(one.at())));
            }
        }
        return today ? ReceiptPages.tag("good", texts.of("notices.current")) : "";
    }

    private void detail(Call call) throws IOException, StoreException {
        Texts texts = PageFrame.texts(call);
        Optional<Notice> found = parts.notices().find(call.path("version"));
        if (found.isEmpty()) {
            frame.message(call, 404, texts.of("notice.missing"));
            return;
        }
        Notice notice = found.get();
        String title = texts.of("notice.title", "date", texts.day(notice.firstShown()));
        Html body = new Html().element("h1", title);
        boolean intact = NoticeFacts.version(notice.parts()).equals(notice.version());
        body.raw("<p class=\"message " + (intact ? "good" : "bad") + "\">")
                .text(texts.of(intact ? "notice.intact" : "notice.altered"))
                .raw("</p><section class=\"card\"><dl>");
        fact(body, texts.of("notices.version"), notice.version());
        fact(body, texts.of("notice.askVersion"), notice.askVersion());
        fact(body, texts.of("notice.policy"), NoticeFacts.policyVersion(notice));
        body.raw("</dl><p>")
                .link(call.base() + "/?notice=" + ReceiptPages.encode(notice.version()), texts.of("notice.receipts"))
                .raw("</p></section>");
        NoticeDifference.of(parts, notice, call.parameter("with"))
                .ifPresent(difference -> body.raw(difference.section(texts).toString()));
        comparison(call, texts, notice, body);
        partTable(call, texts, notice, body);
        invalidation(call, texts, notice, body);
        frame.send(call, 200, "notices", title, body);
    }

    private static void fact(Html body, String term, String value) {
        body.element("dt", term).raw("<dd>").element("code", value).raw("</dd>");
    }

    /** Beside which other version to see it. */
    private void comparison(Call call, Texts texts, Notice notice, Html body) throws StoreException {
        List<Notice> others = parts.notices().list().stream()
                .filter(other -> !other.version().equals(notice.version()))
                .toList();
        if (others.size() < 2) {
            return;
        }
        body.raw("<form class=\"card\" method=\"get\"><div class=\"fields\"><label>")
                .text(texts.of("difference.with"))
                .raw("<select name=\"with\">");
        for (Notice other : others) {
            boolean chosen = other.version().equals(call.parameter("with"));
            body.raw("<option value=\"")
                    .text(other.version())
                    .raw(chosen ? "\" selected>" : "\">")
                    .text(texts.moment(other.firstShown()) + " UTC")
                    .raw("</option>");
        }
        body.raw("</select></label></div><div class=\"row\"><button>")
                .text(texts.of("difference.compare"))
                .raw("</button></div></form>");
    }

    private static void partTable(Call call, Texts texts, Notice notice, Html body) {
        body.raw("<div class=\"card table\"><table><caption>")
                .text(texts.of("notice.parts"))
                .raw("</caption><thead><tr>")
                .element("th scope=\"col\"", texts.of("notice.part"))
                .element("th scope=\"col\" class=\"number\"", texts.of("notice.bytes"))
                .raw("</tr></thead><tbody>\n");
        for (Map.Entry<String, byte[]> part : notice.parts().entrySet()) {
            body.raw("<tr><th scope=\"row\">")
                    .link(
                            call.base() + "/notices/" + ReceiptPages.encode(notice.version()) + "/replay?part="
                                    + ReceiptPages.encode(part.getKey()),
                            part.getKey())
                    .raw("</th><td class=\"number\">" + part.getValue().length + "</td></tr>\n");
        }
        body.raw("</tbody></table></div>");
    }

    private static void invalidation(Call call, Texts texts, Notice notice, Html body) {
        if (!call.operator().keeps()) {
            return;
        }
        body.raw("<details class=\"card\"><summary>")
                .text(texts.of("notice.invalidate"))
                .raw("</summary>")
                .element("p", texts.of("notice.invalidate.lead"))
                .raw("<form method=\"post\" action=\"")
                .text(call.base() + "/notices/" + ReceiptPages.encode(notice.version()) + "/invalidation")
                .raw("\">" + PageFrame.csrf(call) + "<label>")
                .text(texts.of("receipt.erase.reason"))
                .raw("<input name=\"reason\" required maxlength=\"" + SubjectApi.REASON_LENGTH_MAX
                        + "\"></label><div class=\"row\"><button class=\"danger\">")
                .text(texts.of("notice.invalidate.submit"))
                .raw("</button></div></form></details>");
    }

    private void replay(Call call) throws IOException, StoreException, BadParameterException {
        Optional<Notice> found = parts.notices().find(call.path("version"));
        if (found.isEmpty()) {
            frame.message(call, 404, PageFrame.texts(call).of("notice.missing"));
            return;
        }
        Notice notice = found.get();
        String part = Objects.requireNonNullElse(call.parameter("part"), "de/banner.html");
        byte[] bytes = notice.parts().get(part);
        if (bytes == null) {
            throw new BadParameterException(
                    "part", part, "one of " + notice.parts().keySet());
        }
        call.response().setHeader("Content-Security-Policy", Replay.POLICY);
        if (part.endsWith(".html")) {
            call.body(200, "text/html;charset=utf-8", Replay.page(notice, part).getBytes(StandardCharsets.UTF_8));
        } else {
            call.body(200, "text/plain;charset=utf-8", bytes);
        }
    }

    private void invalidate(Call call) throws IOException, StoreException, BadParameterException {
        String reason = SubjectApi.reason(call);
        if (parts.notices().find(call.path("version")).isEmpty()) {
            frame.message(call, 404, PageFrame.texts(call).of("notice.missing"));
            return;
        }
        parts.invalidated().accept(parts.receipts().invalidate(call.path("version"), reason));
        call.seeOther("notices");
    }
}
