package io.consentfilter.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.seal.Ids;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever wrote a notice, or into the database, gets nothing to run in an operator's browser. */
final class HostileNoticeTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String PICTURE = "\"><img src=x onerror=alert(1)>";
    private static final String VERSION = "v\"><script src=x>";
    private static final String STYLE = "x</style><script>alert(3)</script>.css";
    private static final String PAGE = "de/" + PICTURE + ".html";

    @TempDir
    private Path folder;

    private OperatorServer server;
    private HttpClient browser;
    private String record;

    @BeforeEach
    void start() throws Exception {
        server = OperatorServer.open(folder);
        browser = server.signedIn(OperatorServer.KEEPER);
        Map<String, Object> text = Map.of("de", SCRIPT, "en", SCRIPT);
        Map<String, Object> item = Map.of("name", PICTURE, "purpose", SCRIPT, "provider", Map.of("name", SCRIPT));
        byte[] facts = CanonicalJson.bytes(Map.of(
                "controller",
                Map.of("name", SCRIPT, "address", PICTURE, "email", SCRIPT),
                "purposes",
                Map.of(SCRIPT, Map.of("title", text)),
                "services",
                Map.of(PICTURE, item),
                "siteName",
                SCRIPT,
                "policyUrl",
                "javascript:alert(4)",
                "choicesUrl",
                PICTURE));
        server.stores
                .notices()
                .keep(new Notice(
                        VERSION,
                        SCRIPT,
                        OperatorServer.START,
                        Map.of(
                                PAGE,
                                bytes(SCRIPT + "<meta http-equiv=\"refresh\" content=\"0;url=//evil.example\"><form"
                                        + " action=\"//evil.example\"><button autofocus>x</button></form>"),
                                STYLE,
                                bytes("a{}</style><script>alert(5)</script>"),
                                SCRIPT + ".js",
                                bytes("alert(6)"),
                                "facts.json",
                                facts)));
        record = append();
        server.stores.receipts().invalidate(VERSION, SCRIPT + PICTURE);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private String append() throws Exception {
        Instant now = OperatorServer.START.plusSeconds(1);
        String id = new Ids(() -> now).recordId();
        ConsentRecord hostile = new ConsentRecord(
                id,
                Ids.receiptNumber(id),
                "muster",
                now,
                "subject" + PICTURE,
                VERSION,
                SCRIPT,
                PICTURE,
                "banner:" + SCRIPT,
                Map.of(PICTURE, ConsentState.GIVEN),
                Map.of(SCRIPT, ConsentState.GIVEN),
                null,
                now.plusSeconds(1000),
                LocalDate.of(2030, 12, 31));
        server.stores.receipts().append(hostile, ReceiptDocuments.canonical(hostile));
        return id;
    }

    private HttpResponse<String> replay(String part) throws Exception {
        return server.get(browser, "/notices/" + encoded(VERSION) + "/replay?part=" + encoded(part));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Test
    void everyOperatorPageShowsItAsText() throws Exception {
        for (String path : List.of(
                "/",
                "/?notice=" + encoded(VERSION),
                "/receipts/" + record,
                "/notices",
                "/notices/" + encoded(VERSION),
                "/acceptance",
                "/site",
                "/configuration")) {
            HttpResponse<String> answer = server.get(browser, path);
            Document page = Jsoup.parse(answer.body());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue(Call.PAGE_POLICY);
            assertThat(page.select("script, img, iframe, meta[http-equiv], [onerror], [style]"))
                    .as(path)
                    .isEmpty();
            assertThat(page.select("a[href^=javascript]")).as(path).isEmpty();
        }
        assertThat(server.get(browser, "/receipts/" + record).body()).contains("&lt;script&gt;alert(1)");
        assertThat(server.get(browser, "/notices/" + encoded(VERSION)).body()).contains("&lt;img src=x");
    }

    @Test
    void whatIsRefusedIsShownAsText() throws Exception {
        String hostile = encoded("\u202e" + PICTURE + SCRIPT);
        for (String path : List.of(
                "/receipts/" + hostile,
                "/notices/" + hostile,
                "/notices/" + hostile + "/replay",
                "/notices/" + encoded(VERSION) + "?with=" + hostile,
                "/?" + hostile + "=" + hostile,
                "/?from=" + hostile,
                "/?number=" + hostile,
                "/?state=" + hostile,
                "/?after=" + hostile,
                "/?purpose=" + hostile + "&state=given",
                "/acceptance?from=" + hostile,
                "/sign-in?to=" + hostile)) {
            for (HttpClient who : List.of(browser, server.browser())) {
                HttpResponse<String> answer = server.get(who, path);
                assertThat(answer.statusCode()).as(path).isIn(200, 303, 400, 404);
                assertThat(answer.body()).as(path).doesNotContain("\u202e");
                assertThat(Jsoup.parse(answer.body()).select("script, img, [onerror]"))
                        .as(path)
                        .isEmpty();
            }
        }
    }

    @Test
    void aReasonThatIsTooLongIsShownAsTextAndErasesNothing() throws Exception {
        String form = "/receipts/" + record;
        String csrf = Jsoup.parse(server.get(browser, form).body())
                .select("form[action$=erasure] input[name=csrf]")
                .attr("value");
        HttpResponse<String> answer =
                server.post(browser, form + "/erasure", Map.of("csrf", csrf, "reason", PICTURE.repeat(20)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("img, [onerror]")).isEmpty();
        assertThat(server.stores.receipts().find(record)).isPresent();
    }

    @Test
    void aReplayedPageHasNoLife() throws Exception {
        HttpResponse<String> replay = replay(PAGE);
        Document page = Jsoup.parse(replay.body());

        assertThat(replay.statusCode()).isEqualTo(200);
        assertThat(replay.headers().firstValue("Content-Security-Policy")).hasValue(Replay.POLICY);
        assertThat(Replay.POLICY)
                .startsWith("sandbox;")
                .contains("default-src 'none'", "form-action 'none'", "base-uri 'none'")
                .doesNotContain("allow-", "script-src");
        assertThat(page.head().select("script, img"))
                .as("nothing of it in our own frame")
                .isEmpty();
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.title()).isEqualTo(PAGE);
    }

    @Test
    void otherPartsAreTextAndNothingElse() throws Exception {
        for (String part : List.of(STYLE, SCRIPT + ".js", "facts.json")) {
            HttpResponse<String> answer = replay(part);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue(Replay.POLICY);
        }
    }

    @Test
    void aPartThatIsNotThereIsNamedAsText() throws Exception {
        HttpResponse<String> answer = replay(PICTURE + SCRIPT);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("script, img")).isEmpty();
    }

    @Test
    void theChangedNoticeIsSaidToBeAltered() throws Exception {
        assertThat(NoticeFacts.version(
                        server.stores.notices().find(VERSION).orElseThrow().parts()))
                .isNotEqualTo(VERSION);
        assertThat(server.get(browser, "/notices/" + encoded(VERSION) + "?lang=en")
                        .body())
                .contains("class=\"message bad\"");
    }
}
