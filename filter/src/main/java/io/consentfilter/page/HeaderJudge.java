package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.registry.Verdict;
import org.jspecify.annotations.Nullable;

/** What a response may say to a browser: judges cookies, and headers that make it contact somebody. A fault of ours withholds. */
final class HeaderJudge {
    private final PageExchange exchange;

    HeaderJudge(PageExchange exchange) {
        this.exchange = exchange;
    }

    private PageTools tools() {
        return exchange.tools();
    }

    /** Whether this Set-Cookie may leave. What may not is counted. */
    boolean admits(String setCookie) {
        try {
            return tools().gate().admits(setCookie, exchange.grants()) || tools().report();
        } catch (RuntimeException e) {
            Faults.count(tools().metrics(), "a cookie was withheld", e);
            return false;
        }
    }

    /** The same of one that may have been judged before: it is counted only where it may not leave. */
    boolean admitsAgain(String setCookie) {
        return tools().gate().passes(setCookie, exchange.grants()) || admits(setCookie);
    }

    /** What may leave of a header that makes a browser contact somebody; null for nothing. */
    @Nullable
    String withoutWithheld(String name, String value) {
        try {
            String left = tools().headers()
                    .rewrite(
                            name,
                            value,
                            exchange.documentAddress(),
                            exchange.address().host(),
                            exchange.grants(),
                            this::found);
            if (!value.equals(left)) {
                tools().metrics().count(Counter.HEADERS_WITHHELD);
            }
            return tools().report() ? value : left;
        } catch (RuntimeException e) {
            Faults.count(tools().metrics(), "header " + name + " was withheld", e);
            return null;
        }
    }

    /** Withheld in a header counts for its service or host as an element would. */
    private void found(String host, Verdict verdict) {
        String service = verdict.serviceId();
        if (service != null) {
            tools().metrics().withheldService(service);
        } else {
            tools().metrics().undeclaredHost(host);
        }
    }
}
