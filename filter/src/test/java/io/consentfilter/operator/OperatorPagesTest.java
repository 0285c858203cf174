package io.consentfilter.operator;

import static io.consentfilter.operator.OperatorServer.KEEPER;
import static io.consentfilter.operator.OperatorServer.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.consentfilter.json.Json;
import io.consentfilter.store.ReceiptPage;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoredReceipt;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperatorPagesTest {
    @TempDir
    Path folder;

    @TempDir
    Path other;

    private OperatorServer server;

    @BeforeEach
    void start() throws Exception {
        server = OperatorServer.open(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Document page(HttpClient browser, String path) throws Exception {
        HttpResponse<String> answer = server.get(browser, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    @Test
    void whoIsNotSignedInIsSentToTheFormAndBack() throws Exception {
        HttpResponse<String> answer = server.get(server.browser(), "/acceptance?from=2026-11-01");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .endsWith("/operator/sign-in?to=acceptance%3Ffrom%3D2026-11-01");
        HttpResponse<String> in =
                server.post(server.browser(), "/sign-in", Map.of("token", READER, "to", "acceptance?from=2026-11-01"));
        assertThat(in.headers().firstValue("Location").orElse("")).endsWith("/operator/acceptance?from=2026-11-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "../../x", "\\evil"})
    void signInLeadsNowhereElse(String to) throws Exception {
        HttpResponse<String> in = server.post(server.browser(), "/sign-in", Map.of("token", READER, "to", to));
        assertThat(in.headers().firstValue("Location").orElse("")).endsWith("/_choice/operator/");
    }

    @Test
    void theSessionCookieIsForThisSiteAndNoScript() throws Exception {
        HttpResponse<String> in = server.post(server.browser(), "/sign-in", Map.of("token", READER));
        assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("operator=")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/_choice/operator")
                .doesNotContain(READER);
        assertThat(SessionCookie.start("x", true, "/p"))
                .isEqualTo("__Host-operator=x; Path=/; Secure; HttpOnly; SameSite=Strict");
    }

    @Test
    void aWrongTokenOrAForeignFormDoesNotSignIn() throws Exception {
        assertThat(server.post(server.browser(), "/sign-in", Map.of("token", "guess"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> foreign =
                server.post(server.browser(), "/sign-in", Map.of("token", READER), "Sec-Fetch-Site", "cross-site");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aSessionEndsBySignOutAndByBeingQuiet() throws Exception {
        HttpClient browser = server.signedIn(READER);
        String csrf = page(browser, "/").select("input[name=csrf]").attr("value");
        server.later(Sessions.IDLE_MAX.minusSeconds(1));
        assertThat(server.get(browser, "/").statusCode()).isEqualTo(200);
        server.post(browser, "/sign-out", Map.of("csrf", csrf));
        assertThat(server.get(browser, "/").statusCode()).isEqualTo(303);
        HttpClient quiet = server.signedIn(READER);
        server.later(Sessions.IDLE_MAX.plusSeconds(1));
        assertThat(server.get(quiet, "/").statusCode()).isEqualTo(303);
    }

    @Test
    void onlyOurOwnFormChangesSomething() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        HttpClient browser = server.signedIn(KEEPER);
        String erasure = "/receipts/" + granted.record().id() + "/erasure";
        assertThat(server.post(browser, erasure, Map.of("reason", "wish")).statusCode())
                .isEqualTo(403);
        assertThat(server.post(browser, erasure, Map.of("reason", "wish", "csrf", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(browser, "DELETE", "/api/subjects/subject-1?reason=x")
                        .statusCode())
                .isEqualTo(403);
        String csrf = page(browser, "/receipts/" + granted.record().id())
                .select("form[action$=erasure] input[name=csrf]")
                .attr("value");
        HttpResponse<String> done = server.post(browser, erasure, Map.of("reason", "wish", "csrf", csrf));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("Statistik GmbH");
        assertThat(server.stores.receipts().find(granted.record().id())).isEmpty();
    }

    @Test
    void aReaderSeesNoFormThatChangesSomething() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        HttpClient browser = server.signedIn(READER);
        assertThat(page(browser, "/receipts/" + granted.record().id()).select("form[action$=erasure]"))
                .isEmpty();
        assertThat(page(browser, "/notices/" + server.notice.version()).select("form[action$=invalidation]"))
                .isEmpty();
    }

    @Test
    void theListFindsAndTheDetailProves() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        server.refuse();
        HttpClient browser = server.signedIn(READER);
        assertThat(page(browser, "/").select("tbody tr")).hasSize(2);
        Document found = page(browser, "/?number=" + granted.record().number());
        assertThat(found.select("tbody tr")).hasSize(1);
        assertThat(found.select("tbody .tag.good").text()).contains("bewiesen");
        Document detail = page(browser, "/receipts/" + granted.record().id());
        assertThat(detail.select(".message.good")).hasSize(1);
        assertThat(detail.text()).contains("Matomo", "erteilt", granted.record().number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/acceptance", "/notices", "/site", "/configuration"})
    void everyAreaLoadsOnlyOurStyleSheetAndRunsNothing(String path) throws Exception {
        server.grant("subject-1");
        HttpClient browser = server.signedIn(KEEPER);
        for (String language : new String[] {"de", "en"}) {
            HttpResponse<String> answer = server.get(browser, path + "?lang=" + language);
            Document page = Jsoup.parse(answer.body());
            assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue(Call.PAGE_POLICY);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.select("script, [style], [onclick], img, iframe")).isEmpty();
            assertThat(page.select("link").eachAttr("href")).containsExactly("/_choice/operator/style.css");
            assertThat(page.select("html").attr("lang")).isEqualTo(language);
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.select("nav a[aria-current=page]")).hasSize(1);
        }
    }

    @Test
    void namesOfStrangersStayText() throws Exception {
        server.metrics.undeclaredCookie("<script>alert(1)</script>");
        server.metrics.undeclaredHost("\"><img src=x onerror=alert(1)>.example");
        server.metrics.undeclaredHost("\u202e\u0000evil\n.example");
        HttpClient browser = server.signedIn(READER);
        Document page = page(browser, "/site");
        assertThat(page.select("script, img")).isEmpty();
        assertThat(page.text())
                .contains("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>.example")
                .as("a name that writes itself backwards looks like another")
                .doesNotContain("\u202e");
        HttpResponse<String> search =
                server.get(browser, "/?subject=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&method=%22%3E%3Cb%3E");
        assertThat(Jsoup.parse(search.body()).select("script, b")).isEmpty();
        HttpResponse<String> bad = server.get(browser, "/?from=%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(bad.body()).select("script")).isEmpty();
    }

    @Test
    void theOtherLanguageKeepsTheQuestion() throws Exception {
        HttpClient browser = server.signedIn(READER);
        Document page = page(browser, "/?method=embed%22%3E&from=2026-11-01&lang=de");
        assertThat(page.select("a[hreflang=en]").attr("href")).isEqualTo("?method=embed%22%3E&from=2026-11-01&lang=en");
        assertThat(page(browser, "/").select("a[hreflang=en]").attr("href")).isEqualTo("?lang=en");
    }

    @Test
    void everyWayToDecideHasAName() throws Exception {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/consent/receipt/de.json")) {
            Map<?, ?> wordings = (Map<?, ?>)
                    Objects.requireNonNull(Json.parse(Objects.requireNonNull(in).readAllBytes()));
            assertThat(wordings.keySet().stream().map(String::valueOf).filter(key -> key.contains(":")))
                    .hasSizeGreaterThan(8)
                    .allSatisfy(method -> assertThat(Texts.GERMAN.keys()).contains("method." + method));
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaidInTheLanguageOfThePage() throws Exception {
        HttpClient browser = server.signedIn(READER);
        HttpResponse<String> half = server.get(browser, "/?purpose=media&lang=de");
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(half.body()).text())
                .contains("Zustand: Hier fehlt etwas. Erwartet: ein Zustand, zusammen mit Zweck oder Dienst.");
        assertThat(Jsoup.parse(server.get(browser, "/acceptance?from=gestern").body())
                        .text())
                .contains("Von: „gestern“ verstehen wir nicht. Erwartet: ein Tag wie 2026-11-23.");
    }

    @Test
    void anAddressWithNothingBehindItIsAPageForPeopleAndAProblemForPrograms() throws Exception {
        HttpClient browser = server.signedIn(READER);
        HttpResponse<String> missing = server.get(browser, "/nixda?lang=de");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(missing.body()).select("[role=alert]").text())
                .startsWith("Unter dieser Adresse ist hier nichts.");
        assertThat(Jsoup.parse(missing.body()).select("nav a")).hasSize(5);

        HttpResponse<String> form = server.get(browser, "/sign-out?lang=en");
        assertThat(form.statusCode()).isEqualTo(405);
        assertThat(form.headers().firstValue("Allow")).hasValue("POST");
        assertThat(Jsoup.parse(form.body()).select("[role=alert]").text()).startsWith("Nothing is here");
        assertThat(server.post(browser, "/notices", Map.of()).headers().firstValue("Allow"))
                .hasValue("GET, HEAD");

        HttpResponse<String> stranger = server.get(server.browser(), "/nixda?lang=de");
        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(stranger.body()).select("nav")).isEmpty();

        HttpResponse<String> program = server.get(server.program(), "/api/nothing");
        assertThat(program.statusCode()).isEqualTo(404);
        assertThat(program.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /** A search that no index answers is given up after some rows; what lies further back has not been looked at. */
    @Test
    void anEmptyPageThatHasANextOneIsNotTakenForTheEnd() throws Exception {
        String last = server.refuse().record().id();
        ReceiptStore store = mock(ReceiptStore.class, delegatesTo(server.stores.receipts()));
        doReturn(new ReceiptPage(List.of(), last)).when(store).query(any());
        try (OperatorServer searched = OperatorServer.over(store, other)) {
            Document page = Jsoup.parse(searched.get(searched.signedIn(READER), "/?method=embed&lang=de")
                    .body());
            assertThat(page.select("[role=status]").text())
                    .contains("seit 23.11.2026, 10:00:00 (UTC) passt keiner dazu")
                    .doesNotContain("Kein Nachweis passt");
            assertThat(page.select("a[href*=after]").attr("href")).isEqualTo("?method=embed&after=" + last);
        }
    }

    @Test
    void aNoticeIsReplayedWithoutLife() throws Exception {
        HttpClient browser = server.signedIn(READER);
        HttpResponse<String> replay =
                server.get(browser, "/notices/" + server.notice.version() + "/replay?part=de/banner.html");
        assertThat(replay.statusCode()).isEqualTo(200);
        assertThat(replay.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox;")
                .contains("default-src 'none'", "form-action 'none'")
                .doesNotContain("allow-");
        assertThat(replay.body()).contains("choice-panel", "<style>");
        HttpResponse<String> script =
                server.get(browser, "/notices/" + server.notice.version() + "/replay?part=choice.js");
        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    @Test
    void aPolicyIsReplayedWithTheDateThatVisitorsSaw() throws Exception {
        HttpResponse<String> policy = server.get(
                server.signedIn(READER), "/notices/" + server.notice.version() + "/replay?part=en/policy.html");
        assertThat(policy.body()).contains("As of 2026-11-23").doesNotContain("<!--");
    }

    @Test
    void theConfigurationShowsNoSecret() throws Exception {
        Document page = page(server.signedIn(READER), "/configuration");
        assertThat(page.text()).contains(EffectiveConfiguration.MASK).doesNotContain("tokenSha256\": \"" + "a");
        assertThat(String.valueOf(
                        EffectiveConfiguration.of("jdbc:postgresql://u:geheim@db/x?user=a&password=geheim2&ssl=1")))
                .doesNotContain("geheim")
                .contains("ssl=1", "//" + EffectiveConfiguration.MASK + "@db");
    }

    @Test
    void pagesSpeakTheLanguageThatWasChosen() throws Exception {
        HttpClient browser = server.signedIn(READER);
        assertThat(page(browser, "/?lang=en").text()).contains("Every decision on");
        assertThat(page(browser, "/").text()).contains("Every decision on");
        assertThat(Texts.GERMAN.keys()).isEqualTo(Texts.ENGLISH.keys());
    }
}
