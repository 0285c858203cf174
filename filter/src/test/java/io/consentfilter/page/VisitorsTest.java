package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import io.consentfilter.model.Decision;
import io.consentfilter.model.GateState;
import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import io.consentfilter.registry.Registry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VisitorsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private Registry registry;

    @BeforeEach
    void open() throws ConfigException {
        registry = Registry.of(Samples.read(Samples.minimalWith("""
                        "services": [{"id": "stat", "name": "Stat", "purpose": "statistics", "role": "processor",
                          "provider": {"name": "P GmbH", "address": "Weg 2", "country": "DE", "privacyUrl": "https://p.example/"},
                          "data": ["usage"], "retention": {"period": "P1Y"}, "storageCountries": ["DE"], "hosts": ["stat.example"]}]""")));
        assertThat(registry.askable()).containsExactly("stat");
    }

    private static HttpServletRequest request(String method, String... headers) {
        HttpServletRequest request = mock(HttpServletRequest.class);
        lenient().when(request.getMethod()).thenReturn(method);
        lenient().when(request.getHeader("Host")).thenReturn("www.muster.example");
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            lenient().when(request.getHeader(parts[0])).thenReturn(parts[1]);
        }
        return request;
    }

    private static Decision decided(Duration ago, String askVersion, Set<String> granted, Set<String> refused) {
        Instant at = NOW.minus(ago);
        return new Decision(at, at.plus(Duration.ofDays(365)), askVersion, "n", granted, refused, null, null);
    }

    private Standing standing(HttpServletRequest request, @Nullable Decision decision) {
        return Visitors.judge(request, decision, registry, GateState.OPEN, NOW).standing();
    }

    @Test
    void firstVisitIsUndecided() {
        assertThat(standing(request("GET"), null)).isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void whileInvalidNoticesAreUnknownNoGrantCountsAndNothingIsExpired() {
        Visitor visitor = Visitors.judge(
                request("GET"),
                decided(Duration.ofDays(1), "ask", Set.of("stat"), Set.of()),
                registry,
                GateState.UNKNOWN,
                NOW);

        assertThat(visitor.standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(visitor.decision()).isNull();
    }

    @Test
    void nobodyIsAskedWithAnInvalidNotice() {
        assertThat(Visitors.judge(request("GET"), null, registry, GateState.CLOSED, NOW)
                        .standing())
                .isEqualTo(Standing.CLOSED);
    }

    @Test
    void signalRefusesUntilAnExplicitChoice() {
        Decision grant = decided(Duration.ofDays(1), registry.askVersion(), Set.of("stat"), Set.of());

        assertThat(standing(request("GET", "Sec-GPC: 1"), null)).isEqualTo(Standing.SIGNAL);
        assertThat(standing(request("GET", "DNT: 1"), null)).isEqualTo(Standing.SIGNAL);
        assertThat(standing(request("GET", "DNT: 0"), null)).isEqualTo(Standing.UNDECIDED);
        assertThat(standing(request("GET", "Sec-GPC: 1"), grant)).isEqualTo(Standing.DECIDED);
    }

    @Test
    void whoWasAskedInPartIsAskedForTheRest() {
        Decision inPart = decided(Duration.ofDays(1), registry.askVersion(), Set.of(), Set.of());

        assertThat(standing(request("GET"), inPart)).isEqualTo(Standing.ASK_AGAIN);
    }

    @Test
    void expiredChoiceIsNone() {
        Decision old = decided(Duration.ofDays(365), registry.askVersion(), Set.of("stat"), Set.of());

        assertThat(standing(request("GET"), old)).isEqualTo(Standing.UNDECIDED);
    }

    /** Tomcat knows the host of an HTTP/2 request, but not as a header. */
    @Test
    void postOfTheSameSiteByHttp2IsNoLandingFromElsewhere() {
        HttpServletRequest request = request("POST", "Origin: https://www.muster.example:8443");
        lenient().when(request.getHeader("Host")).thenReturn(null);
        lenient().when(request.getServerName()).thenReturn("www.muster.example");
        lenient().when(request.getServerPort()).thenReturn(8443);

        assertThat(standing(request, null)).isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void crossSiteLandingsSayNothing() {
        assertThat(standing(request("POST", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: document"), null))
                .isEqualTo(Standing.UNKNOWN);
        assertThat(standing(request("GET", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: iframe"), null))
                .isEqualTo(Standing.UNKNOWN);
        assertThat(standing(request("POST", "Origin: https://pay.example"), null))
                .isEqualTo(Standing.UNKNOWN);
        assertThat(standing(request("POST", "Origin: null"), null)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void linksFromOtherSitesAreOrdinaryVisits() {
        assertThat(standing(request("GET", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: document"), null))
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(request("POST", "Origin: https://www.muster.example"), null))
                .isEqualTo(Standing.UNDECIDED);
        assertThat(standing(request("POST", "Sec-Fetch-Site: same-origin"), null))
                .isEqualTo(Standing.UNDECIDED);
    }

    @Test
    void somethingNewIsAskedButNotSoonAfterARefusal() {
        Decision fresh = decided(Duration.ofDays(10), "older", Set.of(), Set.of("gone"));
        Decision old = decided(Duration.ofDays(200), "older", Set.of(), Set.of("gone"));
        Decision granted = decided(Duration.ofDays(10), "older", Set.of("gone"), Set.of());

        assertThat(registry.notYetAsked(granted)).isNotEmpty();
        assertThat(standing(request("GET"), fresh)).isEqualTo(Standing.DECIDED);
        assertThat(standing(request("GET"), old)).isEqualTo(Standing.ASK_AGAIN);
        assertThat(standing(request("GET"), granted)).isEqualTo(Standing.ASK_AGAIN);
    }
}
