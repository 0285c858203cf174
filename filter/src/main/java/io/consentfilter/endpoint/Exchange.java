package io.consentfilter.endpoint;

import io.consentfilter.model.Decision;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request to us: what the endpoints may know of it. Never touches the session, and reads parameters itself.
 *
 * @param names what the names in the endpoint's path stand for
 */
record Exchange(HttpServletRequest request, Rooms rooms, Map<String, String> names) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    /** One segment of the path. */
    String name(String name) {
        return names.getOrDefault(name, "");
    }

    Fields query() {
        return Fields.parse(request.getQueryString());
    }

    /** These parameters as the beginning of a link to the same page; what is no plain word is left out, so no address puts words into it. */
    String query(String... names) {
        Fields query = query();
        return Arrays.stream(names)
                .filter(name -> PLAIN.matcher(query.first(name)).matches())
                .map(name -> name + "=" + query.first(name))
                .collect(Collectors.joining("&"));
    }

    CallAddress address() {
        return CallAddress.of(request, rooms.site());
    }

    /** All Cookie headers as one; null where there is none. */
    @Nullable
    String cookies() {
        Enumeration<String> headers = request.getHeaders("Cookie");
        StringJoiner joined = new StringJoiner("; ");
        while (headers != null && headers.hasMoreElements()) {
            joined.add(headers.nextElement());
        }
        return joined.length() == 0 ? null : joined.toString();
    }

    /** The verified decision in the visitor's cookie. */
    @Nullable
    Decision decision() {
        return rooms.choiceCookie().read(cookies());
    }

    String language() {
        return language(query().first("lang"));
    }

    String language(String asked) {
        return rooms.views().language(asked.isEmpty() ? null : asked, request.getHeader("Accept-Language"));
    }

    boolean isGet() {
        return request.getMethod().equals("GET") || isHead();
    }

    boolean isHead() {
        return request.getMethod().equals("HEAD");
    }

    /** Whether the caller reads pages: a form's navigation does, a script that asked for JSON does not. */
    boolean wantsPage() {
        String accept = request.getHeader("Accept");
        boolean json = Body.mediaType(request).equals("application/json");
        return !json && accept != null && accept.contains("text/html");
    }
}
