package io.consentfilter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the filter that {@code web.xml} declares in front. Filters that an initializer registers may stand before all those of
 * {@code web.xml} ({@code addMappingForUrlPatterns}, {@code isMatchAfter}), and Spring Boot's do: pages that its security filters write
 * themselves would pass unguarded, and headers that we set would keep them from setting theirs. So whoever comes first hands over to
 * the declared filter. Without a declaration this does nothing; it cannot start the filter by itself.
 */
public final class ConsentFilterPlace implements ServletContainerInitializer {
    private static final String DECLARED = ConsentFilterPlace.class.getName() + ".declared.";
    private static final String EVERYTHING = "/*";

    /** Made by the container. */
    public ConsentFilterPlace() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        for (FilterRegistration registration :
                Set.copyOf(context.getFilterRegistrations().values())) {
            if (ConsentFilter.class.getName().equals(registration.getClassName())) {
                putInFront(registration.getName(), context);
            }
        }
    }

    private static void putInFront(String name, ServletContext context) {
        FilterRegistration.Dynamic front = context.addFilter(name + " in front", new Front(name, context));
        if (front != null) {
            front.setAsyncSupported(true);
            front.addMappingForUrlPatterns(EnumSet.complementOf(EnumSet.of(DispatcherType.INCLUDE)), false, EVERYTHING);
        }
    }

    /** The declared filter says that it is there. */
    static void declare(String name, ConsentFilter filter, ServletContext context) {
        context.setAttribute(DECLARED + name, filter);
    }

    /** Hands over to the declared filter, which then finds its own guard in place when the chain reaches it. */
    private static final class Front implements Filter {
        private final String name;
        /** Put together once: every request asks for it. */
        private final String declared;

        private final ServletContext context;
        /** Jetty knows the paths of a declared filter only once the webapp has started. */
        private volatile @Nullable Collection<String> paths;

        Front(String name, ServletContext context) {
            this.name = name;
            this.declared = DECLARED + name;
            this.context = context;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (context.getAttribute(declared) instanceof ConsentFilter filter
                    && request instanceof HttpServletRequest http
                    && isCovered(http)) {
                filter.doFilter(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        }

        private boolean isCovered(HttpServletRequest request) {
            Collection<String> patterns = paths();
            if (patterns.contains(EVERYTHING)) {
                return true;
            }
            String path = RequestPath.of(request);
            for (String pattern : patterns) {
                if (covers(pattern, path)) {
                    return true;
                }
            }
            return false;
        }

        private Collection<String> paths() {
            Collection<String> known = paths;
            if (known == null) {
                FilterRegistration declared = context.getFilterRegistration(name);
                known = declared == null ? List.of() : List.copyOf(declared.getUrlPatternMappings());
                paths = known;
            }
            return known;
        }
    }

    /** As containers match the patterns of filters: Jakarta Servlet 6.0 §12.2. */
    static boolean covers(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String folder = pattern.substring(0, pattern.length() - 2);
            return path.startsWith(folder) && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
        }
        if (pattern.startsWith("*.")) {
            return path.endsWith(pattern.substring(1));
        }
        return pattern.equals(path);
    }
}
