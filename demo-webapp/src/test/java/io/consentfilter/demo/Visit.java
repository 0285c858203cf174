package io.consentfilter.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A visitor without JavaScript: keeps cookies by hand, so that tests see every header as it comes. */
final class Visit {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"");

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String site;
    private final Map<String, String> jar = new LinkedHashMap<>();

    Visit(String site) {
        this.site = site;
    }

    /** Asks for a page. */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    /** Posts a form as a browser does from a page of the same origin. */
    HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return forge(path, fields, "Sec-Fetch-Site", "same-origin");
    }

    /** Posts a form with headers of one's own choice. */
    HttpResponse<String> forge(String path, Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Presses a button of the banner form that stands in this page. */
    HttpResponse<String> press(String choice, HttpResponse<String> page) throws IOException, InterruptedException {
        Map<String, String> fields = hiddenFields(page.body());
        fields.put("choice", choice);
        return post("/_choice/decision", fields);
    }

    /** The hidden fields of the first form of ours. */
    static Map<String, String> hiddenFields(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        int start = html.indexOf("/_choice/decision");
        int end = html.indexOf("</form>", start);
        Matcher matcher = HIDDEN.matcher(html.substring(start, end));
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2).replace("&amp;", "&"));
        }
        return fields;
    }

    /** Cookies kept so far. */
    Map<String, String> cookies() {
        return jar;
    }

    /** Value of a cookie; fails where there is none. */
    String value(String name) {
        return Objects.requireNonNull(jar.get(name), () -> "no cookie " + name);
    }

    /** Puts a cookie into the jar, as an earlier visit would have. */
    void remember(String name, String value) {
        jar.put(name, value);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path));
        if (!jar.isEmpty()) {
            request.header(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        response.headers().allValues("set-cookie").forEach(this::keep);
        return response;
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        List<String> deletions = List.of("max-age=0", "expires=thu, 01 jan 1970");
        if (deletions.stream().anyMatch(setCookie.toLowerCase(java.util.Locale.ROOT)::contains)) {
            jar.remove(name);
        } else {
            jar.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
