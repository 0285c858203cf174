package io.consentfilter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;

/**
 * How Tomcat ends a FORWARD: since version 11 it finishes its own response, past all wrappers, unless the app's context says
 * {@code suspendWrappedResponseAfterForward="false"}. What a wrapper still holds then is lost. Other containers close the response
 * that the view was given, and so all those inside of it.
 */
final class TomcatForwards {
    private static final String TOMCAT = "org.apache.catalina.";
    private static final String RESOURCES = "org.apache.catalina.resources";
    private static final int FINISHING_MINOR_VERSION = 1;

    private TomcatForwards() {}

    /** Whether the container finishes its own response behind a FORWARD. */
    static boolean endPastWrappers(ServletContext context) {
        if (!isTomcat(context)) {
            return false;
        }
        try {
            Object resources = context.getAttribute(RESOURCES);
            Object told = resources.getClass().getMethod("getContext").invoke(resources);
            Object finishes = told.getClass()
                    .getMethod("getSuspendWrappedResponseAfterForward")
                    .invoke(told);
            return Boolean.TRUE.equals(finishes);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Older ones do not know the setting, and later ones may hide it: as it is by default.
            return context.getMajorVersion() > 6 || context.getMinorVersion() >= FINISHING_MINOR_VERSION;
        }
    }

    /** A servlet that is forwarded to by its name has no path that a pattern could fit (Spring hands files to the default servlet so). */
    static void follow(String name, ServletContext context) {
        FilterRegistration declared = isTomcat(context) ? context.getFilterRegistration(name) : null;
        if (declared != null && declared.getUrlPatternMappings().contains("/*")) {
            declared.addMappingForServletNames(EnumSet.of(DispatcherType.FORWARD), true, "*");
        }
    }

    private static boolean isTomcat(ServletContext context) {
        return context.getClass().getName().startsWith(TOMCAT);
    }
}
