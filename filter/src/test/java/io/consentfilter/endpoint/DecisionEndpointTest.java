package io.consentfilter.endpoint;

import static io.consentfilter.endpoint.Stand.cookie;
import static io.consentfilter.endpoint.Stand.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.metrics.Counter;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionEndpointTest {
    private Stand stand;

    @BeforeEach
    void open() throws Exception {
        stand = new Stand();
    }

    @AfterEach
    void close() throws Exception {
        stand.close();
    }

    @Test
    void bannerFormGoesBackToItsPageWithTheChoice() throws Exception {
        HttpResponse<String> answer = stand.form(
                        "/_choice/decision",
                        "choice=accept-all&layer=1&return=%2Fprodukt%3Fa%3Db&shown=" + stand.token())
                .send();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo("/produkt?a=b");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("choice=1!") && cookie.contains("HttpOnly"))
                .anyMatch(cookie -> cookie.startsWith("choice-set=1;") && !cookie.contains("HttpOnly"));
        assertThat(stand.stores.last().method()).isEqualTo("banner:layer1:accept-all");
        assertThat(stand.metrics.value(Counter.DECISIONS_GRANTED)).isEqualTo(1);
    }

    @Test
    void acceptAllLeavesOutWhatNeedsAnActOfItsOwn() throws Exception {
        String cookie = cookie(stand.decision("accept-all", "[]").send());

        assertThat(granted(cookie)).contains("stats", "tube").doesNotContain("deep");
    }

    @Test
    void scriptGetsTheReceipt() throws Exception {
        HttpResponse<String> answer = stand.decision("save", "[\"stats\"]").send();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"granted\":[\"stats\"]", "\"refused\":[\"deep\",\"tube\"]")
                .contains(
                        "\"id\":\"" + stand.stores.last().id(),
                        "\"number\":\"" + stand.stores.last().number());
    }

    @Test
    void purposeGrantsAllItsServices() throws Exception {
        HttpResponse<String> answer = stand.form(
                        "/_choice/decision", "choice=save&layer=2&p=media&return=/a&shown=" + stand.token())
                .send();

        assertThat(granted(cookie(answer))).contains("tube").doesNotContain("stats");
        assertThat(header(answer, "Location")).isEqualTo("/_choice/?done=saved&return=%2Fa");
    }

    @Test
    void placeholderAddsItsService() throws Exception {
        String first = cookie(stand.decision("save", "[\"stats\"]").send());

        HttpResponse<String> answer = stand.form(
                        "/_choice/decision", "choice=always&layer=embed&s=tube&return=/v&shown=" + stand.token())
                .with("Cookie", first)
                .send();

        assertThat(granted(cookie(answer))).contains("stats", "tube");
        assertThat(stand.stores.last().method()).isEqualTo("embed:always");
        assertThat(header(answer, "Location")).isEqualTo("/v");
    }

    @Test
    void placeholderAsFirstDecisionLeavesTheOtherQuestionsOpen() throws Exception {
        String cookie = cookie(stand.decision("always", "[\"tube\"]").send());

        assertThat(stand.registry.notYetAsked(java.util.Objects.requireNonNull(stand.choiceCookie.read(cookie))))
                .containsExactlyInAnyOrder("stats", "deep");
    }

    @Test
    void withdrawalEmptiesTheCacheAndExpiresCookies() throws Exception {
        String granted = cookie(stand.decision("save", "[\"stats\"]").send());

        HttpResponse<String> answer = stand.json("{\"choice\":\"withdraw-all\",\"layer\":2}")
                .with("Cookie", granted + "; _stats_id=abc; theme=dark")
                .send();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Clear-Site-Data")).isEqualTo("\"cache\"");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("_stats_id=") && cookie.contains("Max-Age=0"))
                .noneMatch(cookie -> cookie.startsWith("theme="));
        assertThat(stand.metrics.value(Counter.DECISIONS_WITHDRAWN)).isEqualTo(1);
    }

    @Test
    void refusalsAreTheSameForEverybody() throws Exception {
        String one =
                cookie(stand.json("{\"choice\":\"reject-all\",\"layer\":\"1\"}").send());
        stand.now = stand.now.plusSeconds(3_600);
        String other =
                cookie(stand.json("{\"choice\":\"reject-all\",\"layer\":\"1\"}").send());

        assertThat(one).isEqualTo(other);
    }

    @Test
    void grantWithoutTokenIsAskedAgain() throws Exception {
        HttpResponse<String> form = stand.form("/_choice/decision", "choice=accept-all&layer=1&return=/a")
                .send();
        assertThat(form.statusCode()).isEqualTo(303);
        assertThat(header(form, "Location")).isEqualTo("/_choice/?done=confirm&return=%2Fa");
        assertThat(form.headers().allValues("Set-Cookie")).isEmpty();

        assertThat(stand.json("{\"choice\":\"accept-all\",\"shown\":\"forged\"}")
                        .send()
                        .statusCode())
                .isEqualTo(409);
        assertThat(stand.stores.stored).isEmpty();
    }

    @Test
    void failedStoreDeniesAGrantAndLetsARefusalPass() throws Exception {
        stand.stores.down = true;

        HttpResponse<String> grant = stand.decision("accept-all", "[]").send();
        assertThat(grant.statusCode()).isEqualTo(503);
        assertThat(grant.headers().allValues("Set-Cookie")).isEmpty();
        HttpResponse<String> page = stand.form("/_choice/decision", "choice=accept-all&layer=1&shown=" + stand.token())
                .send();
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("choice-not-saved");

        HttpResponse<String> refusal = stand.decision("reject-all", "[]").send();
        assertThat(refusal.statusCode()).isEqualTo(201);
        assertThat(refusal.body()).contains("\"receipt\":null");
        assertThat(granted(cookie(refusal))).isEmpty();
        assertThat(stand.metrics.value(Counter.DECISIONS_UNRECORDED)).isEqualTo(1);
        assertThat(stand.metrics.value(Counter.DECISIONS_FAILED)).isEqualTo(2);
    }

    @Test
    void failedStoreStillTakesBackWhatTheFormTakesBack() throws Exception {
        String cookie = cookie(stand.decision("save", "[\"stats\"]").send());
        stand.stores.down = true;

        HttpResponse<String> answer =
                stand.decision("save", "[\"tube\"]").with("Cookie", cookie).send();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(granted(cookie(answer))).isEmpty();
        assertThat(header(answer, "Clear-Site-Data")).isEqualTo("\"cache\"");
    }

    @Test
    void doubleClickIsOneRecord() throws Exception {
        String body = stand.decided("accept-all", "[]").replace("}", ",\"key\":\"0123456789abcdef0123456789abcdef\"}");

        String first = stand.json(body).send().body();
        String second = stand.json(body).send().body();

        assertThat(second).isEqualTo(first);
        assertThat(stand.stores.stored).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "nonsense"})
    void otherSitesCannotDecide(String site) throws Exception {
        HttpResponse<String> answer = stand.form("/_choice/decision", "choice=accept-all&shown=" + stand.token())
                .with("Sec-Fetch-Site", site)
                .with("Origin", "https://www.muster.example")
                .send();

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("id=\"choice-form\"");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(stand.stores.stored).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "https://www.muster.example.evil.example",
                "http://www.muster.example",
                ""
            })
    void foreignOriginsCannotDecide(String origin) throws Exception {
        assertThat(stand.decision("accept-all", "[]")
                        .with("Origin", origin)
                        .send()
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void ownOriginsDecide() throws Exception {
        assertThat(stand.decision("accept-all", "[]")
                        .with("Origin", "https://www.muster.example")
                        .send()
                        .statusCode())
                .isEqualTo(201);
        assertThat(stand.decision("accept-all", "[]")
                        .with("Origin", "http://localhost:" + stand.port())
                        .send()
                        .statusCode())
                .isEqualTo(201);
        // Under no-referrer a page's own post says Origin: null.
        assertThat(stand.decision("accept-all", "[]")
                        .with("Origin", "null")
                        .with("Sec-Fetch-Site", "same-origin")
                        .send()
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//h",
                "/\\h",
                "\\\\h",
                "/\t/h",
                "/\r\nSet-Cookie: a=b",
                "https://h",
                "h",
                "",
                "/%09/h",
                "/%2F/h",
                "//%2Fh",
                "/%5Ch",
                "/%252Fh",
                "/./\\h",
                "/.//h",
                "/../..//h",
                "/a\u0000b",
                "javascript:alert(1)",
                "/%0d%0aX: y",
                "/\u0085/h"
            })
    void hostileReturnPathsEndOnTheChoicesPage(String path) throws Exception {
        HttpResponse<String> answer = stand.form(
                        "/_choice/decision",
                        "choice=reject-all&layer=1&return=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .send();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).startsWith("/_choice/?done=saved&receipt=");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("a="));
    }

    @Test
    void unreadableBodiesAreToldWithTheirPlace() throws Exception {
        assertThat(stand.json("{\"choice\":\"save\",\n \"services\":[1]}")
                        .send()
                        .body())
                .contains("\"status\":422", "\"pointer\":\"/services/0\"", "found a number");
        HttpResponse<String> broken = stand.json("{\"choice\":\n oops}").send();
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("\"line\":2");
        assertThat(header(broken, "Content-Type")).startsWith("application/problem+json");
        assertThat(stand.json("[]").send().statusCode()).isEqualTo(422);
        assertThat(stand.json("{\"choice\":\"save\",\"colour\":1}").send().body())
                .contains("\"/colour\"");
        assertThat(stand.json("{\"choice\":\"buy\"}").send().body()).contains("\"/choice\"");
        assertThat(stand.json("{\"choice\":\"always\",\"services\":[]}").send().body())
                .contains("\"/services\"");
    }

    @Test
    void whatIsNotOfferedIs422() throws Exception {
        HttpResponse<String> service = stand.decision("save", "[\"other\"]").send();
        assertThat(service.statusCode()).isEqualTo(422);
        assertThat(service.body()).contains("other", "stats, tube, deep");
        assertThat(stand.json("{\"choice\":\"save\",\"purposes\":[\"world\"]}")
                        .send()
                        .body())
                .contains("\"/purposes\"", "statistics, media, profiles");
    }

    @Test
    void otherFormatsAre415AndLargeBodies413() throws Exception {
        assertThat(stand.call("POST", "/_choice/decision", "Content-Type", "text/plain")
                        .send()
                        .statusCode())
                .isEqualTo(415);
        assertThat(stand.form("/_choice/decision", "choice=save&x=" + "a".repeat(Body.BODY_BYTES_MAX))
                        .send()
                        .statusCode())
                .isEqualTo(413);
        assertThat(raw("POST /_choice/decision HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + ("8000\r\n" + " ".repeat(0x8000) + "\r\n").repeat(3) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    /** Not a reset connection, which a browser shows as one that failed. */
    @Test
    void theSenderOfALargeBodyAlwaysSeesTheAnswer() throws Exception {
        String head = "POST /_choice/decision HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + Body.LEFT_OVER_BYTES_MAX + "\r\n\r\n";
        byte[] half = new byte[Body.LEFT_OVER_BYTES_MAX / 2];
        try (Socket socket = new Socket("localhost", stand.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(half);
            // A sender that is slower than the refusal: what it sends then must find somebody.
            Thread.sleep(50);
            socket.getOutputStream().write(half);
            assertThat(read(socket.getInputStream())).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void slowBodyIsTakenAndAnUnfinishedOneIsNot() throws Exception {
        String body = "choice=reject-all&layer=1";
        String head = "POST /_choice/decision HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (Socket socket = new Socket("localhost", stand.port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            for (byte b : body.getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(b);
                socket.getOutputStream().flush();
                Thread.sleep(10);
            }
            assertThat(read(socket.getInputStream())).startsWith("HTTP/1.1 303");
        }
        try (Socket socket = new Socket("localhost", stand.port())) {
            socket.getOutputStream().write((head + "choice=").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(read(socket.getInputStream())).startsWith("HTTP/1.1 400");
        }
        assertThat(stand.stores.stored).hasSize(1);
    }

    @Test
    void formThatAFilterBeforeUsHasReadIsStillTaken() throws Exception {
        HttpResponse<String> answer = stand.form("/_choice/decision", "choice=reject-all&layer=1&return=/a")
                .with("X-Read-Before", "yes")
                .send();

        assertThat(header(answer, "Location")).isEqualTo("/a");
    }

    @Test
    void grantsAboveTheLimitAre429AndRefusalsNever() throws Exception {
        String cookie = cookie(stand.decision("save", "[\"stats\"]").send());
        for (int i = 1; i < Stand.BURST; i++) {
            stand.decision("always", "[\"tube\"]").send();
        }

        assertThat(stand.decision("accept-all", "[]").send().statusCode()).isEqualTo(429);
        assertThat(stand.decision("reject-all", "[]").send().statusCode()).isEqualTo(201);
        HttpResponse<String> mixed =
                stand.decision("save", "[\"tube\"]").with("Cookie", cookie).send();
        assertThat(granted(cookie(mixed))).isEmpty();
        stand.now = stand.now.plusSeconds(1);
        assertThat(stand.decision("accept-all", "[]").send().statusCode()).isEqualTo(201);
    }

    @Test
    void httpsOriginMakesTheCookieSecure() throws Exception {
        String answer = raw("POST /_choice/decision HTTP/1.1\r\nHost: www.muster.example\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 17\r\n\r\nchoice=reject-all");

        assertThat(answer)
                .contains("Set-Cookie: __Host-choice=", "SameSite=Lax; Secure; HttpOnly", "SameSite=None; Secure");
    }

    private java.util.Set<String> granted(String cookie) {
        return java.util.Objects.requireNonNull(stand.choiceCookie.read(cookie)).granted();
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("localhost", stand.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream());
        }
    }

    private static String read(InputStream in) throws Exception {
        byte[] head = in.readNBytes(2_000);
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
