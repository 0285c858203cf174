package io.consentfilter.operator;

import io.consentfilter.ledger.Proof;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Text;
import io.consentfilter.receipt.Since;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.store.StoredReceipt;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One receipt for people: what was decided, whether it is proven, what can be done with it. */
final class ReceiptDetail {
    private final OperatorEndpoints.Parts parts;
    private final Verification verification;
    private final StatesNow states;
    private final Call call;
    private final Texts texts;

    ReceiptDetail(OperatorEndpoints.Parts parts, Verification verification, Call call, Texts texts) {
        this.parts = parts;
        this.verification = verification;
        this.states = new StatesNow(parts);
        this.call = call;
        this.texts = texts;
    }

    Html body(StoredReceipt receipt, Optional<TimeStamps.Stamp> stamp) {
        ConsentRecord record = receipt.record();
        Html body = new Html()
                .element("h1", texts.of("receipt.title", "number", record.number()))
                .raw("<p class=\"lead\">")
                .link(call.base() + "/", texts.of("receipt.back"))
                .raw("</p>\n");
        verified(receipt, body);
        body.raw("<div class=\"grid\">\n<section class=\"card\">");
        facts(record, body);
        body.raw("</section>\n<section class=\"card\">").element("h2", texts.of("receipt.states"));
        ended(record, body);
        states("receipt.purposes", states.purposes(record), this::purpose, body);
        states("receipt.services", states.services(record), this::service, body);
        body.raw("</section>\n</div>\n");
        downloads(record, body);
        proof(receipt.proof(), stamp, body);
        erasure(record, body);
        return body;
    }

    private void verified(StoredReceipt receipt, Html body) {
        List<String> problems = verification.problems(receipt);
        if (problems.isEmpty()) {
            body.raw("<p class=\"message good\">")
                    .text(texts.of("receipt.verify.ok"))
                    .raw("</p>\n");
            return;
        }
        body.raw("<div class=\"message bad\" role=\"alert\">")
                .text(texts.of("receipt.verify.bad"))
                .raw("<ul>");
        problems.forEach(problem -> body.element("li", problem));
        body.raw("</ul></div>\n");
    }

    private void facts(ConsentRecord record, Html body) {
        body.raw("<dl>");
        fact(body, "receipt.at", texts.moment(record.at()) + " UTC");
        fact(body, "field.method", texts.orSelf("method.", record.method()));
        fact(body, "col.language", record.language());
        fact(body, "receipt.validUntil", texts.day(record.validUntil()));
        fact(
                body,
                "receipt.eraseAfter",
                texts.day(record.eraseAfter().atStartOfDay(ZoneOffset.UTC).toInstant()));
        fact(body, "receipt.site", record.site());
        term(body, "field.notice");
        body.link(call.base() + "/notices/" + ReceiptPages.encode(record.noticeVersion()), record.noticeVersion())
                .raw("</dd>");
        term(body, "field.id");
        body.element("code", record.id()).raw("</dd>");
        if (record.previousId() != null) {
            term(body, "receipt.previous");
            body.link(call.base() + "/receipts/" + ReceiptPages.encode(record.previousId()), record.previousId())
                    .raw("</dd>");
        }
        subject(record, body);
        body.raw("</dl>");
    }

    private void subject(ConsentRecord record, Html body) {
        term(body, "field.subject");
        if (record.subjectKey() == null) {
            body.text(texts.of("receipt.subject.none")).raw("</dd>");
            return;
        }
        body.element("code", record.subjectKey())
                .raw("<br>")
                .link(
                        call.base() + "/?subject=" + ReceiptPages.encode(record.subjectKey()),
                        texts.of("receipt.subject.all"))
                .raw("</dd>");
    }

    private void fact(Html body, String key, String value) {
        term(body, key);
        body.text(value).raw("</dd>");
    }

    private void term(Html body, String key) {
        body.element("dt", texts.of(key)).raw("<dd>");
    }

    /** Why states differ from what was recorded. */
    private void ended(ConsentRecord record, Html body) {
        Since since = states.since(record);
        if (since.ended() != null && since.at() != null) {
            String key = "receipt.ended." + StatesNow.name(since.ended());
            body.element("p", texts.of(key, "date", texts.day(since.at()), "reason", String.valueOf(since.reason())));
        } else if (states.services(record).containsValue(ConsentState.REVOKED)) {
            body.element("p", texts.of("receipt.ended.revoked"));
        }
    }

    private void states(String title, Map<String, ConsentState> states, UnaryOperator<String> name, Html body) {
        body.raw("<table><caption>").text(texts.of(title)).raw("</caption><tbody>");
        states.forEach((id, state) -> body.raw("<tr>")
                .element("th scope=\"row\"", name.apply(id))
                .raw("<td class=\"number\">")
                .raw(tag(state))
                .raw("</td></tr>"));
        body.raw("</tbody></table>");
    }

    private String tag(ConsentState state) {
        String kind = switch (state) {
            case GIVEN, RENEWED -> "good";
            case REFUSED -> "";
            case WITHDRAWN, EXPIRED -> "even";
            case REVOKED, INVALIDATED -> "bad";
        };
        return ReceiptPages.tag(kind, texts.of("state." + state.name().toLowerCase(Locale.ROOT)));
    }

    private String purpose(String id) {
        return parts.registry()
                .purpose(id)
                .map(purpose -> purpose.title().in(texts.language()))
                .orElse(id);
    }

    private String service(String id) {
        return parts.registry().service(id).map(service -> service.name()).orElseGet(() -> activity(id));
    }

    private String activity(String id) {
        return parts.registry().activities().stream()
                .filter(activity -> activity.id().equals(id))
                .map(activity -> activity.title())
                .findFirst()
                .map((Text title) -> title.in(texts.language()))
                .orElse(id);
    }

    private void downloads(ConsentRecord record, Html body) {
        body.raw("<section class=\"card\">")
                .element("h2", texts.of("receipt.download"))
                .raw("<div class=\"row\"><a class=\"button\" href=\"")
                .text(call.base() + "/api/pack?receipt=" + ReceiptPages.encode(record.id()))
                .raw("\">")
                .text(texts.of("receipt.pack"))
                .raw("</a>")
                .link(
                        call.base() + "/api/receipts/" + ReceiptPages.encode(record.id()) + "/evidence",
                        texts.of("receipt.evidence"))
                .link(call.base() + "/api/receipts/" + ReceiptPages.encode(record.id()), texts.of("receipt.json"));
        if (record.subjectKey() != null) {
            body.link(
                    call.base() + "/api/subjects/" + ReceiptPages.encode(record.subjectKey()),
                    texts.of("receipt.bundle"));
        }
        body.raw("</div></section>\n");
    }

    private void proof(Proof proof, Optional<TimeStamps.Stamp> stamp, Html body) {
        body.raw("<details class=\"card\"><summary>")
                .text(texts.of("receipt.proof"))
                .raw("</summary><dl>");
        fact(body, "log", proof.head().log());
        fact(body, "sequence", String.valueOf(proof.head().sequence()));
        fact(body, "size", String.valueOf(proof.head().size()));
        fact(body, "leaf", String.valueOf(proof.leafIndex()));
        fact(body, "signedAt", texts.moment(proof.head().at()) + " UTC");
        fact(body, "key", proof.head().keyId());
        fact(
                body,
                "stamp",
                stamp.map(found -> texts.of(
                                "stamp.of",
                                "at",
                                texts.moment(found.at()) + " UTC",
                                "authority",
                                found.authority(),
                                "head",
                                found.sequence()))
                        .orElse(texts.of("stamp.none")));
        body.raw("</dl></details>\n");
    }

    private void erasure(ConsentRecord record, Html body) {
        if (record.subjectKey() == null || !call.operator().keeps()) {
            return;
        }
        body.raw("<details class=\"card\"><summary>")
                .text(texts.of("receipt.erase"))
                .raw("</summary>")
                .element("p", texts.of("receipt.erase.lead"))
                .raw("<form method=\"post\" action=\"")
                .text(call.base() + "/receipts/" + ReceiptPages.encode(record.id()) + "/erasure")
                .raw("\">")
                .raw(PageFrame.csrf(call))
                .raw("<label>")
                .text(texts.of("receipt.erase.reason"))
                .raw("<input name=\"reason\" required maxlength=\"" + SubjectApi.REASON_LENGTH_MAX
                        + "\"></label><div class=\"row\"><button class=\"danger\">")
                .text(texts.of("receipt.erase.submit"))
                .raw("</button></div></form></details>\n");
    }
}
