package io.consentfilter.endpoint;

import static io.consentfilter.endpoint.Stand.cookie;
import static io.consentfilter.endpoint.Stand.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking a consent back where no script runs: two answers, and each tells the browser to forget what it kept. */
final class WithdrawalByFormTest {
    private static final String FORGET = "\"cache\"";

    private Stand stand;
    private String granted;

    @BeforeEach
    void grant() throws Exception {
        stand = new Stand();
        granted = cookie(decide("choice=accept-all&layer=1&return=/a&shown=" + stand.token(), ""));
    }

    @AfterEach
    void close() throws Exception {
        stand.close();
    }

    private HttpResponse<String> decide(String form, String cookies) throws Exception {
        return stand.form("/_choice/decision", form).with("Cookie", cookies).send();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return stand.call("GET", path).with("Accept", "text/html").send();
    }

    @Test
    void bothAnswersMakeTheBrowserForgetWhatItKept() throws Exception {
        HttpResponse<String> answer = decide("choice=withdraw-all&layer=2&return=/a", granted + "; _stats_id=abc");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Clear-Site-Data")).isEqualTo(FORGET);
        assertThat(header(answer, "Location")).startsWith("/_choice/?done=withdrawn");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("_stats_id=") && cookie.contains("Max-Age=0"));

        HttpResponse<String> page = get(header(answer, "Location"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Clear-Site-Data")).isEqualTo(FORGET);
        assertThat(page.body()).contains("choice-withdrawn");
    }

    @Test
    void partOfAConsentTakenBackCountsAsAWithdrawal() throws Exception {
        HttpResponse<String> answer =
                decide("choice=save&layer=2&services=stats&return=/a&shown=" + stand.token(), granted);

        assertThat(header(answer, "Clear-Site-Data")).isEqualTo(FORGET);
        assertThat(header(answer, "Location")).startsWith("/_choice/?done=withdrawn");
    }

    /** Forgetting costs the visitor every cached file of the site: only a withdrawal is worth it. */
    @Test
    void otherDecisionsLeaveTheCacheAlone() throws Exception {
        HttpResponse<String> again = decide("choice=accept-all&layer=2&return=/a&shown=" + stand.token(), granted);
        HttpResponse<String> refused = decide("choice=reject-all&layer=2&return=/a", "");

        assertThat(header(again, "Location")).startsWith("/_choice/?done=saved");
        assertThat(header(refused, "Location")).startsWith("/_choice/?done=saved");
        for (HttpResponse<String> answer : List.of(again, refused)) {
            assertThat(answer.headers().allValues("Clear-Site-Data")).isEmpty();
            assertThat(get(header(answer, "Location")).headers().allValues("Clear-Site-Data"))
                    .isEmpty();
        }
    }

    @Test
    void noCacheKeepsAnAnswerToADecision() throws Exception {
        HttpResponse<String> form = decide("choice=withdraw-all&layer=2&return=/a", granted);
        HttpResponse<String> script =
                stand.json("{\"choice\":\"reject-all\",\"layer\":\"1\"}").send();

        assertThat(header(form, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(script, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(get(header(form, "Location")), "Cache-Control")).isEqualTo("no-store");
    }
}
