package io.consentfilter.contract;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which paths Tomcat sent as files (sendfile), which it does only for a response that nobody wrapped. */
public final class SentFiles implements ServletRequestListener {
    private static final Set<String> PATHS = ConcurrentHashMap.newKeySet();

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (event.getServletRequest().getAttribute("org.apache.tomcat.sendfile.filename") != null
                && event.getServletRequest() instanceof HttpServletRequest request) {
            PATHS.add(request.getRequestURI());
        }
    }

    /** Paths sent so far. */
    public static Set<String> paths() {
        return Set.copyOf(PATHS);
    }
}
