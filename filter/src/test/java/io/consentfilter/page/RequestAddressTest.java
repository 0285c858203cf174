package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import io.consentfilter.config.SiteSection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestAddressTest {
    private static RequestAddress asked(String origin, String name, int port, boolean secure) {
        HttpServletRequest request = mock(HttpServletRequest.class);
        lenient().when(request.getServerName()).thenReturn(name);
        lenient().when(request.getServerPort()).thenReturn(port);
        lenient().when(request.isSecure()).thenReturn(secure);
        List<String> origins = origin.isEmpty() ? List.of() : List.of(origin.split(" "));
        return RequestAddress.of(
                request, new SiteSection("s", "S", origins, List.of(), List.of("en"), List.of("CH"), "/imprint"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example, www.example, 443, true",
        "https://www.example, www.example, 80, false",
        "https://www.example, WWW.example., 80, false",
        "https://www.example:443, www.example, 443, true",
        "http://localhost:8080, localhost, 8080, false",
        "'http://[::1]:8080', ::1, 8080, false"
    })
    void configuredOriginIsKnownForCertain(String origin, String name, int port, boolean secure) {
        RequestAddress address = asked(origin, name, port, secure);

        assertThat(address.origin()).isEqualTo(origin);
        assertThat(address.configured()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', www.example, 443, true, https://www.example",
        "'', www.example, 8080, false, http://www.example:8080",
        "https://www.example, internal, 8080, false, http://internal:8080",
        "http://localhost:8080, localhost, 9090, false, http://localhost:8080",
        "https://www.example, www.example, 8443, true, https://www.example",
        "https://www.example:8443, www.example, 80, false, https://www.example:8443"
    })
    void anythingElseMayBeAProxysName(String origin, String name, int port, boolean secure, String answered) {
        RequestAddress address = asked(origin, name, port, secure);

        assertThat(address.origin()).isEqualTo(answered);
        assertThat(address.configured()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080 http://localhost:9090, localhost, 9090, http://localhost:9090, true",
        "https://www.example:8443 https://www.example, www.example, 443, https://www.example, true",
        "http://localhost:8080 http://localhost:9090, localhost, 7070, http://localhost:8080, false"
    })
    void ofOriginsOnOneHostTheOneWhosePortWasAskedForCounts(
            String origins, String name, int port, String answered, boolean certain) {
        RequestAddress address = asked(origins, name, port, false);

        assertThat(address.origin()).isEqualTo(answered);
        assertThat(address.configured()).isEqualTo(certain);
    }
}
