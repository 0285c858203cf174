package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the browser asked for is known though a container writes a new address into the request. */
final class RequestLineTest {
    @Test
    void requestThatNobodyForwardedIsReadAsItStands() {
        RequestLine line = RequestLine.ofTheBrowser(request(Map.of()), "/now");

        assertThat(line.address()).isEqualTo("/app/now?b=2");
    }

    @Test
    void addressBeforeAForwardCounts() {
        RequestLine line = RequestLine.ofTheBrowser(
                request(Map.of(
                        RequestDispatcher.FORWARD_REQUEST_URI, "/app/then",
                        RequestDispatcher.FORWARD_QUERY_STRING, "a=1")),
                "/then");

        assertThat(line.address()).isEqualTo("/app/then?a=1");
    }

    @Test
    void forwardOfAnAddressWithoutQueryHasNone() {
        RequestLine line =
                RequestLine.ofTheBrowser(request(Map.of(RequestDispatcher.FORWARD_REQUEST_URI, "/app/then")), "/then");

        assertThat(line.address()).isEqualTo("/app/then");
    }

    @Test
    void addressBeforeAnAsyncDispatchCounts() {
        RequestLine line = RequestLine.ofTheBrowser(
                request(Map.of(
                        AsyncContext.ASYNC_REQUEST_URI, "/app/then",
                        AsyncContext.ASYNC_QUERY_STRING, "a=1")),
                "/then");

        assertThat(line.address()).isEqualTo("/app/then?a=1");
    }

    private static HttpServletRequest request(Map<String, String> attributes) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestLineTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMethod" -> "GET";
                    case "getRequestURI" -> "/app/now";
                    case "getQueryString" -> "b=2";
                    case "getAttribute" -> attributes.get(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
