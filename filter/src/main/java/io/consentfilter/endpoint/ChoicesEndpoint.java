package io.consentfilter.endpoint;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Decision;
import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import io.consentfilter.seal.Ids;
import io.consentfilter.view.Views.ChoicesView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET {prefix}/}: the choices page, where everything can be seen, changed and withdrawn without JavaScript. */
final class ChoicesEndpoint {
    private final ReceiptLinks links;

    ChoicesEndpoint(ReceiptLinks links) {
        this.links = links;
    }

    List<Endpoint> endpoints(String prefix) {
        return List.of(
                new Endpoint(
                        "GET",
                        new PathTemplate(prefix + "/"),
                        List.of(200),
                        "Choices page: state, switches, withdrawal; complete without JavaScript.",
                        this::answer),
                new Endpoint(
                        "GET",
                        new PathTemplate(prefix),
                        List.of(308),
                        "Goes on to the choices page.",
                        exchange -> Reply.empty(308)
                                .with("Location", exchange.rooms().paths().own("/"))));
    }

    private Reply answer(Exchange exchange) {
        Fields query = exchange.query();
        ChoicesMessage message = ChoicesMessage.of(query.first("done"));
        Reply page = page(exchange, 200, message, query.first("return"));
        // Pages that were shown with a consent taken back must not come back from a cache (DESIGN §4).
        return message == ChoicesMessage.WITHDRAWN ? page.with("Clear-Site-Data", "\"cache\"") : page;
    }

    /** The page, with a message and any status. */
    Reply page(Exchange exchange, int status, @Nullable ChoicesMessage message, String returnPath) {
        Rooms rooms = exchange.rooms();
        String language = exchange.language();
        Decision decision = exchange.decision();
        Receipt receipt = receipt(exchange, decision);
        ChoicesView view = new ChoicesView(
                language,
                visitor(exchange, decision),
                states(decision, rooms),
                receipt == null ? null : receipt.number(),
                receipt == null ? null : receipt.link(),
                message == null ? null : message.key(),
                rooms.shownToken().write(rooms.desk().notice().version(), language, "choices"),
                ReturnPath.of(returnPath).orElse(rooms.paths().context() + "/"),
                exchange.isGet() ? queryOf(exchange) : "");
        return Reply.privatePage(status, rooms.views().choices(view)).with("Content-Language", language);
    }

    /** Address of the page with a message; after a refusal with the link to its receipt. */
    String address(Exchange exchange, ChoicesMessage message, Choice choice, @Nullable ConsentRecord refusal) {
        StringBuilder address = new StringBuilder(exchange.rooms().paths().own("/?done=")).append(message.key());
        if (!choice.language().isEmpty()) {
            address.append("&lang=").append(encoded(exchange.language(choice.language())));
        }
        ReturnPath.of(choice.returnPath())
                .ifPresent(path -> address.append("&return=").append(encoded(path)));
        if (refusal != null) {
            address.append("&receipt=").append(refusal.id()).append("&once=").append(links.write(refusal.id()));
        }
        return address.toString();
    }

    /** Where a receipt is read: its holder's page, or after a refusal a link that works once. */
    String receiptLink(Exchange exchange, Decision decision, String recordId) {
        String page = exchange.rooms().paths().own("/receipts/" + recordId);
        return recordId.equals(decision.recordId()) ? page : page + "?once=" + links.write(recordId);
    }

    /** What a link to this page in another language keeps. */
    private static String queryOf(Exchange exchange) {
        String kept = exchange.query("done", "receipt", "once");
        return ReturnPath.of(exchange.query().first("return"))
                .map(path -> (kept.isEmpty() ? "" : kept + "&") + "return=" + encoded(path))
                .orElse(kept);
    }

    /** A receipt that the page can point to. */
    private record Receipt(String number, String link) {}

    private @Nullable Receipt receipt(Exchange exchange, @Nullable Decision decision) {
        Fields query = exchange.query();
        String refusal = query.first("receipt");
        if (!refusal.isEmpty() && links.opens(refusal, query.first("once"))) {
            String link = exchange.rooms().paths().own("/receipts/" + refusal) + "?once=" + query.first("once");
            return new Receipt(Ids.receiptNumber(refusal), link);
        }
        if (decision == null || decision.recordId() == null) {
            return null;
        }
        return new Receipt(
                Ids.receiptNumber(decision.recordId()), receiptLink(exchange, decision, decision.recordId()));
    }

    private static Visitor visitor(Exchange exchange, @Nullable Decision decision) {
        boolean signal = isOne(exchange, "Sec-GPC") || isOne(exchange, "DNT");
        return new Visitor(standing(exchange.rooms(), decision, signal), decision, signal);
    }

    private static Standing standing(Rooms rooms, @Nullable Decision decision, boolean signal) {
        if (decision == null || !rooms.clock().instant().isBefore(decision.validUntil())) {
            return signal ? Standing.SIGNAL : Standing.UNDECIDED;
        }
        return rooms.registry().notYetAsked(decision).isEmpty() ? Standing.DECIDED : Standing.ASK_AGAIN;
    }

    private static boolean isOne(Exchange exchange, String header) {
        return "1".equals(exchange.request().getHeader(header));
    }

    private static Map<String, ConsentState> states(@Nullable Decision decision, Rooms rooms) {
        Map<String, ConsentState> states = new HashMap<>();
        if (decision != null) {
            boolean expired = !rooms.clock().instant().isBefore(decision.validUntil());
            ConsentState end = rooms.desk().invalidated(decision) ? ConsentState.INVALIDATED : ConsentState.EXPIRED;
            decision.granted().forEach(id -> states.put(id, expired ? end : ConsentState.GIVEN));
            decision.refused().forEach(id -> states.put(id, ConsentState.REFUSED));
        }
        return states;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
