package io.consentfilter.operator;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.ReceiptPage;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list of receipts with its search, one receipt in detail, and the erasure of a subject. */
final class ReceiptPages {
    private final OperatorEndpoints.Parts parts;
    private final PageFrame frame;
    private final Verification verification;
    private final StatesNow states;

    ReceiptPages(OperatorEndpoints.Parts parts, Verification verification) {
        this.parts = parts;
        this.frame = new PageFrame(parts.config().site().name());
        this.verification = verification;
        this.states = new StatesNow(parts);
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint("GET", "", Access.READER, "Receipts.", List.of(), "text/html", this::list),
                new Endpoint(
                        "GET", "receipts/{id}", Access.READER, "One receipt.", List.of(), "text/html", this::detail),
                new Endpoint(
                        "POST",
                        "receipts/{id}/erasure",
                        Access.KEEPER,
                        "Erases the subject of a receipt.",
                        List.of(),
                        "text/html",
                        this::erase));
    }

    private void list(Call call) throws IOException, StoreException, BadParameterException {
        Texts texts = PageFrame.texts(call);
        ReceiptPage page = parts.receipts().query(ReceiptParameters.query(call.request(), states.offered()));
        Html body = PageFrame.heading(
                texts,
                "receipts",
                texts.of("receipts.lead", "site", parts.config().site().name()));
        body.raw(new ReceiptSearch(parts.registry()).form(call, texts).toString());
        results(call, texts, page, body);
        frame.send(call, 200, "", texts.of("receipts.title"), body);
    }

    /** A page that was looked for long enough may be empty and still have a next one. */
    private void results(Call call, Texts texts, ReceiptPage page, Html body) {
        String next = page.next();
        boolean none = page.items().isEmpty();
        if (none) {
            body.raw("<p class=\"card\" role=\"status\">")
                    .text(
                            next == null
                                    ? texts.of("results.none")
                                    : texts.of("results.searched", "date", texts.moment(Ids.momentOf(next))))
                    .raw("</p>");
        } else {
            table(call, texts, page.items(), body);
        }
        if (next != null) {
            body.raw("<p><a class=\"button plain\" href=\"")
                    .text("?" + filters(call) + "after=" + encode(next))
                    .raw("\">")
                    .text(texts.of(none ? "results.further" : "results.next"))
                    .raw("</a></p>");
        }
        if (!none) {
            exports(call, texts, body);
        }
    }

    private void table(Call call, Texts texts, List<StoredReceipt> receipts, Html body) {
        body.raw("<div class=\"card table\"><table class=\"stack\"><caption>")
                .text(texts.of("results.caption"))
                .raw("</caption><thead><tr>");
        for (String column : List.of("number", "at", "decision", "method", "language", "proof")) {
            body.element("th scope=\"col\"", texts.of("col." + column));
        }
        body.raw("</tr></thead><tbody>\n");
        receipts.forEach(receipt -> row(call, texts, receipt, body));
        body.raw("</tbody></table></div>\n");
    }

    private void row(Call call, Texts texts, StoredReceipt receipt, Html body) {
        ConsentRecord record = receipt.record();
        body.raw("<tr><th scope=\"row\">")
                .link(call.base() + "/receipts/" + record.id(), record.number())
                .raw("</th><td>")
                .text(texts.moment(record.at()))
                .raw("</td><td>")
                .raw(decision(texts, states.services(record).values()))
                .raw("</td><td>")
                .text(texts.orSelf("method.", record.method()))
                .raw("</td><td>")
                .text(record.language())
                .raw("</td><td>")
                .raw(proof(texts, receipt))
                .raw("</td></tr>\n");
    }

    /** What the decision came to, over all services. */
    private static String decision(Texts texts, Collection<ConsentState> states) {
        if (states.stream().anyMatch(ConsentState::valid)) {
            boolean all = states.stream().allMatch(ConsentState::valid);
            return tag(all ? "good" : "even", texts.of(all ? "decision.all" : "decision.some"));
        }
        boolean refusal = states.stream().allMatch(state -> state == ConsentState.REFUSED);
        return tag(refusal ? "" : "even", texts.of(refusal ? "decision.none" : "decision.ended"));
    }

    private String proof(Texts texts, StoredReceipt receipt) {
        boolean proven = verification.problems(receipt).isEmpty();
        return tag(proven ? "good" : "bad", texts.of(proven ? "proof.ok" : "proof.bad"));
    }

    static String tag(String kind, String text) {
        return new Html()
                .raw("<span class=\"tag " + kind + "\">")
                .text(text)
                .raw("</span>")
                .toString();
    }

    private static void exports(Call call, Texts texts, Html body) {
        String export = call.base() + "/api/receipts/export?" + filters(call);
        body.raw("<div class=\"row\"><span class=\"quiet\">")
                .text(texts.of("results.export"))
                .raw("</span>")
                .link(export + "format=jsonl", texts.of("results.export.jsonl"))
                .link(export + "format=csv", texts.of("results.export.csv"))
                .raw("</div>");
    }

    /** The filters of this page as the beginning of a query. */
    private static String filters(Call call) {
        List<String> pairs = new ArrayList<>();
        for (Parameter filter : ReceiptParameters.FILTERS) {
            String value = call.parameter(filter.name());
            if (value != null) {
                pairs.add(filter.name() + "=" + encode(value) + "&");
            }
        }
        return String.join("", pairs);
    }

    static String encode(@Nullable String value) {
        return URLEncoder.encode(value == null ? "" : value, StandardCharsets.UTF_8);
    }

    private void detail(Call call) throws IOException, StoreException {
        Texts texts = PageFrame.texts(call);
        Optional<StoredReceipt> found = parts.receipts().find(call.path("id"));
        if (found.isEmpty()) {
            frame.message(call, 404, texts.of("receipt.missing"));
            return;
        }
        Html body = new ReceiptDetail(parts, verification, call, texts)
                .body(
                        found.get(),
                        new TimeStamps(parts.receipts())
                                .covering(found.get().proof().head()));
        frame.send(
                call,
                200,
                "",
                texts.of("receipt.title", "number", found.get().record().number()),
                body);
    }

    private void erase(Call call) throws IOException, StoreException, BadParameterException {
        Texts texts = PageFrame.texts(call);
        String reason = SubjectApi.reason(call);
        Optional<StoredReceipt> found = parts.receipts().find(call.path("id"));
        String subject = found.map(receipt -> receipt.record().subjectKey()).orElse(null);
        if (subject == null) {
            frame.message(call, 404, texts.of("receipt.missing"));
            return;
        }
        List<String> recipients = new SubjectApi(parts).recipientsOf(subject);
        int erased = parts.erasing().erase(subject, reason);
        Html body = new Html()
                .element("h1", texts.of("receipt.erase"))
                .raw("<p class=\"message good\" role=\"status\">")
                .text(texts.of(erased == 1 ? "receipt.erased.one" : "receipt.erased", "count", erased))
                .raw("</p>");
        if (!recipients.isEmpty()) {
            body.element("p", texts.of("receipt.erased.tell", "names", String.join(", ", recipients)));
        }
        body.raw("<p>").link(call.base() + "/", texts.of("receipt.back")).raw("</p>");
        frame.send(call, 200, "", texts.of("receipt.erase"), body);
    }
}
