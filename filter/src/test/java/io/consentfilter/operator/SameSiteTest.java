package io.consentfilter.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

final class SameSiteTest {
    private static HttpServletRequest from(String origin) {
        HttpServletRequest request = mock(HttpServletRequest.class);
        lenient().when(request.getHeader("Origin")).thenReturn(origin);
        lenient().when(request.getServerName()).thenReturn("www.muster.example");
        lenient().when(request.isSecure()).thenReturn(true);
        lenient().when(request.getServerPort()).thenReturn(443);
        return request;
    }

    /** Tomcat knows the host of an HTTP/2 request, but not as a header. */
    @Test
    void hostOfAnHttp2RequestCountsAsItsHeaderWould() {
        assertThat(SameSite.of(from("https://www.muster.example"))).isTrue();
        assertThat(SameSite.of(from("https://www.muster.example.evil.example"))).isFalse();
        assertThat(SameSite.of(from("https://www.muster.example:8443"))).isFalse();
    }

    @Test
    void portOfAnHttp2RequestCounts() {
        HttpServletRequest request = from("https://www.muster.example:8443");
        lenient().when(request.getServerPort()).thenReturn(8443);

        assertThat(SameSite.of(request)).isTrue();
    }
}
