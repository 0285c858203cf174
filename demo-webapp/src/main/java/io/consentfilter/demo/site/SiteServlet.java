package io.consentfilter.demo.site;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Shows a page of the site. Like many a site, it also tries to set a statistics cookie from the server. */
abstract class SiteServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int YEAR_SECONDS = 31_536_000;

    /** Set by {@link #init()}. */
    @SuppressWarnings("NullAway.Init")
    private transient Layout layout;

    @Override
    public void init() throws ServletException {
        try {
            layout = new Layout(getServletContext());
        } catch (IOException missing) {
            throw new ServletException(missing);
        }
    }

    final Layout layout() {
        return layout;
    }

    final void show(HttpServletResponse response, PageAddress page, Map<String, String> values) throws IOException {
        if (!layout.has(page.language(), page.name())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Cookie statistics = new Cookie("_st_server", Long.toHexString(System.nanoTime()));
        statistics.setMaxAge(YEAR_SECONDS);
        statistics.setPath("/");
        response.addCookie(statistics);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Language", page.language());
        response.getWriter().write(layout.page(page.language(), page.name(), values));
    }
}
