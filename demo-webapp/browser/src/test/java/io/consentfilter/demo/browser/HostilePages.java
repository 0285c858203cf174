package io.consentfilter.demo.browser;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves the pages below {@code held/}, with the third party's address filled in, and the few own files they need. */
final class HostilePages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String WORKER = """
            const [how, what] = self.location.search.slice(1).split("&").map(decodeURIComponent);
            try {
              if (how === "fetch") { fetch(what, { mode: "no-cors" }).catch(() => 0); } else { importScripts(what); }
            } catch (held) { }
            """;
    private static final String SERVICE_WORKER = """
            self.addEventListener("install", () => self.skipWaiting());
            self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
            self.addEventListener("fetch", event => {
              if (event.request.mode === "navigate") { fetch("%s/x?service-worker", { mode: "no-cors" }).catch(() => 0); }
            });
            """;

    private static final String KEEPING_WORKER = """
            self.addEventListener("install", () => self.skipWaiting());
            self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
            self.addEventListener("fetch", event => {
              if (event.request.mode !== "navigate" || event.request.url.includes("_choice")) { return; }
              event.respondWith(caches.open("pages").then(async pages => {
                const kept = await pages.match(event.request);
                if (kept) { return kept; }
                const fresh = await fetch(event.request);
                await pages.put(event.request, fresh.clone());
                return fresh;
              }));
            });
            """;
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='%s' width='9' height='9'/></svg>";
    private static final String PLAYLIST =
            "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n%s\n#EXT-X-ENDLIST\n";
    private static final String MOVING = "<!doctype html><title>moving</title><script>location.replace('%s');</script>";
    private static final String RULES =
            "{\"prefetch\":[{\"source\":\"list\",\"urls\":[\"%s\"],\"eagerness\":\"immediate\"}]}";
    private static final String MANIFEST = """
            {"name":"own","start_url":"/own.html","display":"standalone",
             "icons":[{"src":"%s/p.gif?icon-of-a-manifest","sizes":"any","type":"image/gif"}]}
            """;
    private static final String PRERENDERING = """
            <!doctype html><html lang="en"><head><title>prerendering</title>
            <script type="speculationrules">{"prerender":[{"source":"list","urls":["/script-tag.html"],"eagerness":"immediate"}]}</script>
            </head><body><p>prerendering</p></body></html>
            """;

    private final String third;
    private final AtomicInteger posts = new AtomicInteger();
    private final List<String> beacons = new CopyOnWriteArrayList<>();
    private final List<String> served = new CopyOnWriteArrayList<>();

    HostilePages(String third) {
        this.third = third;
    }

    /** How often this was asked for. */
    long served(String path) {
        return served.stream().filter(path::equals).count();
    }

    /** What was sent to {@code /beacon}, as the queries said. */
    List<String> beacons() {
        return List.copyOf(beacons);
    }

    /** How often something was posted here. */
    int posts() {
        return posts.get();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        served.add(path);
        switch (path) {
            case "/own.html" -> answer(response, "text/html", "<!doctype html><title>own</title><p>own");
            case "/worker.js" -> answer(response, "text/javascript", WORKER);
            case "/worker.txt" -> answer(response, "text/plain", WORKER);
            case "/own.m3u8" ->
                answer(response, "application/vnd.apple.mpegurl", PLAYLIST.formatted(request.getQueryString()));
            case "/service-worker.js" -> answer(response, "text/javascript", SERVICE_WORKER.formatted(third));
            case "/keeping-worker.js" -> answer(response, "text/javascript", KEEPING_WORKER);
            case "/own.css" -> answer(response, "text/css", "@import \"" + request.getQueryString() + "\";");
            case "/own.svg" -> answer(response, "image/svg+xml", SVG.formatted(request.getQueryString()));
            case "/moving.html" -> answer(response, "text/html", MOVING.formatted(request.getQueryString()));
            case "/own.webmanifest" -> answer(response, "application/manifest+json", MANIFEST.formatted(third));
            case "/rules.json" ->
                answer(response, "application/speculationrules+json", RULES.formatted(request.getQueryString()));
            case "/prerendering.html" -> answer(response, "text/html", PRERENDERING);
            case "/caching.html" -> {
                response.setHeader("Cache-Control", "private, max-age=600");
                answer(response, "text/html", page("script-tag"));
            }
            case "/validated.html" -> validated(request, response);
            case "/policy.html" -> policy(request, response);
            case "/based.html" -> based(response, "<head>", request.getQueryString());
            case "/based-late.html" -> based(response, "<p>script-tag</p>", request.getQueryString());
            case "/proxied/declared/t.js", "/proxied/undeclared/t.js" ->
                answer(response, "text/javascript", "document.body.dataset.proxied = 1;");
            default -> held(path, String.valueOf(request.getQueryString()), response);
        }
    }

    /** A page that has a base address behind one of its tags. */
    private void based(HttpServletResponse response, String behind, String base) throws IOException {
        answer(
                response,
                "text/html",
                String.valueOf(page("script-tag")).replace(behind, behind + "<base href=\"" + base + "/\">"));
    }

    /** A page whose third party has the page's name, so that it shows whose contact it was. */
    private void held(String path, String query, HttpServletResponse response) throws IOException {
        String name = path.substring(1).replace(".html", "");
        String text = page(name);
        if (text == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String own = third.replace("//", "//" + name + ".");
        String held = resource("/held/" + name + ".headers");
        String headers = held != null ? held : resource("/site/" + name + ".headers");
        if (headers != null) {
            for (String line : headers.replace(third, own).lines().toList()) {
                response.addHeader(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
        }
        answer(response, "text/html", text.replace(third, own).replace("{{query}}", query));
    }

    /** What a payment provider sends its customers back to. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo().equals("/beacon")) {
            beacons.add(String.valueOf(request.getQueryString()));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        posts.incrementAndGet();
        answer(response, "text/html", page("script-tag"));
    }

    /** A page under a policy of its own: {@code h} as header, {@code r} as one that only reports, {@code m} in a meta element. */
    private void policy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        header(response, "Content-Security-Policy", request.getParameter("h"));
        header(response, "Content-Security-Policy-Report-Only", request.getParameter("r"));
        String meta = request.getParameter("m");
        answer(
                response,
                "text/html",
                String.valueOf(page("policy"))
                        .replace(
                                "{{meta}}",
                                meta == null
                                        ? ""
                                        : "<meta http-equiv=\"Content-Security-Policy\" content=\"" + meta + "\">"));
    }

    private static void header(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            response.setHeader(name, value);
        }
    }

    /** A page that lets the browser ask whether it has changed, and says it has not. */
    private void validated(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", "\"one\"");
        response.setHeader("Cache-Control", "no-cache");
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains("one")) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        answer(response, "text/html", page("script-tag"));
    }

    private @Nullable String page(String name) throws IOException {
        if (!name.matches("[a-z0-9-]+")) {
            return null;
        }
        String held = resource("/held/" + name + ".html");
        return held != null ? held : resource("/site/" + name + ".html");
    }

    private @Nullable String resource(String name) throws IOException {
        try (InputStream content = HostilePages.class.getResourceAsStream(name)) {
            return content == null
                    ? null
                    : new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("{{third}}", third);
        }
    }

    private static void answer(HttpServletResponse response, String type, @Nullable String text) throws IOException {
        response.setContentType(type + ";charset=utf-8");
        response.getOutputStream().write(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    }
}
