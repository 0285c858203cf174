package io.consentfilter.endpoint;

import static io.consentfilter.endpoint.Stand.cookie;
import static io.consentfilter.endpoint.Stand.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;

import io.consentfilter.json.Json;
import io.consentfilter.metrics.Counter;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredJournalEntry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VisitorEndpointsTest {
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
    void ownPagesLeadToTheSamePageInTheSitesOtherLanguage() throws Exception {
        for (String path :
                List.of("/_choice/?return=%2Fshop&lang=de", "/datenschutz?lang=de", "/datenschutz/versions?lang=de")) {
            Document page = Jsoup.parse(
                    stand.call("GET", path).with("Accept", "text/html").send().body());
            Elements links = page.select("header nav a[lang]");
            assertThat(links.eachText()).containsExactly("Deutsch", "English");
            assertThat(links.get(0).attr("aria-current")).isEqualTo("true");
            String kept = path.contains("return") ? "?return=%2Fshop&lang=en" : "?lang=en";
            assertThat(links.get(1).attr("href")).isEqualTo(kept);
        }
    }

    @Test
    void hostileQueryIsLeftOutOfTheLinksToOtherLanguages() throws Exception {
        String page = stand.call("GET", "/datenschutz?x=1&from=%22%3E%3Cscript%3E&to=ab-c_1&lang=de")
                .with("Accept", "text/html")
                .send()
                .body();
        assertThat(page).doesNotContain("<script>");
        assertThat(Jsoup.parse(page).select("header nav a[hreflang]").get(0).attr("href"))
                .isEqualTo("?to=ab-c_1&lang=en");
    }

    @Test
    void choicesPageStandsInNoFrameAndInNoCache() throws Exception {
        HttpResponse<String> page = get("/_choice/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Security-Policy")).contains("frame-ancestors 'none'", "default-src 'none'");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.body()).contains("id=\"choice-form\"", "value=\"stats\"", "Service &lt;stats&gt;");
        assertThat(page.body()).doesNotContain("checked=");
    }

    @Test
    void choicesPageSpeaksTheLanguageAskedFor() throws Exception {
        assertThat(header(get("/_choice/?lang=en"), "Content-Language")).isEqualTo("en");
        assertThat(header(get("/_choice/", "Accept-Language", "fr, en;q=0.8, de;q=0.1"), "Content-Language"))
                .isEqualTo("en");
    }

    @Test
    void choicesPageShowsTheStateAndLinksTheReceipt() throws Exception {
        String cookie = grant();

        String page = get("/_choice/", "Cookie", cookie).body();

        assertThat(page)
                .contains("/_choice/receipts/" + stand.stores.last().id())
                .contains(stand.stores.last().number())
                .contains("checked=");
    }

    @Test
    void addressCannotPutWordsIntoTheChoicesPage() throws Exception {
        String page = get("/_choice/?done=%3Cscript%3E&return=%2F%2Fevil.example&receipt=%22%3E&once=1.x&lang=%3Cb%3E")
                .body();

        assertThat(page)
                .doesNotContain("evil.example", "<script>", "role=\"status\"")
                .contains("href=\"/\"");
        assertThat(get("/_choice/?done=saved").body()).contains("choice-saved");
    }

    @Test
    void choicesPageWithoutSlashGoesOn() throws Exception {
        HttpResponse<String> answer = get("/_choice");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(header(answer, "Location")).isEqualTo("/_choice/");
    }

    @Test
    void receiptIsForItsHolderOnly() throws Exception {
        String cookie = grant();
        String path = "/_choice/receipts/" + stand.stores.last().id();
        String other = grant();

        assertThat(get(path, "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(get(path, "Cookie", other).statusCode()).isEqualTo(404);
        assertThat(get(path, "Cookie", cookie.replace("=", "=x")).statusCode()).isEqualTo(404);
        assertThat(get("/_choice/receipts/no-such-id", "Cookie", cookie).statusCode())
                .isEqualTo(404);
        assertThat(header(get(path, "Cookie", cookie), "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void holderReadsTheEarlierReceiptsOfTheSameChain() throws Exception {
        String first = grant();
        String path = "/_choice/receipts/" + stand.stores.last().id();
        String second = cookie(stand.decision("save", "[\"stats\",\"tube\"]")
                .with("Cookie", first)
                .send());

        assertThat(get(path, "Cookie", second).statusCode()).isEqualTo(200);
    }

    @Test
    void receiptPageSaysWhetherAnIndependentAuthorityConfirmedItsTime() throws Exception {
        String cookie = grant();
        String path = "/_choice/receipts/" + stand.stores.last().id();
        assertThat(get(path, "Cookie", cookie).body()).contains("Keine unabhängige Stelle hat die Zeit (bisher)");

        JournalEntry stamp = new JournalEntry(
                "01930000-0000-7000-8000-000000000000",
                "muster",
                stand.now,
                TimeStamps.KIND,
                Map.of("log", "log", "sequence", "9", "at", "2026-11-24T03:00:00Z", "authority", "Stamp <Office>"));
        doAnswer(call -> {
                    call.<Consumer<StoredJournalEntry>>getArgument(3)
                            .accept(new StoredJournalEntry(
                                    stamp, stand.stores.stored.get(0).proof()));
                    return null;
                })
                .when(stand.stores.receipts)
                .journal(eq(TimeStamps.KIND), any(), any(), any());
        assertThat(get(path, "Cookie", cookie).body())
                .contains("Stamp &lt;Office&gt; hat das Protokoll", "24. November 2026, 03:00:00 UTC")
                .doesNotContain("Keine unabhängige Stelle");

        doThrow(new StoreException("down")).when(stand.stores.receipts).journal(any(), any(), any(), any());
        assertThat(get(path, "Cookie", cookie).body()).contains("choice-facts").doesNotContain("unabhängige Stelle");
    }

    @Test
    void receiptComesInThreeForms() throws Exception {
        String cookie = grant();
        String path = "/_choice/receipts/" + stand.stores.last().id();

        HttpResponse<String> page = get(path, "Cookie", cookie, "Accept", "text/html,*/*;q=0.8");
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(page.body())
                .contains("<dl class=\"choice-facts\">", "?as=jsonld&amp;download=1", "Service &lt;stats&gt;");
        HttpResponse<String> data = get(path, "Cookie", cookie, "Accept", "application/ld+json");
        assertThat(header(data, "Content-Type")).startsWith("application/ld+json");
        assertThat(String.valueOf(Json.parse(data.body().getBytes(StandardCharsets.UTF_8))))
                .contains("@type=dpv:ConsentRecord");
        HttpResponse<String> text = get(path + "?as=text&download=1", "Cookie", cookie);
        assertThat(header(text, "Content-Type")).startsWith("text/plain");
        assertThat(header(text, "Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"receipt-" + stand.stores.last().number() + ".txt\"");
        assertThat(header(page, "Vary")).contains("Accept");
    }

    @Test
    void theFileForCheckingHoldsKeysRecordAndTheNoticeThatWasShown() throws Exception {
        String cookie = grant();
        String path = "/_choice/receipts/" + stand.stores.last().id();

        HttpResponse<String> file = get(path + "?as=evidence&download=1", "Cookie", cookie);
        assertThat(header(file, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(header(file, "Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"receipt-" + stand.stores.last().number() + ".jsonl\"");
        assertThat(file.body().lines().map(line -> line.split("\"", 3)[1]).distinct())
                .containsExactly("export", "key", "record", "content", "notice");
        assertThat(file.body()).contains("\"version\":\"" + stand.notice.version() + "\"");
        assertThat(get(path, "Cookie", cookie, "Accept", "text/html").body())
                .contains("?as=evidence&amp;download=1")
                .contains("https://x.example/_choice/keys")
                .contains("https://x.example/_choice/notices/" + stand.notice.version());
        assertThat(get(path + "?as=evidence").statusCode())
                .as("without the cookie")
                .isEqualTo(404);
    }

    @Test
    void everybodyMayReadWhatWasShownUnderAVersion() throws Exception {
        HttpResponse<String> today = get("/_choice/notices/" + stand.notice.version());
        assertThat(header(today, "Cache-Control")).contains("immutable");
        assertThat(today.body()).contains("\"de/banner.html\"").endsWith("}}\n");
        assertThat(get("/_choice/notices/" + stand.notice.version(), "If-None-Match", header(today, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        stand.stores.notices.put("older", older());
        assertThat(get("/_choice/notices/older").body()).contains("\"en/policy.html\"");
        assertThat(get("/_choice/notices/never").statusCode()).isEqualTo(404);
        stand.stores.down = true;
        assertThat(get("/_choice/notices/older").statusCode()).isEqualTo(503);
        assertThat(get("/_choice/notices/" + stand.notice.version()).statusCode())
                .as("today's is in memory")
                .isEqualTo(200);
    }

    @Test
    void whoRefusedGetsTheReceiptOnce() throws Exception {
        String answer = stand.json("{\"choice\":\"reject-all\"}").send().body();
        Matcher link = Pattern.compile("\"link\":\"([^\"]+)\"").matcher(answer);
        assertThat(link.find()).isTrue();

        assertThat(stand.call("HEAD", link.group(1)).send().statusCode()).isEqualTo(200);
        stand.stores.down = true;
        assertThat(get(link.group(1)).statusCode()).isEqualTo(503);
        stand.stores.down = false;
        HttpResponse<String> first = get(link.group(1));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Content-Disposition")).startsWith("attachment");
        assertThat(get(link.group(1)).statusCode()).isEqualTo(404);
    }

    @Test
    void linkToARefusalRunsOutAndOpensNothingElse() throws Exception {
        grant();
        String granted = stand.stores.last().id();
        HttpResponse<String> refused =
                stand.form("/_choice/decision", "choice=reject-all&layer=2").send();
        String once = header(refused, "Location").split("once=", 2)[1];
        String refusal = stand.stores.last().id();

        assertThat(get("/_choice/receipts/" + granted + "?once=" + once).statusCode())
                .isEqualTo(404);
        assertThat(get(header(refused, "Location")).body()).contains("/_choice/receipts/" + refusal);
        stand.now = stand.now.plus(ReceiptLinks.LIFETIME);
        assertThat(get("/_choice/receipts/" + refusal + "?once=" + once).statusCode())
                .isEqualTo(404);
    }

    @Test
    void receiptsAre503WhileTheStoreIsDown() throws Exception {
        String cookie = grant();
        stand.stores.down = true;

        assertThat(get("/_choice/receipts/" + stand.stores.last().id(), "Cookie", cookie)
                        .statusCode())
                .isEqualTo(503);
        assertThat(get("/_choice/", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(get("/datenschutz").statusCode()).isEqualTo(200);
    }

    @Test
    void assetsNeverChange() throws Exception {
        Matcher asset = Pattern.compile("href=\"(/_choice/a/[^\"]+\\.css)\"")
                .matcher(get("/_choice/").body());
        assertThat(asset.find()).isTrue();

        HttpResponse<String> file = get(asset.group(1));
        assertThat(header(file, "Content-Type")).startsWith("text/css");
        assertThat(header(file, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        HttpResponse<String> head = stand.call("HEAD", asset.group(1)).send();
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(header(file, "Content-Length"));
        assertThat(get(asset.group(1), "If-None-Match", "W/" + header(file, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(get("/_choice/a/0000/style.css").statusCode()).isEqualTo(404);
        assertThat(get("/_choice/a/../keys").statusCode()).isNotEqualTo(200);
    }

    @Test
    void policyIsTheSameForEverybodyAndKnowsItsLanguage() throws Exception {
        HttpResponse<String> german = get("/datenschutz", "Accept-Language", "de");
        HttpResponse<String> english = get("/datenschutz?lang=en", "Accept-Language", "de");

        assertThat(header(german, "Content-Language")).startsWith("de");
        assertThat(header(english, "Content-Language")).isEqualTo("en");
        assertThat(header(german, "ETag")).isNotEqualTo(header(english, "ETag"));
        assertThat(header(german, "Vary")).contains("Accept-Language");
        assertThat(german.headers().allValues("Set-Cookie")).isEmpty();
        HttpResponse<String> again =
                get("/datenschutz", "Accept-Language", "de", "If-None-Match", header(german, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "ETag")).isEqualTo(header(german, "ETag"));
        assertThat(again.body()).isEmpty();
    }

    @Test
    void earlierPoliciesStayReadableAndComparable() throws Exception {
        stand.stores.notices.put("older", older());

        String list = get("/datenschutz/versions?lang=en").body();
        assertThat(list).contains("/datenschutz/versions/policy-0", "2026-01-01", "2026-11-23", "in force now");
        assertThat(get("/datenschutz/versions/policy-0?lang=en").body()).contains("no longer in force", "Words of old");
        assertThat(get("/datenschutz/changes?lang=en").body()).contains("<del>Words of old</del>");
        assertThat(get("/datenschutz/versions/policy-9").statusCode()).isEqualTo(404);
        assertThat(get("/datenschutz/changes?from=policy-9").statusCode()).isEqualTo(404);
        stand.stores.down = true;
        assertThat(get("/datenschutz/versions").statusCode()).isEqualTo(503);
    }

    private Notice older() {
        Map<String, byte[]> parts = new HashMap<>();
        parts.put("facts.json", "{\"policyVersion\":\"policy-0\"}".getBytes(StandardCharsets.UTF_8));
        parts.put(
                "en/policy.html",
                "<section id=\"old\"><h2>Old</h2><p>Words of old</p></section>".getBytes(StandardCharsets.UTF_8));
        return new Notice("older", "ask", java.time.Instant.parse("2026-01-01T00:00:00Z"), parts);
    }

    @Test
    void reportsAreCountedByHostDirectiveAndPathClassOnly() throws Exception {
        assertThat(report(
                                "application/csp-report",
                                "{\"csp-report\":{\"blocked-uri\":\"https://u:p@Bad.example:8443/secret?q\","
                                        + "\"violated-directive\":\"img-src 'self'\",\"document-uri\":\"https://www.muster.example/shop/42?x=y\"}}")
                        .statusCode())
                .isEqualTo(204);
        report(
                "application/reports+json",
                "[{\"type\":\"csp-violation\",\"body\":{\"blockedURL\":\"https://bad.example/a\","
                        + "\"effectiveDirective\":\"<b>\",\"documentURL\":\"https://www.muster.example/%3Cb%3E\"}},"
                        + "{\"type\":\"deprecation\",\"body\":{}}]");

        assertThat(stand.metrics.reports())
                .isEqualTo(new TreeMap<>(Map.of("bad.example:8443 img-src /shop/*", 1L, "bad.example (other) /*", 1L)));
        assertThat(stand.metrics.value(Counter.REPORTS_TAKEN)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "7",
                "[[]]",
                "{\"csp-report\":[]}",
                "{\"csp-report\":{\"blocked-uri\":\"inline\"}}",
                "{\"csp-report\":{\"blocked-uri\":7}}",
                "{\"csp-report\":{\"blocked-uri\":\"data:text/html,x\"}}"
            })
    void reportsThatNameNoHostAreAnsweredAndDropped(String body) throws Exception {
        assertThat(report("application/csp-report", body).statusCode()).isEqualTo(204);
        assertThat(stand.metrics.reports()).isEmpty();
    }

    @Test
    void ofOneBodyOnlySoManyReportsAreLookedAt() throws Exception {
        String report = "{\"type\":\"csp-violation\",\"body\":{\"blockedURL\":\"https://bad.example/\"}}";
        String more = (report + ",").repeat(ReportsEndpoint.REPORTS_PER_BODY_MAX);

        report("application/reports+json", "[" + more + report + "]");

        assertThat(stand.metrics.value(Counter.REPORTS_TAKEN)).isEqualTo(ReportsEndpoint.REPORTS_PER_BODY_MAX);
    }

    @Test
    void floodOfReportsIsDropped() throws Exception {
        String report = "{\"type\":\"csp-violation\",\"body\":{\"blockedURL\":\"https://bad.example/\"}}";
        String ten = "[" + (report + ",").repeat(11) + report + "]";
        for (int i = 0; i < 30; i++) {
            assertThat(report("application/reports+json", ten).statusCode()).isEqualTo(204);
        }

        assertThat(stand.metrics.value(Counter.REPORTS_TAKEN)).isEqualTo(ReportsEndpoint.REPORTS_BURST_MAX);
    }

    private HttpResponse<String> report(String type, String body) throws Exception {
        return stand.json("/_choice/reports", type, body).send();
    }

    @Test
    void everybodyMayKnowKeysHeadsAndTheSignal() throws Exception {
        assertThat(get("/_choice/keys").body()).contains("\"alg\": \"Ed25519\"", "\"spki\"", "\"current\"");
        assertThat(get("/_choice/log").body()).contains("\"sequence\": 7");
        assertThat(get("/.well-known/gpc.json").body()).isEqualTo("{\"gpc\":true,\"lastUpdate\":\"2026-11-23\"}");
    }

    @Test
    void loadOnceComesBackWithOneElementUnlocked() throws Exception {
        String element = "tube.abcdefgh12345678";
        HttpResponse<String> answer =
                once("element=" + element + "&return=%2Fvideo%3Fa%3D1%23top&shown=" + stand.token());

        assertThat(answer.statusCode()).isEqualTo(303);
        Matcher location = Pattern.compile("/video\\?a=1&_choice-once=(.+)").matcher(header(answer, "Location"));
        assertThat(location.matches()).isTrue();
        assertThat(stand.onceToken.redeem(location.group(1))).contains(element);
        assertThat(stand.stores.last().method()).isEqualTo("embed:once");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        HttpResponse<String> twice =
                once("element=" + element + "&return=%2Fvideo%3F_choice-once%3Dold%26b%3D2&shown=" + stand.token());
        assertThat(header(twice, "Location"))
                .startsWith("/video?b=2&_choice-once=")
                .doesNotContain("old");
    }

    @Test
    void loadOnceNeedsAShownNoticeAStoreAndOurOwnPage() throws Exception {
        String element = "element=tube.abcdefgh12345678&return=/v";

        assertThat(once(element).statusCode()).isEqualTo(403);
        assertThat(once("element=nothing&shown=" + stand.token()).statusCode()).isEqualTo(422);
        assertThat(once("element=gone.abcdefgh12345678&shown=" + stand.token()).statusCode())
                .isEqualTo(422);
        assertThat(stand.form("/_choice/once", element + "&shown=" + stand.token())
                        .with("Sec-Fetch-Site", "cross-site")
                        .send()
                        .statusCode())
                .isEqualTo(403);
        stand.stores.down = true;
        assertThat(once(element + "&shown=" + stand.token()).statusCode()).isEqualTo(503);
        assertThat(stand.stores.stored).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//h", "/%5Ch", "/%09/h", "https://h/", "/%0D%0AX:y", ""})
    void elementLoadedOnceNeverLeadsToAnotherHost(String path) throws Exception {
        HttpResponse<String> answer = once("element=tube.abcdefgh12345678&return=" + path + "&shown=" + stand.token());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).startsWith("/?_choice-once=");
    }

    private HttpResponse<String> once(String body) throws Exception {
        return stand.form("/_choice/once", body).send();
    }

    @Test
    void wrongMethodNamesTheRightOnes() throws Exception {
        HttpResponse<String> get = get("/_choice/decision");
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(header(get, "Allow")).isEqualTo("POST");
        HttpResponse<String> delete = stand.call("DELETE", "/datenschutz").send();
        assertThat(header(delete, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void problemsAreDocumentsForProgramsAndPagesForPeople() throws Exception {
        HttpResponse<String> document = get("/_choice/nothing");
        assertThat(document.statusCode()).isEqualTo(404);
        assertThat(header(document, "Content-Type")).startsWith("application/problem+json");
        assertThat(document.body()).contains("\"title\":\"Not Found\"", "\"status\":404");
        HttpResponse<String> page = get("/_choice/nothing", "Accept", "text/html", "Accept-Language", "de");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Diese Seite gibt es nicht.");
    }

    @Test
    void onlyOurOwnPathsAreOurs() {
        for (String ours : new String[] {
            "/_choice",
            "/_choice/",
            "/_choice/nothing",
            "/datenschutz",
            "/datenschutz/versions/x",
            "/.well-known/gpc.json"
        }) {
            assertThat(stand.endpoints.owns(ours)).as(ours).isTrue();
        }
        for (String other : new String[] {
            "/",
            "/_choices",
            "/_choice/operator",
            "/_choice/operator/api",
            "/datenschutzer",
            "/datenschutz/x",
            "/.well-known/x"
        }) {
            assertThat(stand.endpoints.owns(other)).as(other).isFalse();
        }
    }

    @Test
    void belowAContextEveryAddressCarriesIt() throws Exception {
        try (Stand below = new Stand("/app")) {
            HttpResponse<String> answer =
                    below.form("/_choice/decision", "choice=reject-all&layer=2").send();
            assertThat(header(answer, "Location")).startsWith("/app/_choice/?done=saved");
            assertThat(header(answer, "Set-Cookie")).contains("Path=/app;");
            assertThat(below.endpoints.owns("/.well-known/gpc.json")).isFalse();
            assertThat(below.call("GET", "/_choice/").send().body()).contains("/app/_choice/decision");
        }
    }

    private String grant() throws Exception {
        return cookie(stand.decision("save", "[\"stats\"]").send());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return stand.call("GET", path, headers).send();
    }
}
