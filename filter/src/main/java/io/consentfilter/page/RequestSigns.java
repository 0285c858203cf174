package io.consentfilter.page;

import io.consentfilter.model.HostAndPort;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request's headers say about who asks, and for what. */
final class RequestSigns {
    private static final Set<String> DOCUMENTS =
            Set.of("document", "iframe", "frame", "embed", "object", "fencedframe", "portal");
    /** What browsers ask for and never show as a page, nor change by a script. */
    private static final Set<String> FILES = Set.of("script", "style", "image", "font", "audio", "video", "track");

    private static final Set<String> WORKERS = Set.of("worker", "sharedworker", "serviceworker");

    private static final Set<String> FRAMES = Set.of("iframe", "frame", "embed", "object", "fencedframe");

    private RequestSigns() {}

    /** All Cookie headers as one: HTTP/2 may split them (RFC 9113 §8.2.3). */
    static @Nullable String cookies(HttpServletRequest request) {
        // Looking for one costs a container less than listing all.
        Enumeration<String> headers = request.getHeader("Cookie") == null ? null : request.getHeaders("Cookie");
        if (headers == null || !headers.hasMoreElements()) {
            return null;
        }
        String first = headers.nextElement();
        if (!headers.hasMoreElements()) {
            return first;
        }
        StringBuilder all = new StringBuilder(first);
        while (headers.hasMoreElements()) {
            all.append("; ").append(headers.nextElement());
        }
        return all.toString();
    }

    /** {@code Sec-GPC: 1} or {@code DNT: 1}: the browser refuses for its user. */
    static boolean refuses(HttpServletRequest request) {
        return "1".equals(request.getHeader("Sec-GPC")) || "1".equals(request.getHeader("DNT"));
    }

    /**
     * Whether a Lax cookie cannot come along: another site posts, frames or fetches us. A missing choice cookie then says
     * nothing. A top-level GET from another site does carry it.
     */
    static boolean comesWithoutLaxCookies(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean safe = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (site != null) {
            boolean topLevel = safe && "document".equals(request.getHeader("Sec-Fetch-Dest"));
            return site.equals("cross-site") && !topLevel;
        }
        String origin = request.getHeader("Origin");
        return !safe && origin != null && !sameHost(origin, request);
    }

    private static boolean sameHost(String origin, HttpServletRequest request) {
        String host = askedHost(request);
        return origin.regionMatches(true, origin.indexOf("://") + 3, host, 0, host.length());
    }

    /** In HTTP/2 it is a pseudo-header (RFC 9113 §8.3.1), and Tomcat makes no {@code Host} of it. */
    private static String askedHost(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null
                ? host
                : HostAndPort.of(request.getServerName(), request.getServerPort(), request.isSecure());
    }

    /** Whether a browser will make a document of the answer. Older browsers do not say; then their Accept does. */
    static boolean asksForDocument(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return DOCUMENTS.contains(destination);
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** Whether no page can come of the answer, whatever it is. */
    static boolean asksForFile(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination != null && FILES.contains(destination);
    }

    /** Whether deleting cookies belongs on this answer: documents and what scripts ask for, never shared files. */
    static boolean mayExpireCookies(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null || destination.equals("empty") || DOCUMENTS.contains(destination);
    }

    static boolean isFrame(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination != null && FRAMES.contains(destination);
    }

    /** Whether a script says that it will put the answer into a page. */
    static boolean isFragment(HttpServletRequest request) {
        return "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
                || isPieceForHtmx(request)
                || request.getHeader("Turbo-Frame") != null
                || request.getHeader("Faces-Request") != null
                || request.getHeader("Wicket-Ajax") != null
                || request.getHeader("X-PJAX") != null
                || request.getHeader("X-Up-Target") != null;
    }

    /** Of htmx: a boosted link, and going back to what is no longer kept, bring whole pages. */
    private static boolean isPieceForHtmx(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null
                && request.getHeader("HX-Boosted") == null
                && request.getHeader("HX-History-Restore-Request") == null;
    }

    /** Whether XML in the answer carries pieces of a page: partial responses of JSF, Ajax responses of Wicket. */
    static boolean asksForPartsInXml(HttpServletRequest request) {
        return request.getHeader("Faces-Request") != null || request.getHeader("Wicket-Ajax") != null;
    }

    /**
     * Whether a script fetched it, without saying what for. To sites without TLS browsers do not say {@code Sec-Fetch-Dest}; then only
     * who wants to show a page asks for one.
     */
    static boolean isFetched(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null ? asksForNoPage(request.getHeader("Accept")) : destination.equals("empty");
    }

    /** In what way an answer will be shown: as a page with the banner, in a frame without, or as a piece of another page. */
    static char use(HttpServletRequest request) {
        if (isFragment(request)) {
            return 'p';
        }
        return isFrame(request) ? 'f' : 'd';
    }

    private static boolean asksForNoPage(@Nullable String accept) {
        return accept != null && !accept.contains("text/html");
    }

    /** Whether the answer starts a worker: browsers take bodies of nearly every type for a script there. */
    static boolean startsWorker(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination != null && WORKERS.contains(destination);
    }

    static boolean isServiceWorker(HttpServletRequest request) {
        return "script".equals(request.getHeader("Service-Worker"));
    }
}
