package io.consentfilter.endpoint;

import io.consentfilter.metrics.Counter;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.Decision;
import io.consentfilter.receipt.ConsentReceipt;
import io.consentfilter.receipt.DecisionRequest;
import io.consentfilter.receipt.NoticeNotShownException;
import io.consentfilter.receipt.ReceiptDesk;
import io.consentfilter.receipt.UnknownChoiceException;
import io.consentfilter.registry.Grants;
import io.consentfilter.store.StoreException;
import io.consentfilter.view.ShownToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST {prefix}/decision} (DESIGN §5). A grant needs a page of ours behind it, a notice that was shown and a store that
 * answers; a refusal needs the first only. Each kind has a rate of its own, so that neither can crowd out the other: above its rate a
 * grant is turned away (429), a refusal takes effect without a record and is counted.
 */
final class DecisionEndpoint {
    /** So many times the rate may come at once. */
    static final int BURST = 4;

    private final ChoicesEndpoint choices;
    private final TokenBucket grants;
    private final TokenBucket refusals;

    DecisionEndpoint(ChoicesEndpoint choices, TokenBucket grants, TokenBucket refusals) {
        this.choices = choices;
        this.grants = grants;
        this.refusals = refusals;
    }

    Endpoint endpoint(String prefix) {
        return new Endpoint(
                "POST",
                new PathTemplate(prefix + "/decision"),
                List.of(201, 303, 400, 403, 408, 409, 413, 415, 422, 429, 503),
                "Takes a decision, as a form (303 back to the page) or as JSON (201 with the receipt).",
                this::answer);
    }

    private Reply answer(Exchange exchange) throws RefusedException {
        if (SameOrigin.of(exchange.request(), exchange.address()) != SameOrigin.YES) {
            exchange.rooms().metrics().count(Counter.DECISIONS_REJECTED);
            return refuse(
                    exchange, 403, "The request does not come from a page of this site.", ChoicesMessage.CONFIRM, "");
        }
        return decide(exchange, read(exchange));
    }

    private static Choice read(Exchange exchange) throws RefusedException {
        try {
            return ChoiceReader.read(exchange.request());
        } catch (RefusedException e) {
            exchange.rooms().metrics().count(Counter.DECISIONS_REJECTED);
            throw e;
        }
    }

    private Reply decide(Exchange exchange, Choice choice) throws RefusedException {
        Decision previous = exchange.decision();
        Grants before = exchange.rooms()
                .registry()
                .grants(previous, exchange.rooms().clock().instant());
        try {
            Set<String> granted = choice.granted(exchange.rooms().registry(), before.services());
            boolean grantsMore = !before.services().containsAll(granted);
            boolean limited = grantsMore && !grants.take();
            if (limited && !takesBack(exchange, choice, before, granted)) {
                return tooMany(exchange, choice);
            }
            // Above the limit the form loses its proof of a notice, and with it what it would grant; not what it takes
            // back.
            DecisionRequest request = request(exchange, choice, granted, previous, limited);
            boolean recorded = (grantsMore && !limited) || refusals.take();
            ReceiptDesk desk = exchange.rooms().desk();
            return taken(
                    exchange,
                    choice,
                    before,
                    granted,
                    recorded ? desk.accept(request) : desk.takeBackUnrecorded(request));
        } catch (UnknownChoiceException e) {
            exchange.rooms().metrics().count(Counter.DECISIONS_REJECTED);
            throw Problem.at(choice.purposes().isEmpty() ? "/services" : "/purposes", sentence(e));
        } catch (NoticeNotShownException e) {
            return askAgain(exchange, choice);
        } catch (StoreException e) {
            return notSaved(exchange, choice);
        }
    }

    private static boolean takesBack(Exchange exchange, Choice choice, Grants before, Set<String> granted) {
        return choice.asked(exchange.rooms().registry()).stream()
                .anyMatch(id -> before.services().contains(id) && !granted.contains(id));
    }

    private static DecisionRequest request(
            Exchange exchange, Choice choice, Set<String> granted, @Nullable Decision previous, boolean limited) {
        String shown = exchange.rooms()
                .shownToken()
                .read(choice.shown())
                .map(ShownToken.Shown::noticeVersion)
                .orElse(null);
        return new DecisionRequest(
                choice.asked(exchange.rooms().registry()),
                granted,
                exchange.language(choice.language()),
                choice.method(),
                limited ? null : shown,
                previous,
                choice.key());
    }

    private Reply taken(Exchange exchange, Choice choice, Grants before, Set<String> wanted, ConsentReceipt receipt) {
        Decision decision = receipt.decision();
        boolean withdrew = !decision.granted().containsAll(before.services());
        count(exchange, before, receipt, withdrew);
        Reply reply = receipt.record() == null && !decision.granted().containsAll(wanted)
                ? notSaved(exchange, choice)
                : done(exchange, choice, receipt, withdrew);
        for (String cookie : cookies(exchange, decision)) {
            reply = reply.with("Set-Cookie", cookie);
        }
        return withdrew ? reply.with("Clear-Site-Data", "\"cache\"") : reply;
    }

    private static void count(Exchange exchange, Grants before, ConsentReceipt receipt, boolean withdrew) {
        Decision decision = receipt.decision();
        if (!before.services().containsAll(decision.granted())) {
            exchange.rooms().metrics().count(Counter.DECISIONS_GRANTED);
        } else if (withdrew) {
            exchange.rooms().metrics().count(Counter.DECISIONS_WITHDRAWN);
        } else if (decision.isRefusal()) {
            exchange.rooms().metrics().count(Counter.DECISIONS_REFUSED);
        }
        if (receipt.record() == null) {
            exchange.rooms().metrics().count(Counter.DECISIONS_UNRECORDED);
        }
    }

    /** The choice, the marker for landings from elsewhere, and the end of what services without consent had set. */
    private static List<String> cookies(Exchange exchange, Decision decision) {
        Rooms rooms = exchange.rooms();
        CallAddress address = exchange.address();
        List<String> cookies = new ArrayList<>();
        cookies.add(rooms.choiceCookie().write(decision, address.secure()));
        cookies.add(rooms.choiceCookie().writeMarker(decision, address.secure()));
        String sent = exchange.cookies();
        if (sent != null) {
            Grants now = rooms.registry().grants(decision, rooms.clock().instant());
            cookies.addAll(rooms.gate().expiries(sent, address.host(), address.secure(), now));
        }
        return cookies;
    }

    private Reply done(Exchange exchange, Choice choice, ConsentReceipt receipt, boolean withdrew) {
        if (Body.mediaType(exchange.request()).equals("application/json")) {
            return Reply.json(201, answer(exchange, receipt));
        }
        boolean stays = choice.layer() != Choice.Layer.CHOICES;
        return ReturnPath.of(choice.returnPath())
                .filter(path -> stays)
                .map(Reply::seeOther)
                .orElseGet(() -> Reply.seeOther(choices.address(
                        exchange,
                        withdrew ? ChoicesMessage.WITHDRAWN : ChoicesMessage.SAVED,
                        choice,
                        receipt.decision().isRefusal() ? receipt.record() : null)));
    }

    private Map<String, Object> answer(Exchange exchange, ConsentReceipt receipt) {
        Map<String, Object> answer = new LinkedHashMap<>();
        ConsentRecord record = receipt.record();
        answer.put("receipt", record == null ? null : summary(exchange, receipt.decision(), record));
        answer.put("granted", receipt.decision().granted().stream().sorted().toList());
        answer.put("refused", receipt.decision().refused().stream().sorted().toList());
        return answer;
    }

    private Map<String, Object> summary(Exchange exchange, Decision decision, ConsentRecord record) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("id", record.id());
        summary.put("number", record.number());
        summary.put("at", record.at().toString());
        summary.put("noticeVersion", record.noticeVersion());
        summary.put("validUntil", record.validUntil().toString());
        summary.put("link", choices.receiptLink(exchange, decision, record.id()));
        return summary;
    }

    private Reply askAgain(Exchange exchange, Choice choice) {
        if (!exchange.wantsPage() && Body.mediaType(exchange.request()).equals("application/json")) {
            return Reply.problem(
                    new Problem(409, "Nothing proves which notice was shown, or it is too old. Load the page again."));
        }
        return Reply.seeOther(choices.address(exchange, ChoicesMessage.CONFIRM, choice, null));
    }

    private Reply notSaved(Exchange exchange, Choice choice) {
        exchange.rooms().metrics().count(Counter.DECISIONS_FAILED);
        return refuse(
                        exchange,
                        503,
                        "The decision could not be stored; nothing was granted.",
                        ChoicesMessage.NOT_SAVED,
                        choice.returnPath())
                .with("Retry-After", "5");
    }

    private Reply tooMany(Exchange exchange, Choice choice) {
        return refuse(
                        exchange,
                        429,
                        "Too many decisions at this moment; nothing was granted.",
                        ChoicesMessage.NOT_SAVED,
                        choice.returnPath())
                .with("Retry-After", "2");
    }

    /** A script gets a problem, a form the choices page, which says what happened and asks again. */
    private Reply refuse(Exchange exchange, int status, String detail, ChoicesMessage message, String returnPath) {
        return Body.mediaType(exchange.request()).equals("application/json")
                ? Reply.problem(new Problem(status, detail))
                : choices.page(exchange, status, message, returnPath);
    }

    private static String sentence(UnknownChoiceException e) {
        return String.valueOf(e.getMessage());
    }
}
