package io.consentfilter.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers every third-party request, and shows at {@code /} what it received. */
final class TrackerHandler extends Handler.Abstract {
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "html", "text/html;charset=utf-8",
            "gif", "image/gif",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "json", "application/json");

    private final Contacts contacts;

    TrackerHandler(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        if (path.equals("/")) {
            answer(response, callback, "html", overview().getBytes(StandardCharsets.UTF_8));
            return true;
        }
        if (path.equals("/favicon.ico")) {
            Response.writeError(request, response, callback, 404);
            return true;
        }
        remember(request);
        response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        response.getHeaders()
                .add(HttpHeader.SET_COOKIE, "_st_third=" + id + "; Path=/; Max-Age=31536000; SameSite=Lax");
        byte[] file = file(path);
        answer(response, callback, path.substring(path.lastIndexOf('.') + 1), file);
        return true;
    }

    private void remember(Request request) {
        String cookies = request.getHeaders().stream()
                .filter(field -> field.getHeader() == HttpHeader.COOKIE)
                .map(HttpField::getValue)
                .collect(Collectors.joining("; "));
        contacts.add(new Contacts.Contact(
                Request.getServerName(request), request.getHttpURI().getPathQuery(), cookies.contains("_st_third=")));
    }

    private static byte[] file(String path) throws IOException {
        try (InputStream content =
                path.contains("..") ? null : TrackerHandler.class.getResourceAsStream("/tracker" + path)) {
            return content == null ? new byte[0] : content.readAllBytes();
        }
    }

    private static void answer(Response response, Callback callback, String extension, byte[] body) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPES.getOrDefault(extension, "text/plain;charset=utf-8"));
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private String overview() {
        String rows = contacts.all().stream()
                .map(contact -> "<tr><td>" + escaped(contact.host()) + "</td><td>" + escaped(contact.target())
                        + "</td><td>" + (contact.sentId() ? "yes" : "no") + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>What the third parties received</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>
                  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
                  body { max-width: 50rem; margin: 3rem auto; padding: 0 1.25rem; }
                  table { border-collapse: collapse; width: 100%%; }
                  th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid #8885; overflow-wrap: anywhere; }
                </style></head>
                <body>
                <h1>What the third parties received</h1>
                <p>%d requests. While nobody has agreed, this list stays empty.</p>
                <table><thead><tr><th>Host</th><th>Asked for</th><th>Recognised the visitor</th></tr></thead>
                <tbody>%s</tbody></table>
                </body></html>
                """.formatted(contacts.all().size(), rows);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
