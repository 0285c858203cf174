package io.consentfilter.endpoint;

import io.consentfilter.metrics.Counter;
import io.consentfilter.receipt.NoticeNotShownException;
import io.consentfilter.receipt.UnknownChoiceException;
import io.consentfilter.store.StoreException;
import io.consentfilter.view.OnceToken;
import io.consentfilter.view.ShownToken;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code POST {prefix}/once}: "load once" at a placeholder (LAW.md B29). The page comes back with a signed token that unlocks just
 * this element of just this view; the event is recorded first.
 */
final class OnceEndpoint {
    private static final Pattern ELEMENT = Pattern.compile("([a-z0-9][a-z0-9-]*)\\.([A-Za-z0-9_-]{8,64})");
    private static final Pattern EARLIER = Pattern.compile("(?<=[?&])" + OnceToken.PARAMETER + "=[^&#]*&?");

    private final ChoicesEndpoint choices;
    private final TokenBucket limit;

    OnceEndpoint(ChoicesEndpoint choices, TokenBucket limit) {
        this.choices = choices;
        this.limit = limit;
    }

    Endpoint endpoint(String prefix) {
        return new Endpoint(
                "POST",
                new PathTemplate(prefix + "/once"),
                List.of(303, 403, 408, 413, 415, 422, 429, 503),
                "\"Load once\" at a placeholder: the page comes back with one element unlocked.",
                this::answer);
    }

    private Reply answer(Exchange exchange) throws RefusedException {
        if (!Body.mediaType(exchange.request()).equals("application/x-www-form-urlencoded")) {
            throw Problem.of(415, "Send application/x-www-form-urlencoded.");
        }
        Fields form = ChoiceReader.form(exchange.request());
        String returnPath = form.first("return");
        if (SameOrigin.of(exchange.request(), exchange.address()) != SameOrigin.YES) {
            exchange.rooms().metrics().count(Counter.DECISIONS_REJECTED);
            return choices.page(exchange, 403, ChoicesMessage.CONFIRM, returnPath);
        }
        Matcher element = ELEMENT.matcher(form.first("element"));
        if (!element.matches()) {
            throw Problem.at("/element", "Expected a service, a dot and the element's hash.");
        }
        if (!limit.take()) {
            return choices.page(exchange, 429, ChoicesMessage.NOT_SAVED, returnPath)
                    .with("Retry-After", "2");
        }
        return load(exchange, form, element);
    }

    private Reply load(Exchange exchange, Fields form, Matcher element) throws RefusedException {
        String returnPath = form.first("return");
        String notice = exchange.rooms()
                .shownToken()
                .read(form.first("shown"))
                .map(ShownToken.Shown::noticeVersion)
                .orElse("");
        try {
            String language = exchange.language(form.first("lang"));
            exchange.rooms().desk().acceptOnce(element.group(1), language, notice);
            exchange.rooms().metrics().count(Counter.DECISIONS_GRANTED);
            return Reply.seeOther(unlocked(exchange, returnPath, element.group()));
        } catch (UnknownChoiceException e) {
            throw Problem.at("/element", String.valueOf(e.getMessage()));
        } catch (NoticeNotShownException e) {
            return choices.page(exchange, 403, ChoicesMessage.CONFIRM, returnPath);
        } catch (StoreException e) {
            exchange.rooms().metrics().count(Counter.DECISIONS_FAILED);
            return choices.page(exchange, 503, ChoicesMessage.NOT_SAVED, returnPath)
                    .with("Retry-After", "5");
        }
    }

    /** The page it came from, with the token in its query; without a page to go back to there is nothing to unlock. */
    private static String unlocked(Exchange exchange, String returnPath, String element) {
        String page = ReturnPath.of(returnPath).orElse(exchange.rooms().paths().context() + "/");
        String address = page.split("#", 2)[0];
        String plain = EARLIER.matcher(address).replaceAll("").replaceAll("[?&]$", "");
        return plain + (plain.contains("?") ? "&" : "?") + OnceToken.PARAMETER + "="
                + exchange.rooms().onceToken().write(element);
    }
}
