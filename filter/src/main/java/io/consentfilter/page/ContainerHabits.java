package io.consentfilter.page;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where containers differ, and we have to do as the one at hand would have done. */
final class ContainerHabits {
    private static final String JETTY = "org.eclipse.jetty.";
    private static final String TOMCAT = "org.apache.catalina.";
    private static final String UNDERTOW = "io.undertow.";

    private static final boolean SERVLET_61 = Arrays.stream(HttpServletResponse.class.getMethods())
            .anyMatch(method -> method.getName().equals("sendRedirect") && method.getParameterCount() == 3);

    private ContainerHabits() {}

    /** Whether the container names the charset in the type once its writer is opened: Jetty does so for text that has none. */
    static boolean writerNamesCharset(ServletResponse response) {
        if (!isOf(JETTY, response)) {
            return true;
        }
        String type = response.getContentType();
        return type != null && type.startsWith("text/") && !type.contains("charset");
    }

    /** In which the container's own writer formats where the app names no locale: Jetty's takes that of the response. */
    static Locale locale(ServletResponse response) {
        return isOf(JETTY, response) ? response.getLocale() : Locale.getDefault(Locale.Category.FORMAT);
    }

    /** Whether null takes a header out: in Servlet 6.1 it does; before, Tomcat ignored it. */
    static boolean takesOutByNull(ServletResponse response) {
        return SERVLET_61 || !isOf(TOMCAT, response);
    }

    /**
     * Says under this name what is left. Servlet 6.1 takes a header out where null is set; where that changes nothing (Tomcat 10.1), an
     * empty one says as little as none.
     */
    static void leave(HttpServletResponse response, String name, List<String> values) {
        response.setHeader(name, values.isEmpty() ? null : values.get(0));
        if (values.isEmpty() && response.containsHeader(name)) {
            response.setHeader(name, "");
        }
        for (String value : values.subList(Math.min(1, values.size()), values.size())) {
            response.addHeader(name, value);
        }
    }

    /** How its writer ends a line. */
    static String lineEnd(ServletResponse response) {
        return isOf(UNDERTOW, response) ? "\r\n" : System.lineSeparator();
    }

    /** Whether a part of a page cannot close the whole; Jetty sees to that above us. */
    static boolean staysOpenInInclude(ServletResponse response) {
        return isOf(UNDERTOW, response);
    }

    private static boolean isOf(String container, ServletResponse response) {
        ServletResponse at = response;
        while (at instanceof ServletResponseWrapper wrapper) {
            at = wrapper.getResponse();
        }
        return at.getClass().getName().startsWith(container);
    }
}
