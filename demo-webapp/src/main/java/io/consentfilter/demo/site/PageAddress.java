package io.consentfilter.demo.site;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Which page is asked for: German below {@code /}, English below {@code /en/}.
 *
 * @param language {@code de} or {@code en}
 * @param name name of the page's file
 */
record PageAddress(String language, String name) {
    static PageAddress of(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        boolean english = path.equals("/en") || path.startsWith("/en/");
        String rest = path.substring(english ? Math.min(path.length(), 4) : 1);
        return new PageAddress(english ? "en" : "de", rest.isEmpty() ? "home" : rest);
    }

    /** The address of a page in the same language. */
    String sibling(String other) {
        return (language.equals("en") ? "/en/" : "/") + other;
    }
}
