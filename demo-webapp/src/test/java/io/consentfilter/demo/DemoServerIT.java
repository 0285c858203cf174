package io.consentfilter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path over HTTP, without a browser: the packaged WAR with the drop-in jar inside. */
final class DemoServerIT {
    private static final String OPERATOR = "Bearer demo-operator";

    /** An attribute that would make a browser contact the third parties; a link that waits for a click does not. */
    private static final Pattern LOADS_THIRD_PARTY = Pattern.compile(
            "<(?!a\\s)[a-z]+\\s[^>]*(?<=\\s)(src|href|srcset|poster|data)=\"http://[a-z.]*tracker\\.localhost");

    @TempDir
    static Path data;

    private static DemoServer demo;

    @BeforeAll
    static void open() throws Exception {
        demo = DemoServer.start(new DemoOptions(0, 0, data), Path.of(System.getProperty("demo.war")));
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    private static Visit visitor() {
        return new Visit(demo.siteAddress());
    }

    @Test
    void firstPageSetsNoCookieAndLoadsNoThirdParty() throws Exception {
        HttpResponse<String> page = visitor().get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("set-cookie")).isEmpty();
        assertThat(page.headers().allValues("content-security-policy")).hasSize(1);
        assertThat(page.body()).contains("id=\"choice-panel\"").doesNotContainPattern(LOADS_THIRD_PARTY);
    }

    @Test
    void everyPageOfTheSiteIsHeldInBothLanguages() throws Exception {
        for (String language : new String[] {"/", "/en/"}) {
            for (String page : new String[] {"produkt", "kontakt", "video", "newsletter", "kommentare", "impressum"}) {
                HttpResponse<String> answer = visitor().get(language + page);
                assertThat(answer.statusCode()).as(language + page).isEqualTo(200);
                assertThat(answer.body()).as(language + page).doesNotContainPattern(LOADS_THIRD_PARTY);
                assertThat(answer.headers().allValues("set-cookie"))
                        .as(language + page)
                        .isEmpty();
            }
        }
    }

    @Test
    void bannerSpeaksTheLanguageOfThePage() throws Exception {
        assertThat(visitor().get("/").body()).contains("Alle ablehnen");
        assertThat(visitor().get("/en/").body()).contains("Reject all");
    }

    @Test
    void acceptingWithoutJavaScriptGrantsAndIsRecorded() throws Exception {
        Visit visitor = visitor();
        HttpResponse<String> answer = visitor.press("accept-all", visitor.get("/produkt"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).hasValue("/produkt");
        assertThat(visitor.cookies()).containsKey("choice");
        HttpResponse<String> next = visitor.get("/produkt");
        assertThat(next.body()).containsPattern("<script async src=\"http://tracker\\.localhost:[0-9]+/stat\\.js\"");
        assertThat(next.body()).doesNotContain("id=\"choice-panel\"");
        assertThat(next.headers().allValues("set-cookie")).anyMatch(header -> header.startsWith("_st_server="));

        HttpResponse<String> receipts =
                visitor().get("/_choice/operator/api/receipts?limit=1", "Authorization", OPERATOR);
        assertThat(receipts.statusCode()).isEqualTo(200);
        assertThat(receipts.body()).contains("visitor-statistics", "noticeVersion", "signature");
    }

    @Test
    void grantingOneServiceLoadsOnlyThatOne() throws Exception {
        Visit visitor = visitor();
        Map<String, String> fields = Visit.hiddenFields(visitor.get("/video").body());
        fields.put("choice", "save");
        fields.put("s", "workshop-videos");
        visitor.post("/_choice/decision", fields);

        String page = visitor.get("/video").body();
        assertThat(page).containsPattern("<iframe src=\"http://video\\.tracker\\.localhost");
        assertThat(page).doesNotContainPattern("<script async src=");
    }

    @Test
    void refusalCarriesNoIdentifierAndIsNotAskedAgain() throws Exception {
        Visit visitor = visitor();
        HttpResponse<String> first = visitor.get("/");
        visitor.press("reject-all", first);
        Visit another = visitor();
        another.press("reject-all", another.get("/"));

        assertThat(visitor.get("/").body())
                .doesNotContain("id=\"choice-panel\"")
                .doesNotContainPattern(LOADS_THIRD_PARTY);
        assertThat(visitor.value("choice").length())
                .as("two who refused carry nothing that tells them apart")
                .isEqualTo(another.value("choice").length());
    }

    @Test
    void withdrawalExpiresWhatTheServiceHadLeft() throws Exception {
        Visit visitor = visitor();
        visitor.press("accept-all", visitor.get("/"));
        visitor.remember("_st_id", "4711");
        HttpResponse<String> answer = visitor.press("withdraw-all", visitor.get("/_choice/"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("clear-site-data")).hasValue("\"cache\"");
        visitor.get("/");
        assertThat(visitor.cookies()).doesNotContainKeys("_st_id", "_st_server");
        assertThat(visitor.get("/").body()).doesNotContainPattern(LOADS_THIRD_PARTY);
    }

    @Test
    void decisionFromAnotherSiteIsNotTaken() throws Exception {
        Visit visitor = visitor();
        Map<String, String> fields = Visit.hiddenFields(visitor.get("/").body());
        fields.put("choice", "accept-all");
        HttpResponse<String> answer = visitor.forge(
                "/_choice/decision", fields, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(visitor.cookies()).doesNotContainKey("choice");
        assertThat(visitor.get("/").body()).contains("id=\"choice-panel\"");
    }

    @Test
    void browserSignalIsARefusalWithoutBanner() throws Exception {
        HttpResponse<String> page = visitor().get("/", "Sec-GPC", "1");

        assertThat(page.body()).doesNotContain("id=\"choice-panel\"").doesNotContainPattern(LOADS_THIRD_PARTY);
        assertThat(page.body()).contains("choice-reopen");
    }

    @Test
    void policyIsGeneratedFromTheRegistryInBothLanguages() throws Exception {
        assertThat(visitor().get("/datenschutz?lang=de").body())
                .contains("Datenschutzerklärung", "Statistik GmbH", "_st_id", "Video-Plattform Ltd.");
        assertThat(visitor().get("/datenschutz?lang=en").body()).contains("Privacy", "Statistik GmbH", "_st_id");
    }

    @Test
    void operatorApiWantsTheToken() throws Exception {
        assertThat(visitor().get("/_choice/operator/api/receipts").statusCode()).isEqualTo(401);
        assertThat(visitor()
                        .get("/_choice/operator/api/receipts", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void pageInPiecesArrivesWhole() throws Exception {
        assertThat(visitor().get("/5-stream").body()).contains("Stück 1", "Stück 5", "</html>");
    }

    @Test
    void ownCommentIsRecognisedByTheSession() throws Exception {
        Visit visitor = visitor();
        visitor.post("/kommentare", Map.of("name", "A", "text", "Gute Waage <b>!"));

        assertThat(visitor.get("/kommentare").body()).contains("class=\"own\"", "Gute Waage &lt;b&gt;!");
    }
}
