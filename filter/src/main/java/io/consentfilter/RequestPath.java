package io.consentfilter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request inside its webapp. Containers give it in two parts; the same few are asked for again and again, so whole ones
 * are found where they were put before. A table of fixed size: whoever asks for other paths only takes places in it.
 */
final class RequestPath {
    private static final int PLACES = 512;

    /** Longer paths are put together anew each time. */
    private static final int LENGTH_MAX = 128;

    private static final AtomicReferenceArray<@Nullable String> PATHS = new AtomicReferenceArray<>(PLACES);

    private RequestPath() {}

    /** As the container read it: decoded, without parameters and dots, so that no spelling walks around an exclusion. */
    static String of(HttpServletRequest request) {
        String servletPath = request.getServletPath();
        String info = request.getPathInfo();
        if (info == null) {
            return servletPath;
        }
        return servletPath.isEmpty() ? info : joined(servletPath, info);
    }

    /** The two as one text. */
    static String joined(String head, String tail) {
        int length = head.length() + tail.length();
        if (length > LENGTH_MAX) {
            return head + tail;
        }
        int hash = 31 * head.hashCode() + tail.hashCode();
        int place = (hash ^ hash >>> 9) & (PLACES - 1);
        String known = PATHS.get(place);
        if (known != null && known.length() == length && known.startsWith(head) && known.endsWith(tail)) {
            return known;
        }
        String path = head + tail;
        PATHS.set(place, path);
        return path;
    }
}
