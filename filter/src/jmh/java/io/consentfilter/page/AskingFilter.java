package io.consentfilter.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * The least a filter can do that guards cookies: asks for the path and the cookies, leaves a word for the app, wraps both sides and
 * does nothing. What this costs is the container's, which makes strings only of what it is asked for.
 */
final class AskingFilter implements Filter {
    /** Keeps the compiler from leaving out what nobody reads. */
    private volatile int seen;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String path = http.getServletPath();
        String info = http.getPathInfo();
        String cookies = http.getHeader("Cookie");
        seen = path.length() + (info == null ? 0 : info.length()) + (cookies == null ? 0 : cookies.length());
        http.setAttribute("asked", path);
        chain.doFilter(
                new HttpServletRequestWrapper(http), new HttpServletResponseWrapper((HttpServletResponse) response));
    }

    int seen() {
        return seen;
    }
}
