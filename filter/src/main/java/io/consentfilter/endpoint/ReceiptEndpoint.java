package io.consentfilter.endpoint;

import io.consentfilter.json.Json;
import io.consentfilter.model.Decision;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.view.Views;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET {prefix}/receipts/{id}}: a receipt, for its holder. The proof of possession is the cookie; for whoever refused it is
 * a link that works once. Everybody else gets the answer for a receipt that does not exist.
 */
final class ReceiptEndpoint {
    private static final String PAGE = "text/html";
    private static final String LINKED_DATA = "application/ld+json";
    private static final String TEXT = "text/plain";
    private static final String EVIDENCE = "application/x-ndjson";

    /** A link that works once is spent by reading: another language would find nothing. */
    private static final Views.Elsewhere ONE_LANGUAGE = new Views.Elsewhere(List.of(), "");

    private final ReceiptLinks links;

    ReceiptEndpoint(ReceiptLinks links) {
        this.links = links;
    }

    Endpoint endpoint(String prefix) {
        return new Endpoint(
                "GET",
                new PathTemplate(prefix + "/receipts/{id}"),
                List.of(200, 404, 503),
                "A receipt, for its holder: page, application/ld+json or text/plain (Accept, or ?as= page, jsonld, text), or with all that offline checking needs (?as=evidence, JSON Lines).",
                this::answer);
    }

    private Reply answer(Exchange exchange) throws RefusedException {
        String id = exchange.name("id");
        String once = exchange.query().first("once");
        boolean linked = !once.isEmpty() && links.opens(id, once);
        StoredReceipt receipt = find(exchange, id, linked).orElseThrow(ReceiptEndpoint::unknown);
        // Spent only now: neither a store that is down nor someone who only asks uses a link up.
        if (linked && !exchange.isHead() && !links.redeem(id, once)) {
            throw unknown();
        }
        Reply reply = form(exchange, receipt, !linked);
        return exchange.query().first("download").isEmpty() && !linked
                ? reply
                : reply.with("Content-Disposition", "attachment; filename=\"" + fileName(exchange, receipt) + "\"");
    }

    private static Optional<StoredReceipt> find(Exchange exchange, String id, boolean linked) throws RefusedException {
        Decision decision = exchange.decision();
        if (!linked && (decision == null || decision.subjectId() == null)) {
            return Optional.empty();
        }
        try {
            Optional<StoredReceipt> receipt = exchange.rooms().receipts().find(id);
            return linked || decision == null ? receipt : receipt.filter(found -> holds(exchange, decision, found));
        } catch (StoreException e) {
            throw Problem.of(503, "Receipts cannot be read at this moment.");
        }
    }

    /** The record behind the cookie, or an earlier one of the same chain. */
    private static boolean holds(Exchange exchange, Decision decision, StoredReceipt receipt) {
        String subjectId = decision.subjectId();
        return receipt.record().id().equals(decision.recordId())
                || (subjectId != null
                        && exchange.rooms()
                                .desk()
                                .subjectKey(subjectId)
                                .equals(receipt.record().subjectKey()));
    }

    private static Reply form(Exchange exchange, StoredReceipt receipt, boolean withDownloads) throws RefusedException {
        String language = exchange.language();
        Reply reply = switch (type(exchange)) {
            case LINKED_DATA ->
                Reply.of(
                        200,
                        LINKED_DATA,
                        Json.bytes(exchange.rooms().documents().jsonLd(receipt)));
            case TEXT ->
                Reply.of(
                        200,
                        "text/plain;charset=utf-8",
                        exchange.rooms()
                                .documents()
                                .plainText(receipt, language)
                                .getBytes(StandardCharsets.UTF_8));
            case EVIDENCE -> Reply.of(200, EVIDENCE, evidence(exchange, receipt));
            default -> Reply.page(200, page(exchange, receipt, language, withDownloads));
        };
        return reply.with("Cache-Control", "no-store")
                .with("Vary", "Accept, Accept-Language")
                .with("Content-Language", language);
    }

    private static byte[] evidence(Exchange exchange, StoredReceipt receipt) throws RefusedException {
        Rooms rooms = exchange.rooms();
        try {
            return rooms.documents().evidence(receipt, rooms.keys().publicKeys());
        } catch (StoreException e) {
            throw Problem.of(503, "The text that was shown cannot be read at this moment.");
        }
    }

    private static RefusedException unknown() {
        return Problem.of(404, "There is no such receipt.");
    }

    private static String page(Exchange exchange, StoredReceipt receipt, String language, boolean withDownloads) {
        Rooms rooms = exchange.rooms();
        String html = html(rooms, receipt, language);
        return rooms.views()
                .frame(
                        language,
                        rooms.documents().title(receipt, language),
                        withDownloads ? html + downloads(Wordings.in(language)) : html,
                        withDownloads ? rooms.views().elsewhere("") : ONE_LANGUAGE);
    }

    /** A journal that cannot be read now says nothing about stamps: then the page does not either. */
    private static String html(Rooms rooms, StoredReceipt receipt, String language) {
        try {
            TimeStamps.Stamp stamp = new TimeStamps(rooms.receipts())
                    .covering(receipt.proof().head())
                    .orElse(null);
            return rooms.documents().html(receipt, stamp, language);
        } catch (StoreException e) {
            return rooms.documents().html(receipt, language);
        }
    }

    private static String downloads(Wordings words) {
        return "<p><a href=\"?as=jsonld&amp;download=1\">" + words.html("download.jsonld")
                + "</a> · <a href=\"?as=text&amp;download=1\">" + words.html("download.text")
                + "</a> · <a href=\"?as=evidence&amp;download=1\">" + words.html("download.evidence") + "</a></p>\n";
    }

    private static String type(Exchange exchange) {
        return switch (exchange.query().first("as")) {
            case "page" -> PAGE;
            case "jsonld" -> LINKED_DATA;
            case "text" -> TEXT;
            case "evidence" -> EVIDENCE;
            default -> Negotiation.best(exchange.request().getHeader("Accept"), List.of(PAGE, LINKED_DATA, TEXT));
        };
    }

    private static String fileName(Exchange exchange, StoredReceipt receipt) {
        String ending = switch (type(exchange)) {
            case LINKED_DATA -> "jsonld";
            case TEXT -> "txt";
            case EVIDENCE -> "jsonl";
            default -> "html";
        };
        return "receipt-" + receipt.record().number() + "." + ending;
    }
}
