package io.consentfilter;

import io.consentfilter.page.PageExchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The filter. Map it first, to {@code /*}, for REQUEST, FORWARD, ASYNC and ERROR, with async support. Init parameters:
 *
 * <ul>
 *   <li>{@code config}: where {@code consent.json} lies, several files divided by commas, later ones override; a path inside the
 *       webapp, {@code classpath:} or {@code file:}. Default {@code /WEB-INF/consent.json}.
 * </ul>
 *
 * <p>A configuration that cannot be used stops the deployment with one readable message.
 */
public final class ConsentFilter implements Filter {
    /** Where the configuration lies unless the init parameter {@code config} says otherwise. */
    public static final String DEFAULT_CONFIG = "/WEB-INF/consent.json";

    private @Nullable Assembly assembly;
    private @Nullable RequestRouter router;
    private boolean pastWrappers;

    /** Made by the container. */
    public ConsentFilter() {}

    @Override
    public void init(FilterConfig settings) throws ServletException {
        String config = settings.getInitParameter("config");
        assembly = Assembly.start(settings.getServletContext(), config == null ? DEFAULT_CONFIG : config);
        router = assembly.router();
        pastWrappers = TomcatForwards.endPastWrappers(settings.getServletContext());
        ConsentFilterPlace.declare(settings.getFilterName(), this, settings.getServletContext());
        TomcatForwards.follow(settings.getFilterName(), settings.getServletContext());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestRouter ready = router;
        if (ready != null
                && request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            PageExchange guarded = PageExchange.of(response);
            if (guarded == null) {
                ready.route(http, answer, chain);
            } else {
                goOn(guarded, http, answer, chain);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    /** This response is guarded already: a FORWARD inside of it, or an ASYNC dispatch that takes it up again. */
    private void goOn(PageExchange guarded, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean async = request.getDispatcherType() == DispatcherType.ASYNC;
        if (async) {
            guarded.resumed();
        } else if (request.getDispatcherType() == DispatcherType.FORWARD) {
            guarded.forwarding();
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            guarded.failed();
            throw e;
        }
        if (async) {
            guarded.finish();
        } else if (request.getDispatcherType() == DispatcherType.FORWARD) {
            guarded.forwarded(response, pastWrappers);
        }
    }

    @Override
    public void destroy() {
        if (assembly != null) {
            assembly.close();
        }
        assembly = null;
        router = null;
    }
}
