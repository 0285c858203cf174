package io.consentfilter;

import io.consentfilter.metrics.Counter;
import io.consentfilter.page.PageExchange;
import io.consentfilter.page.PageTools;
import io.consentfilter.page.PathPatterns;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sorts ours from the site's: our own pages are answered, excluded paths are left alone, everything else is guarded. */
final class RequestRouter {
    /** Pages of our own. */
    interface OwnPages {
        boolean owns(String path);

        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private final PageTools tools;
    /** An array: a list would make an iterator for each request. */
    private final OwnPages[] ownPages;

    private final List<String> excluded;
    private final BooleanSupplier disabled;
    private volatile @Nullable Consent lastTold;

    RequestRouter(PageTools tools, List<OwnPages> ownPages, List<String> excluded, BooleanSupplier disabled) {
        this.tools = tools;
        this.ownPages = ownPages.toArray(OwnPages[]::new);
        this.excluded = List.copyOf(excluded);
        this.disabled = disabled;
    }

    void route(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (disabled.getAsBoolean()) {
            chain.doFilter(request, response);
            return;
        }
        String path = RequestPath.of(request);
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            for (OwnPages ours : ownPages) {
                if (ours.owns(path)) {
                    ours.answer(request, response);
                    return;
                }
            }
        }
        if (leftAlone(request, path)) {
            tools.metrics().count(Counter.PATHS_EXCLUDED);
            chain.doFilter(request, response);
        } else {
            guard(request, response, path, chain);
        }
    }

    private void guard(HttpServletRequest request, HttpServletResponse response, String path, FilterChain chain)
            throws IOException, ServletException {
        PageExchange exchange = PageExchange.open(tools, request, response, path);
        request.setAttribute(Consent.ATTRIBUTE, consent(exchange));
        try {
            chain.doFilter(exchange.request(), exchange.response());
        } catch (IOException | ServletException | RuntimeException | Error e) {
            exchange.failed();
            throw e;
        }
        exchange.finish();
    }

    /** Who has decided nothing yet is told the same as the one before. */
    private Consent consent(PageExchange exchange) {
        Consent known = lastTold;
        if (known == null || !known.isOf(exchange.grants(), exchange.visitor())) {
            known = new Consent(tools.registry(), exchange.grants(), exchange.visitor());
            lastTold = known;
        }
        return known;
    }

    /** An excluded path stays excluded when it forwards to a view elsewhere. */
    private boolean leftAlone(HttpServletRequest request, String path) {
        if (excluded.isEmpty()) {
            return false;
        }
        if (request.getDispatcherType() == DispatcherType.FORWARD
                && request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH) instanceof String servletPath) {
            Object info = request.getAttribute(RequestDispatcher.FORWARD_PATH_INFO);
            return PathPatterns.matches(excluded, info == null ? servletPath : servletPath + info);
        }
        return PathPatterns.matches(excluded, path);
    }
}
