package io.consentfilter.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consentfilter.contract.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a webapp may do with its response, and what has to leave: servlets and HTTP assertions only, so that the same sentences
 * hold in every container. A subclass starts one container with both apps of {@link ContractApp}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServletContract {
    private static final String WITHHELD = "data-choice-src=\"https://tracker.example/t.js\"";
    private static final String BANNER = "id=\"choice-panel\"";
    private static final String OWN_POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

    /** For containers that keep files open on a platform that then refuses to delete them. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path directory;

    private ContractApp app;
    private RawHttp http;
    private RawHttp bareHttp;
    private String expected;

    /** Starts a container on a free port with both apps, and returns the port. */
    protected abstract int start(ContractApp contractApp) throws Exception;

    /** Port of the app without the filter, where one server holds only one app. */
    protected int barePort(int port) {
        return port;
    }

    protected abstract void stop() throws Exception;

    @BeforeAll
    void startContainer() throws Exception {
        app = ContractApp.write(directory.resolve(getClass().getSimpleName()));
        int port = start(app);
        http = new RawHttp(port);
        bareHttp = new RawHttp(barePort(port));
        expected = guarded("page-stream-whole").text();
    }

    @AfterAll
    void stopContainer() throws Exception {
        stop();
    }

    protected final RawHttp http() {
        return http;
    }

    protected final ContractApp app() {
        return app;
    }

    private Answer guarded(String name, String... headers) {
        return http.get(ContractApp.GUARDED + "/c/" + name, headers);
    }

    private Answer bare(String name, String... headers) {
        return bareHttp.get(ContractApp.BARE + "/c/" + name, headers);
    }

    /** Error pages of containers name the path. */
    private static String asGuarded(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1).replace(ContractApp.BARE, ContractApp.GUARDED);
    }

    private static List<String> ourPolicies(Answer answer) {
        return answer.all("Content-Security-Policy").stream()
                .filter(policy -> policy.contains("report-uri " + ContractApp.GUARDED + "/_choice/reports"))
                .toList();
    }

    /** Guarded, whole, once: nothing lost, nothing doubled. */
    protected final void isGuardedPage(Answer answer) {
        assertThat(answer.text()).contains(WITHHELD).endsWith("<!--fin--><unfinished");
        assertThat(answer.text()).doesNotContain(" src=\"https://tracker.example");
        assertThat(answer.text().split(BANNER, -1)).as("banners").hasSize(2);
        assertThat(answer.text().split("<p>two</p>", -1)).as("copies").hasSize(2);
        assertThat(ourPolicies(answer)).hasSize(1);
        assertThat(ourPolicies(answer).get(0)).startsWith(OWN_POLICY).doesNotContain("tracker.example");
        assertThat(answer.header("Cache-Control")).contains("private").contains("no-cache");
        assertThat(String.join(",", answer.all("Vary"))).containsIgnoringCase("Sec-GPC");
    }

    /** A container that packs answers itself does so outside of us: what it packs is guarded already, and it packs nothing twice. */
    protected final void packsWhatIsGuarded(RawHttp packing) {
        for (String name : List.of(
                "page-stream-whole",
                "page-writer-whole",
                "page-length-int",
                "page-stream-flushed-between",
                "page-forward-writer",
                "page-async-complete")) {
            String path = ContractApp.GUARDED + "/c/" + name;
            Answer plain = packing.get(path);
            Answer packed = packing.get(path, "Accept-Encoding: gzip");

            isGuardedPage(plain);
            assertThat(packed.all("Content-Encoding")).as(name).containsExactly("gzip");
            assertThat(packed.gunzipped()).as(name).isEqualTo(plain.text());
            assertThat(ourPolicies(packed)).hasSize(1);
            assertThat(String.join(",", packed.all("Vary"))).containsIgnoringCase("accept-encoding");
        }
        String twice = ContractApp.GUARDED + "/c/gzip-whole";
        assertThat(packing.get(twice, "Accept-Encoding: gzip").all("Content-Encoding"))
                .containsExactly("gzip");
        assertThat(packing.get(twice, "Accept-Encoding: gzip").gunzipped()).contains(WITHHELD);
        String style = ContractApp.GUARDED + "/style.css";
        assertThat(packing.get(style, "Accept-Encoding: gzip").gunzipped())
                .isEqualTo(packing.get(style).text());
    }

    // ---- every way to write a page
    // --------------------------------------------------------------------------------------

    static Stream<String> pages() {
        return Cases.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageIsTheSameWhateverWayItIsWritten(String name) {
        Answer answer = guarded(name);

        assertThat(answer.status()).isEqualTo(200);
        isGuardedPage(answer);
        assertThat(answer.text().replace(name, "page-stream-whole")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page-stream-whole",
                "page-writer-whole",
                "page-length-int",
                "page-forward-writer",
                "page-include-stream",
                "page-async-dispatch"
            })
    void headAnswersAsGetWithoutBody(String name) {
        Answer get = guarded(name);
        Answer head = http.head(ContractApp.GUARDED + "/c/" + name);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Security-Policy")).isEqualTo(get.header("Content-Security-Policy"));
        assertThat(head.header("Content-Length")).isIn("", "" + get.body().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page-stream-whole",
                "page-writer-whole",
                "page-forward-writer",
                "page-forward-static",
                "page-async-complete",
                "page-nonblocking"
            })
    void whoGrantedGetsThePageAsItIs(String name) {
        Answer answer = guarded(name, app.choice(Set.of("visitor-statistics")));

        assertThat(answer.text())
                .contains("<script src=\"https://tracker.example/t.js\">")
                .doesNotContain(BANNER);
        assertThat(ourPolicies(answer)).hasSize(1);
        assertThat(ourPolicies(answer).get(0)).contains("tracker.example");
    }

    @Test
    void whoRefusedGetsNoBannerAndNothingLoads() {
        Answer answer = guarded("page-stream-whole", app.choice(Set.of()));

        assertThat(answer.text()).contains(WITHHELD).doesNotContain(BANNER);
    }

    @Test
    void forgedChoiceIsNone() {
        StringBuilder choice = new StringBuilder(app.choice(Set.of("visitor-statistics")));
        int middle = choice.lastIndexOf(".") + 5;
        choice.setCharAt(middle, choice.charAt(middle) == 'A' ? 'B' : 'A');
        String forged = choice.toString();

        assertThat(guarded("page-stream-whole", forged).text())
                .contains(WITHHELD)
                .contains(BANNER);
    }

    @Test
    void signalOfTheBrowserIsARefusal() {
        for (String signal : List.of("Sec-GPC: 1", "DNT: 1")) {
            assertThat(guarded("page-stream-whole", signal).text())
                    .contains(WITHHELD)
                    .doesNotContain(BANNER);
        }
    }

    @Test
    void staticPageOfTheDefaultServletIsGuarded() {
        Answer answer = http.get(ContractApp.GUARDED + "/page.html");

        isGuardedPage(answer);
        assertThat(answer.header("Content-Length")).isIn("", "" + answer.body().length);
        assertThat(answer.header("Last-Modified")).isEmpty();
    }

    // ---- what a page is for
    // ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Requested-With: XMLHttpRequest",
                "HX-Request: true",
                "Turbo-Frame: box",
                "Faces-Request: partial/ajax",
                "Wicket-Ajax: true",
                "X-PJAX: true"
            })
    void fragmentIsRewrittenWithoutInsertions(String sign) {
        Answer answer = guarded("page-stream-whole", sign);

        assertThat(answer.text()).contains(WITHHELD).doesNotContain(BANNER).endsWith("<unfinished");
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Faces-Request: partial/ajax", "Wicket-Ajax: true"})
    void piecesOfAPageInXmlAreRewritten(String sign) {
        Answer answer = guarded("partial-response", sign);

        assertThat(answer.text())
                .startsWith("<?xml version='1.0'?><partial-response>")
                .contains("data-choice-src=\"https://tracker.example/t.js\"")
                .doesNotContain(BANNER)
                .endsWith("</partial-response>");
        assertThat(guarded("partial-response").text()).contains(" src=\"https://tracker.example/t.js\"");
    }

    /** Old scripts for uploads read it out of a frame, and to sites without TLS a browser does not say what it wants. */
    @ParameterizedTest
    @ValueSource(strings = {"Accept: text/html,*/*;q=0.8", "Accept: */*", "Sec-Fetch-Dest: iframe", "X-None: 1"})
    void dataThatTheAppCallsAPageStaysData(String asked) {
        Answer answer = guarded("json-typed-as-page", asked);

        AsWithout.butForConsent(answer, bare("json-typed-as-page", asked));
        assertThat(answer.text()).startsWith("{").doesNotContain("_choice");
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @Test
    void frameCarriesNoBanner() {
        assertThat(guarded("page-stream-whole", "Sec-Fetch-Dest: iframe").text())
                .contains(WITHHELD)
                .doesNotContain(BANNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Dest: empty", "Accept: */*"})
    void wholeDocumentFetchedByAScriptIsAPage(String fetched) {
        assertThat(guarded("page-stream-whole", fetched).text()).contains(BANNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HX-Boosted: true", "HX-History-Restore-Request: true"})
    void pageThatHtmxPutsInThePlaceOfAnotherIsAPage(String sign) {
        assertThat(guarded("page-stream-whole", "Sec-Fetch-Dest: empty", "HX-Request: true", sign)
                        .text())
                .contains(BANNER);
    }

    @Test
    void xhtmlIsGuarded() {
        Answer answer = guarded("xhtml");

        assertThat(answer.text()).contains(WITHHELD);
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @Test
    void crossSitePostExpiresNothingAndGrantsNothing() {
        Answer answer = http.post(
                ContractApp.GUARDED + "/c/page-stream-whole",
                "a=b",
                "Content-Type: application/x-www-form-urlencoded",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Dest: document",
                "Cookie: _st_id=1");

        assertThat(answer.text()).contains(WITHHELD);
        assertThat(answer.all("Set-Cookie")).isEmpty();
    }

    // ---- answers that are no pages
    // --------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-stream",
                "json-writer",
                "text-writer",
                "text-writer-flushed",
                "no-type",
                "no-type-writer",
                "binary",
                "plain-headers",
                "no-content",
                "not-modified",
                "empty",
                "download",
                "download-said-late",
                "text-after-all",
                "forward-not-modified",
                "forward-empty",
                "seen-parameters?a=1&b=2",
                "redirect",
                "error-418",
                "empty-flushed",
                "include-text",
                "include-before-the-type",
                "redirect-of-a-page",
                "redirect-for-good",
                "redirect-with-status",
                "redirect-with-the-body-so-far",
                "headers-taken-back",
                "no-type-headers-taken-back",
                "type-taken-back-by-header",
                "charset-taken-back",
                "packed-by-a-filter-json-stream",
                "length-taken-back",
                "async-original",
                "async-original?given=1",
                "async-context-again",
                "async-context-in-a-list",
                "text-charset-by-locale",
                "cookies-with-attributes",
                "forward-named-not-modified",
                "kept-json-writer",
                "kept-json-stream",
                "kept-no-type",
                "text-writer-lines",
                "text-stream-lines",
                "text-writer-numbers",
                "text-writer-opened",
                "json-writer-opened",
                "style-packed-before-the-type",
                "own-headers-seen",
                "validated-past-wrappers-json",
                "validated-past-wrappers-png",
                "validated-past-wrappers-no-type"
            })
    void otherAnswersAreAsWithoutTheFilter(String name) {
        AsWithout.exactly(guarded(name), bare(name), Set.of());
        AsWithout.exactly(
                guarded(name, "X-Requested-With: XMLHttpRequest"),
                bare(name, "X-Requested-With: XMLHttpRequest"),
                Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/style.css", "/big.bin", "/script.js", "/picture.svg"})
    void filesAreAsWithoutTheFilter(String path) {
        boolean obeysPolicy = path.endsWith(".js") || path.endsWith(".svg");
        Set<String> but = obeysPolicy ? Set.of("content-security-policy") : Set.of();

        for (String line : List.of(
                "Accept: */*",
                "Accept-Encoding: gzip, br",
                "Range: bytes=5-9",
                "Range: bytes=-7",
                "If-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT",
                "If-Modified-Since: Tue, 14 Nov 2000 22:13:20 GMT",
                "If-Unmodified-Since: Tue, 14 Nov 2000 22:13:20 GMT",
                "If-None-Match: \"none\"",
                "If-Match: \"none\"")) {
            AsWithout.exactly(
                    http.get(ContractApp.GUARDED + path, line), bareHttp.get(ContractApp.BARE + path, line), but);
        }
        AsWithout.exactly(http.head(ContractApp.GUARDED + path), bareHttp.head(ContractApp.BARE + path), but);
    }

    /**
     * The promise: as without, but for what consent requires. One page cannot be compared on Undertow, {@code
     * page-after-type-undone-by-reset}: it keeps the length that was set before {@code reset()} and cuts the app's page there. With the
     * filter that page is whole, which {@link #pageIsTheSameWhateverWayItIsWritten} holds.
     */
    @ParameterizedTest
    @MethodSource("pages")
    void pageIsAsWithoutButForConsent(String name) {
        Answer without = bare(name);
        assumeTrue(
                without.text().endsWith("<unfinished"),
                "without the filter, too, this container loses the end of " + name);

        AsWithout.butForConsent(guarded(name), without);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "headers-if-absent",
                "csp-after-type",
                "plain-page-headers",
                "late-header",
                "type-taken-back",
                "redirect-with-body",
                "empty-page-writer",
                "lines-of-a-page",
                "numbers-of-a-page",
                "own-headers-of-a-page-seen",
                "including-files",
                "kept-page-stream-whole",
                "kept-page-writer-whole",
                "kept-and-decorated",
                "kept-file"
            })
    void headersOfThePageAreTheApps(String name) {
        AsWithout.butForConsent(guarded(name), bare(name));
    }

    @Test
    void pageThatAnswersAnErrorOfAsyncIsGuarded() {
        Answer without = bare("async-error-answered");
        assumeTrue(without.text().endsWith("<unfinished"), "in this container such an answer is lost");

        AsWithout.butForConsent(guarded("async-error-answered"), without);
    }

    /** Jetty fails there. */
    @Test
    void typeMayBeTakenBackWhereTheWriterIsOpen() {
        Answer without = bare("type-taken-back-after-writer");
        assumeTrue(without.status() == 200, "this container takes no type back");

        AsWithout.exactly(guarded("type-taken-back-after-writer"), without, Set.of());
    }

    @Test
    void charsetOfTheLocaleCounts() {
        AsWithout.butForConsent(
                guarded("piece-charset-by-locale", "X-PJAX: 1"), bare("piece-charset-by-locale", "X-PJAX: 1"));
    }

    /** Where a container finishes its own response behind a FORWARD, such a filter loses the page without us, too. */
    @ParameterizedTest
    @ValueSource(strings = {"packed-by-a-filter-page-stream-whole", "packed-by-a-filter-page-writer-whole"})
    void viewThatAFilterOfTheAppPacksIsGuarded(String name) {
        Answer without = bare(name, "Accept-Encoding: gzip");
        Answer with = guarded(name, "Accept-Encoding: gzip");

        if (without.body().length < 100) {
            assertThat(with.status()).isEqualTo(without.status());
        } else {
            assertThat(without.gunzipped()).endsWith("<unfinished");
            assertThat(with.gunzipped().replace(name, "page-stream-whole")).isEqualTo(expected);
        }
    }

    /** On Undertow a part that redirects takes back what was written before it; then there is nothing to compare. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "that-says-much",
                "sends-error",
                "sends-error-with-message",
                "redirects",
                "redirects-for-good",
                "resets",
                "flushes",
                "closes"
            })
    void partOfAPageSpeaksForItselfOnly(String part) {
        Answer without = bare("including-part-" + part);
        assumeTrue(without.text().startsWith("<!DOCTYPE"), "this container lets a part take back the whole");

        AsWithout.butForConsent(guarded("including-part-" + part), without);
    }

    /** Containers of Servlet 6.0 take no header back: there the download stays one. */
    @Test
    void downloadThatIsShownAfterAllIsGuarded() {
        Answer without = bare("download-taken-back");
        if (without.all("Content-Disposition").isEmpty()) {
            isGuardedPage(guarded("download-taken-back"));
        } else {
            AsWithout.exactly(guarded("download-taken-back"), without, Set.of());
        }
    }

    @Test
    void appThatTakesItsOwnHeadersBackTakesNoneOfOurs() {
        Answer answer = guarded("page-headers-taken-back", "Cookie: _st_id=1");

        isGuardedPage(answer);
        assertThat(answer.all("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("_st_id=;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE"})
    void otherMethodsAreAsWithoutTheFilter(String method) {
        for (String path : List.of("/style.css", "/page.html")) {
            // TRACE gives back the path, and ours is a letter shorter.
            AsWithout.exactly(
                    http.ask(method, ContractApp.GUARDED + path),
                    bareHttp.ask(method, ContractApp.BARE + path),
                    Set.of("content-length"));
        }
    }

    /** As Spring Security does: only where nobody has set them. Ours must not count. */
    @Test
    void appSeesOnlyItsOwnHeaders() {
        Answer answer = guarded("headers-if-absent");

        assertThat(answer.all("Content-Security-Policy"))
                .contains("img-src 'self'")
                .hasSize(2);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Seen")).isEqualTo("[] null");
    }

    @Test
    void bodyThatBrowsersMayNotSniffIsText() {
        Answer answer = guarded("no-type-no-sniffing");

        assertThat(answer.body()).isEqualTo(bare("no-type-no-sniffing").body());
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-type-blank-first", "type-after-a-blank"})
    void pageThatBeginsWithABlankIsGuarded(String name) {
        Answer answer = guarded(name);

        assertThat(answer.text()).startsWith("\n");
        isGuardedPage(answer);
    }

    @Test
    void pageBehindABlankThatHasLeftIsRewrittenAllTheSame() {
        Answer answer = guarded("no-type-blank-flushed");

        assertThat(answer.text()).startsWith("\n").contains(WITHHELD, BANNER).endsWith("<unfinished");
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-type-blank-then-data", "no-type-only-blanks"})
    void blanksBeforeOtherThingsAreAsWithoutTheFilter(String name) {
        AsWithout.exactly(guarded(name), bare(name), Set.of());
    }

    /** Tomcat remembers such a charset for good, and the app's second try fails, too. */
    @Test
    void appMayTryAnotherCharsetWhereOneIsUnknown() {
        Answer without = bare("charset-that-nobody-knows");
        assumeTrue(without.status() == 200, "this container lets nobody try again");

        AsWithout.exactly(guarded("charset-that-nobody-knows"), without, Set.of());
    }

    @Test
    void packedPageWhoseHeadHasLeftBeforeItsTypePassesUnderThePolicy() {
        Answer answer = guarded("gzip-flushed-before-the-type", "Accept-Encoding: gzip");

        assertThat(answer.gunzipped()).isEqualTo(Cases.PAGE);
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    /** Browsers unpack first and look at the bytes then. */
    @Test
    void packedBodyWithoutATypePassesUnderThePolicy() {
        Answer answer = guarded("no-type-packed", "Accept-Encoding: gzip");

        assertThat(answer.gunzipped()).isEqualTo(Cases.PAGE);
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    /** Seen in Chromium 156: all of these it shows as a page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html%20charset=utf-8",
                "text/html,%20charset=utf-8",
                "text/html(x)",
                "html",
                "utf-8",
                ";charset=utf-8",
                "application/json,%20text/html"
            })
    void whatBrowsersShowAsAPageIsGuardedHoweverTheTypeIsSpelled(String type) {
        isGuardedPage(guarded("type-as-asked?type=" + type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xhtml%2Bxml%20charset=utf-8", "text/xsl"})
    void whatBrowsersShowAsXmlStandsUnderThePolicy(String type) {
        assertThat(ourPolicies(guarded("type-as-asked?type=" + type))).hasSize(1);
    }

    /** Seen in Chromium 150: it looks at the bytes, and runs the scripts of such a document. */
    @Test
    void bodyWithoutATypeThatBeginsAsXmlStandsUnderThePolicy() {
        Answer answer = guarded("no-type-xml");

        AsWithout.exactly(answer, bare("no-type-xml"), Set.of("content-security-policy"));
        assertThat(ourPolicies(answer)).hasSize(1);
        assertThat(guarded("no-type-xml", app.choice(Set.of("visitor-statistics")))
                        .all("Content-Security-Policy"))
                .isEqualTo(answer.all("Content-Security-Policy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html,%20application/json", "text/htmlx", "text/plain%20charset=utf-8"})
    void whatBrowsersDoNotShowAsAPageIsAsWithoutTheFilter(String type) {
        AsWithout.exactly(guarded("type-as-asked?type=" + type), bare("type-as-asked?type=" + type), Set.of());
    }

    @Test
    void rangesOfDownloadsWork() {
        Answer answer = http.get(ContractApp.GUARDED + "/big.bin", "Range: bytes=10-19");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page.html", "/style.css", "/big.bin"})
    void rangeBeyondTheEndIsRefusedAsWithoutTheFilter(String path) {
        Answer with = http.get(ContractApp.GUARDED + path, "Range: bytes=9999999-");
        Answer without = bareHttp.get(ContractApp.BARE + path, "Range: bytes=9999999-");

        // Jetty leaves out its error page of 416 behind any wrapped request.
        assertThat(with.status()).isEqualTo(without.status());
        assertThat(with.header("Content-Range")).isEqualTo(without.header("Content-Range"));
        assertThat(asGuarded(with.body()))
                .isIn(asGuarded(without.body()), without.text().contains("Jetty") ? "" : asGuarded(without.body()));
    }

    @Test
    void rangesOfPagesAreRefused() {
        Answer answer = http.get(ContractApp.GUARDED + "/page.html", "Range: bytes=10-19", "Accept: text/html");

        assertThat(answer.status()).isEqualTo(200);
        isGuardedPage(answer);
    }

    @Test
    void partOfAPagePassesUnderThePolicy() {
        Answer answer = guarded("partial-page");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).hasSize(10);
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @Test
    void conditionalFileIsAnsweredWith304() {
        String modified = http.get(ContractApp.GUARDED + "/style.css").header("Last-Modified");

        assertThat(http.get(ContractApp.GUARDED + "/style.css", "If-Modified-Since: " + modified)
                        .status())
                .isEqualTo(304);
    }

    @Test
    void downloadOfAPageIsNotRewritten() {
        Answer answer = guarded("download");

        assertThat(answer.text()).isEqualTo(Cases.PAGE);
        assertThat(answer.header("Content-Length")).isEqualTo("" + Cases.PAGE.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"download-type-first", "download-disposition-first"})
    void downloadOfAPageMayBeKeptAsTheAppSays(String name) {
        Answer with = guarded(name);
        Answer without = bare(name);

        assertThat(with.body()).isEqualTo(without.body());
        for (String header : List.of("Cache-Control", "ETag", "Last-Modified", "Content-Length", "Accept-Ranges")) {
            assertThat(with.all(header)).as(header).isEqualTo(without.all(header));
        }
    }

    @Test
    void pageThatIsShownAfterAllIsGuarded() {
        Answer answer = guarded("page-shown-after-all");

        assertThat(answer.status()).isEqualTo(200);
        isGuardedPage(answer);
    }

    @Test
    void fileThatTheAppHandsToTheContainerIsWholeOrGuarded() {
        Answer binary = guarded("sendfile-binary");

        assertThat(binary.body()).isEqualTo(bare("sendfile-binary").body());
        assertThat(binary.header("Content-Length")).isEqualTo("200000");
        assertThat(guarded("page-sendfile").status()).isEqualTo(200);
        isGuardedPage(guarded("page-sendfile"));
    }

    @Test
    void excludedPathIsLeftAlone() {
        Answer answer = http.get(ContractApp.GUARDED + "/excluded/page-stream-whole", "Cookie: _st_id=1");

        assertThat(answer.text()).isEqualTo(Cases.PAGE);
        assertThat(answer.all("Content-Security-Policy")).isEmpty();
        assertThat(answer.all("Set-Cookie")).isEmpty();
    }

    @Test
    void excludedPathStaysExcludedWhenItForwards() {
        assertThat(http.get(ContractApp.GUARDED + "/excluded/page-forward-writer")
                        .text())
                .isEqualTo(Cases.PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/excluded/../c/page-stream-whole", "/excluded/..;/c/page-stream-whole", "/c/%70age-stream-whole"
            })
    void noSpellingWalksAroundTheGuard(String path) {
        Answer answer = http.get(ContractApp.GUARDED + path);

        assertThat(answer.text()).doesNotContain("<script src=\"https://tracker.example");
    }

    @Test
    void skippedAnswerLeavesAsItIs() {
        Answer answer = guarded("skipped");

        assertThat(answer.text()).isEqualTo(Cases.PAGE);
        assertThat(answer.all("Content-Security-Policy")).isEmpty();
    }

    @Test
    void skippedAnswerKeepsItsLengthAndValidators() {
        Answer with = guarded("skipped-pdf-source", "Cookie: _st_id=1");
        Answer without = bare("skipped-pdf-source");

        assertThat(with.body()).isEqualTo(without.body());
        for (String header : List.of("Content-Length", "ETag", "Last-Modified", "Cache-Control", "Vary")) {
            assertThat(with.all(header)).as(header).isEqualTo(without.all(header));
        }
    }

    @Test
    void excludedFileIsLeftAlone() {
        Answer with = http.get(ContractApp.GUARDED + "/files/big.bin", "Range: bytes=5-9", "Accept: text/html");
        Answer without = bareHttp.get(ContractApp.BARE + "/files/big.bin", "Range: bytes=5-9");

        assertThat(with.status()).isEqualTo(206);
        assertThat(with.body()).isEqualTo(without.body());
        assertThat(http.get(ContractApp.GUARDED + "/files/page.html").text()).isEqualTo(Cases.PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json-stream", "json-writer", "binary", "download", "no-content", "javascript"})
    void headOfOtherAnswersIsAsWithoutTheFilter(String name) {
        Answer with = http.head(ContractApp.GUARDED + "/c/" + name);
        Answer without = bareHttp.head(ContractApp.BARE + "/c/" + name);

        assertThat(with.status()).isEqualTo(without.status());
        assertThat(with.body()).isEmpty();
        for (String header : List.of("Content-Type", "Content-Length", "ETag")) {
            assertThat(with.all(header)).as(header).isEqualTo(without.all(header));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/style.css", "/big.bin", "/files/big.bin", "/picture.svg"})
    void headOfFilesIsAsWithoutTheFilter(String path) {
        Answer with = http.head(ContractApp.GUARDED + path);
        Answer without = bareHttp.head(ContractApp.BARE + path);

        assertThat(with.body()).isEmpty();
        for (String header : List.of("Content-Type", "Content-Length", "Last-Modified", "Accept-Ranges")) {
            assertThat(with.all(header)).as(header).isEqualTo(without.all(header));
        }
    }

    @Test
    void headOfAStaticPageNamesNoLengthOfTheFile() {
        Answer head = http.head(ContractApp.GUARDED + "/page.html");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isNotEqualTo("" + Cases.PAGE.length());
        assertThat(head.header("Last-Modified")).isEmpty();
        assertThat(ourPolicies(head)).hasSize(1);
    }

    /** Who asks for a socket where none is gets no page past the guard: a cache might keep it for everybody. */
    @Test
    void headersOfASocketOpenNothing() {
        isGuardedPage(guarded(
                "page-stream-whole",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        assertThat(guarded("seen-cookies", "Upgrade: websocket", "Connection: Upgrade", "Cookie: a=1; _st_id=2")
                        .text())
                .doesNotContain("_st_id");
    }

    @Test
    void upgradeIsUntouched() {
        String[] asking = {"Upgrade: echo", "Connection: Upgrade"};
        String with = http.readUntil(ContractApp.GUARDED + "/c/upgrade", "t.js>", asking);
        String without = bareHttp.readUntil(ContractApp.BARE + "/c/upgrade", "t.js>", asking);

        assertThat(with.lines().findFirst()).isEqualTo(without.lines().findFirst());
        assertThat(with.contains("hello <script src=https://tracker.example/t.js>"))
                .isEqualTo(without.contains("hello <script src=https://tracker.example/t.js>"));
        assertThat(with.toLowerCase(Locale.ROOT).contains("upgrade: echo"))
                .isEqualTo(without.toLowerCase(Locale.ROOT).contains("upgrade: echo"));
    }

    @Test
    void emptyPageStaysEmpty() {
        for (String name : List.of("empty-page", "empty-page-stream")) {
            Answer answer = guarded(name);

            assertThat(answer.body()).isEmpty();
            assertThat(ourPolicies(answer)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream-after-writer", "writer-after-stream"})
    void onlyOneWayToWriteIsOpen(String name) {
        assertThat(guarded(name).text()).isEqualTo("refused");
    }

    @Test
    void appReadsBackWhatItSet() {
        assertThat(guarded("read-back").text()).isEqualTo("\"r\"true5");
    }

    @Test
    void trailersPass() {
        assertThat(guarded("trailers").text()).contains("body");
        String with = http.readUntil(ContractApp.GUARDED + "/c/trailers", "X-Sum: 42");
        String without = bareHttp.readUntil(ContractApp.BARE + "/c/trailers", "X-Sum: 42");
        assertThat(with.replaceAll("Date: .*", "")).isEqualToIgnoringCase(without.replaceAll("Date: .*", ""));
    }

    @Test
    void trailersOfAPagePass() {
        String with = http.readUntil(ContractApp.GUARDED + "/c/page-trailers", "X-Sum: 42");
        String without = bareHttp.readUntil(ContractApp.BARE + "/c/page-trailers", "X-Sum: 42");

        assertThat(with).contains(WITHHELD);
        assertThat(with.toLowerCase(Locale.ROOT).contains("x-sum: 42"))
                .isEqualTo(without.toLowerCase(Locale.ROOT).contains("x-sum: 42"));
    }

    // ---- streaming
    // ------------------------------------------------------------------------------------------------------

    /** The app ends only once the browser has seen what it flushed. */
    @ParameterizedTest
    @ValueSource(strings = {"events", "endless-page", "slow-page-writer"})
    void whatTheAppFlushesLeavesBeforeItWritesOn(String name) {
        String door = "?door=" + UUID.randomUUID();
        String seen = http.readUntil(
                ContractApp.GUARDED + "/c/" + name + door, "tick", () -> guarded("open-door" + door), "fin");

        assertThat(seen).contains("tick", "fin").doesNotContain("nobody saw it");
    }

    @Test
    void visitorWhoReadsSlowlyGetsTheEndOfThePage() {
        String name = "/c/long-nonblocking-closed";
        Answer without = bareHttp.getSlowly(ContractApp.BARE + name);
        assumeTrue(without.text().endsWith("<unfinished"), "without the filter, too, this container loses the end");

        AsWithout.butForConsent(http.getSlowly(ContractApp.GUARDED + name), without);
    }

    /** Who sends events by the writer asks it whether anybody listens. */
    @Test
    void appLearnsThatNobodyListensAnyMore() {
        String door = "?door=" + UUID.randomUUID();
        http.readUntil(ContractApp.GUARDED + "/c/events-until-nobody-listens" + door, "tick");

        assertThat(guarded("whether-door-opens" + door).text()).isEqualTo("open");
    }

    @Test
    void appMayCompleteThoughNobodyListensAnyMore() {
        String door = "?door=" + UUID.randomUUID();
        http.readUntil(ContractApp.GUARDED + "/c/async-completes-though-nobody-listens" + door, "tick");

        assertThat(guarded("whether-door-opens" + door).text()).isEqualTo("open");
    }

    /** Jetty sends interim answers so; other containers know no such way. */
    @Test
    void pageBehindEarlyHintsIsGuarded() {
        String without = bareHttp.readUntil(ContractApp.BARE + "/c/early-hints", "<unfinished");
        assumeTrue(without.startsWith("HTTP/1.1 103 "), "this container sends no early hints");
        String with = http.readUntil(ContractApp.GUARDED + "/c/early-hints", "<unfinished");

        assertThat(with)
                .startsWith("HTTP/1.1 103 ")
                .contains("/own.css", WITHHELD)
                .endsWith("<unfinished");
        assertThat(with.substring(0, with.indexOf("\r\n\r\n"))).doesNotContain("tracker.example");
    }

    // ---- errors and redirects
    // -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error-404:404",
                "error-409:409",
                "error-after-writing:404",
                "error-after-json:404",
                "exception:500",
                "runtime-exception:500",
                "error-in-async:500",
                "error-in-forward:404",
                "async-timeout-unhandled:500",
                "no-such-case:404"
            })
    void errorPageIsGuardedAndWhole(String nameAndStatus) {
        String[] parts = nameAndStatus.split(":");
        Answer answer = guarded(parts[0]);

        assertThat(answer.status()).isEqualTo(Integer.parseInt(parts[1]));
        if (!bare(parts[0]).text().contains("<p>one</p>")) {
            // This container calls no error page here (Undertow, after an ASYNC dispatch): its own page arrives.
            assertThat(answer.text()).isNotEmpty().doesNotContain("tracker.example");
            return;
        }
        isGuardedPage(answer);
        assertThat(answer.text()).doesNotContain("<p>old");
    }

    @Test
    void headersThatOutlivedAnErrorAreNotDoubled() {
        Answer answer = guarded("error-after-writing", "Cookie: _st_id=1");

        assertThat(answer.all("Set-Cookie")).doesNotHaveDuplicates();
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    /** The container cuts the connection; what the app had flushed has arrived. */
    @Test
    void errorAfterTheHeadHasLeftEndsThePageAsWithoutTheFilter() {
        String with = http.readUntil(ContractApp.GUARDED + "/c/error-after-flush-unhandled", "fin");
        String without = bareHttp.readUntil(ContractApp.BARE + "/c/error-after-flush-unhandled", "fin");

        assertThat(with).startsWith("HTTP/1.1 200").contains(WITHHELD, "<p>filler</p>");
        assertThat(with).doesNotContain(" src=\"https://tracker.example");
        assertThat(with.contains("<p>filler</p>\n0\r\n")).isEqualTo(without.contains("<p>filler</p>\n0\r\n"));
        assertThat(with.split("HTTP/1.1", -1)).hasSameSizeAs(without.split("HTTP/1.1", -1));
    }

    @Test
    void pageWithAnErrorStatusIsGuarded() {
        Answer answer = guarded("status-404-page");

        assertThat(answer.status()).isEqualTo(404);
        isGuardedPage(answer);
    }

    @Test
    void redirectCarriesNothingOfThePage() {
        Answer answer = guarded("redirect-after-writing");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/elsewhere");
        assertThat(answer.text()).doesNotContain("<p>old");
        assertThat(String.join(",", answer.all("Set-Cookie"))).contains("kept=1");
    }

    // ---- compression and charsets
    // ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"gzip-whole", "gzip-length", "gzip-pieces", "gzip-members", "gzip-begun-before-the-type"})
    void pageThatTheAppPackedIsGuardedAndPackedAgain(String name) {
        Answer answer = guarded(name, "Accept-Encoding: gzip");

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.gunzipped().replace(name, "page-stream-whole")).isEqualTo(expected);
    }

    @Test
    void unknownCodingPassesUnderThePolicy() {
        Answer answer = guarded("unknown-coding");

        assertThat(answer.body()).containsExactly(1, 2, 3, 4);
        assertThat(answer.header("Content-Encoding")).isEqualTo("br");
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @Test
    void appSeesOnlyCodingsThatWeCanTakeApart() {
        assertThat(guarded("seen-headers", "Accept-Encoding: gzip, deflate, br, zstd")
                        .text())
                .contains("Accept-Encoding=gzip\n");
        assertThat(guarded("seen-headers", "Accept-Encoding: br").text()).contains("Accept-Encoding=identity\n");
        assertThat(guarded("seen-headers").text()).contains("Accept-Encoding=null\n");
    }

    /** Files that a site packed in advance: no page comes of them, however they are packed. */
    @ParameterizedTest
    @ValueSource(strings = {"script", "style", "image", "font", "video"})
    void whoAsksForAFileMayGetItInAnyCoding(String destination) {
        String name = "seen-header-lines?name=Accept-Encoding";
        String[] lines = {"Accept-Encoding: gzip, br", "Accept-Encoding: zstd", "Sec-Fetch-Dest: " + destination};

        assertThat(guarded(name, lines).text()).isEqualTo(bare(name, lines).text());
    }

    @Test
    void codingsInTwoLinesAreReadAsOne() {
        assertThat(guarded("seen-header-lines?name=Accept-Encoding", "Accept-Encoding: br", "Accept-Encoding: gzip")
                        .text())
                .isEqualTo("gzip|[gzip]|true");
    }

    @Test
    void pageInUtf16IsGuarded() {
        assertThat(new String(guarded("utf-16").body(), StandardCharsets.UTF_16LE))
                .contains(WITHHELD);
        assertThat(new String(guarded("utf-16-writer").body(), StandardCharsets.UTF_16BE))
                .contains(WITHHELD)
                .endsWith("<unfinished");
    }

    @Test
    void encodingDeclaredInThePageCountsHoweverThePageIsCut() {
        Answer answer = guarded("declared-in-page-pieces");

        assertScriptBehindJapaneseTextIsSeen(answer, answer.text());
    }

    @Test
    void encodingDeclaredInAPackedPageCounts() {
        Answer answer = guarded("declared-in-page-gzip", "Accept-Encoding: gzip");

        assertScriptBehindJapaneseTextIsSeen(answer, answer.gunzipped());
    }

    /** Jetty says utf-8 by itself where the app says nothing: then the browser, too, sees a comment. */
    private static void assertScriptBehindJapaneseTextIsSeen(Answer answer, String page) {
        boolean browserReadsJapanese =
                !String.valueOf(answer.header("Content-Type")).contains("utf-8");
        assertThat(page.contains("data-choice-src=\"https://tracker.example/t.js\""))
                .as(page)
                .isEqualTo(browserReadsJapanese);
    }

    /** Browsers look for a declaration in different places of a page; all of them look into the head first. */
    @ParameterizedTest
    @CsvSource({
        "declared-in-title, text/html, iso-2022-jp",
        "declared-in-title-of-no-type, text/html, iso-2022-jp",
        "declared-in-title-of-xhtml, application/xhtml+xml, shift_jis",
        "declared-in-page-gzip, text/html, iso-2022-jp"
    })
    void encodingThatHidesTagsIsSaidInTheHeadToo(String name, String type, String encoding) {
        String bare = String.valueOf(bare(name).header("Content-Type"));
        String guarded = guarded(name).header("Content-Type");

        assertThat(guarded).isEqualToIgnoringCase(bare.contains("charset") ? bare : type + ";charset=" + encoding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "declared-in-title-flushed-before",
                "declared-in-page-as-utf-8",
                "declared-in-page-as-euc-jp",
                "declared-nowhere"
            })
    void headThatHasLeftOrNeedsNoEncodingIsTheAppsOwn(String name) {
        AsWithout.butForConsent(guarded(name), bare(name));
    }

    /** A script gets text, in UTF-8 where the head names nothing else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Requested-With: XMLHttpRequest",
                "Sec-Fetch-Dest: empty",
                "Accept: */*",
                "Accept: application/json, text/plain, */*"
            })
    void pieceThatAScriptFetchesDeclaresNoEncoding(String fetched) {
        Answer answer = guarded("declared-in-a-piece", fetched);

        AsWithout.butForConsent(answer, bare("declared-in-a-piece", fetched));
        assertThat(answer.text()).doesNotContain("_choice");
    }

    @Test
    void writerEncodesAsTheContainersWould() {
        assertThat(guarded("umlauts-utf8-writer", "X-PJAX: 1").body())
                .isEqualTo(bare("umlauts-utf8-writer").body());
        // Containers disagree on how many question marks stand for a character outside of the charset.
        assertThat(new String(guarded("umlauts-writer", "X-PJAX: 1").body(), StandardCharsets.ISO_8859_1))
                .startsWith("<p>Gr\u00fc\u00dfe ? ?");
    }

    // ---- caches
    // ---------------------------------------------------------------------------------------------------------

    @Test
    void noSharedCacheKeepsARewrittenPage() {
        Answer answer = guarded("cached-page");

        isGuardedPage(answer);
        assertThat(answer.all("Cache-Control")).containsExactly("private, no-cache");
        for (String gone : List.of(
                "Expires",
                "Last-Modified",
                "Surrogate-Control",
                "CDN-Cache-Control",
                "Example-CDN-Cache-Control",
                "X-Accel-Expires",
                "Edge-Control",
                "Content-MD5",
                "Accept-Ranges")) {
            assertThat(answer.all(gone)).as(gone).isEmpty();
        }
        assertThat(answer.all("ETag")).hasSize(1);
        assertThat(answer.header("ETag")).startsWith("W/\"v1~c");
    }

    /** It set its headers before the app was asked. */
    @Test
    void whatAnOuterFilterSaysToCachesIsTakenBackFromAPage() {
        Answer answer = guarded("cached-by-an-outer-filter");

        isGuardedPage(answer);
        for (String gone : Cases.SHARED_CACHES) {
            assertThat(String.join("", answer.all(gone))).as(gone).isEmpty();
        }
        for (String gone : List.of("Last-Modified", "Content-Digest")) {
            assertThat(String.join("", answer.all(gone))).as(gone).isEmpty();
        }
    }

    @Test
    void noSharedCacheKeepsAPageThatIsFlushedBeforeItsTypeIsKnown() {
        Answer answer = guarded("no-type-cached-flushed");

        assertThat(answer.text()).contains(WITHHELD, BANNER).endsWith("<unfinished");
        assertThat(ourPolicies(answer)).hasSize(1);
        assertThat(answer.all("Cache-Control")).containsExactly("private, no-cache");
        assertThat(answer.all("Vary")).containsExactly("Cookie, Sec-GPC, DNT");
        assertThat(answer.all("Last-Modified")).isEmpty();
        assertThat(answer.header("ETag")).startsWith("W/\"u1~c");
    }

    /** Browsers unpack it and may see a page: the policy is that of one visitor. */
    @Test
    void noSharedCacheKeepsThePolicyOfAPackedBodyWithoutAType() {
        Answer answer = guarded("no-type-cached-packed", "Accept-Encoding: gzip");

        assertThat(answer.gunzipped()).isEqualTo(Cases.PAGE);
        assertThat(answer.all("Cache-Control")).containsExactly("private, no-cache");
    }

    @Test
    void packedBodyWhoseTypeComesLateIsAsWithoutTheFilter() {
        AsWithout.exactly(guarded("no-type-cached-then-text"), bare("no-type-cached-then-text"), Set.of());
    }

    @Test
    void orderOfTypeAndCacheHeadersDoesNotMatter() {
        Answer answer = guarded("cached-page-type-first");

        assertThat(answer.header("ETag")).startsWith("W/\"v2~c");
        assertThat(answer.all("Last-Modified")).isEmpty();
        assertThat(answer.all("Expires")).isEmpty();
        assertThat(answer.all("Cache-Control")).containsExactly("private, no-cache, no-store");
    }

    @Test
    void pageOfTheSameStateIsAnsweredWith304AndItsOwnTag() {
        String tag = guarded("conditional-page").header("ETag");
        Answer again = guarded("conditional-page", "If-None-Match: " + tag, "Accept: text/html");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.all("Cache-Control")).containsExactly("private, no-cache");
        assertThat(String.join(",", again.all("Vary"))).contains("Sec-GPC");
        assertThat(again.body()).isEmpty();
    }

    @Test
    void tagInASecondLineCountsToo() {
        String tag = guarded("conditional-page").header("ETag");
        String[] lines = {"If-None-Match: \"other\"", "If-None-Match: " + tag, "Accept: text/html"};
        Answer again = guarded("conditional-page", lines);

        assertThat(guarded("seen-header-lines?name=If-None-Match", lines).text())
                .isEqualTo("\"v1\"|[\"v1\"]|true");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-None-Match", "If-Match", "If-Modified-Since", "Range", "Cookie"})
    void linesThatAreNoneOfOursReachTheAppAsTheyCame(String name) {
        String path = "seen-header-lines?name=" + name;
        String[] lines = {name + ": \"a=1\", b=2", name + ": c=3"};

        assertThat(guarded(path, lines).text()).isEqualTo(bare(path, lines).text());
        assertThat(guarded(path).text()).isEqualTo(bare(path).text());
    }

    @Test
    void pageOfAnotherStateIsNeverAnsweredWith304() {
        String granted = guarded("conditional-page", app.choice(Set.of("visitor-statistics")))
                .header("ETag");

        assertThat(guarded("conditional-page", "If-None-Match: " + granted).status())
                .isEqualTo(200);
        assertThat(guarded("conditional-page", app.choice(Set.of("visitor-statistics")), "Sec-GPC: 1")
                        .header("ETag"))
                .isNotEqualTo(granted);
        assertThat(guarded("conditional-page", "Accept: text/html", "If-None-Match: \"v1\"")
                        .status())
                .isEqualTo(200);
        assertThat(guarded("conditional-page", "Accept: text/html", "If-Modified-Since: Sat, 01 Jan 2028 00:00:00 GMT")
                        .status())
                .isEqualTo(200);
    }

    /** In a frame it has no banner, and as a piece of another page nothing of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Dest: iframe", "HX-Request: true"})
    void pageForAnotherUseIsNeverAnsweredWith304(String use) {
        String whole = guarded("conditional-page", "Accept: text/html").header("ETag");
        String other = guarded("conditional-page", use).header("ETag");

        assertThat(guarded("conditional-page", use, "If-None-Match: " + whole).status())
                .isEqualTo(200);
        assertThat(guarded("conditional-page", "Accept: text/html", "If-None-Match: " + other)
                        .status())
                .isEqualTo(200);
        assertThat(guarded("conditional-page", use, "If-None-Match: " + other).status())
                .isEqualTo(304);
    }

    @Test
    void varyOfTheAppStays() {
        assertThat(String.join(",", guarded("vary-page").all("Vary")))
                .contains("Accept-Language")
                .contains("Sec-GPC");
    }

    // ---- policies and other headers
    // ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csp-host-list",
                "csp-nonce",
                "csp-strict-dynamic",
                "csp-hashes",
                "csp-meta",
                "csp-report-only",
                "csp-sandbox",
                "csp-frame-src-none",
                "csp-form-action-none",
                "csp-two",
                "csp-after-type",
                "page-stream-whole"
            })
    void policyOfTheAppStaysAsItIsBesideOurs(String name) {
        Answer with = guarded(name);
        Answer without = bare(name);
        List<String> theirs = new ArrayList<>(with.all("Content-Security-Policy"));
        theirs.removeAll(ourPolicies(with));

        isGuardedPage(with);
        assertThat(ourPolicies(with)).allMatch(ours -> !ours.contains("nonce-") && !ours.contains("strict-dynamic"));
        assertThat(theirs).isEqualTo(without.all("Content-Security-Policy"));
        assertThat(with.all("Content-Security-Policy-Report-Only"))
                .isEqualTo(without.all("Content-Security-Policy-Report-Only"));
    }

    @Test
    void reportsOfTheAppsPolicyReachNoWithheldHost() {
        Answer answer = guarded("csp-reporting");

        assertThat(answer.all("Content-Security-Policy")).hasSize(2).contains("default-src 'self'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csp-nonce", "csp-strict-dynamic", "csp-two"})
    void nonceOfTheAppGoesOnOurTags(String name) {
        assertThat(guarded(name).text()).containsPattern("<script src=\"[^\"]*/_choice/[^>]*nonce=\"abc123\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript", "svg"})
    void scriptsAndDrawingsGetTheSamePolicyForEverybody(String name) {
        Answer refused = guarded(name);
        Answer granted = guarded(name, app.choice(Set.of("visitor-statistics")));

        assertThat(refused.text()).isEqualTo(bare(name).text());
        assertThat(ourPolicies(refused)).hasSize(1);
        assertThat(granted.all("Content-Security-Policy")).isEqualTo(refused.all("Content-Security-Policy"));
        assertThat(ourPolicies(granted).get(0)).doesNotContain("tracker.example");
    }

    /** Seen in Chromium 150: it starts a worker from all of these. */
    @ParameterizedTest
    @ValueSource(strings = {"text-writer", "json-stream", "no-type-writer", "binary", "javascript"})
    void whatStartsAWorkerStandsUnderThePolicyWhateverItsType(String name) {
        for (String worker : List.of("Sec-Fetch-Dest: worker", "Sec-Fetch-Dest: sharedworker")) {
            Answer answer = guarded(name, worker);

            AsWithout.exactly(answer, bare(name, worker), Set.of("content-security-policy"));
            assertThat(ourPolicies(answer)).hasSize(1);
            assertThat(guarded(name, worker, app.choice(Set.of("visitor-statistics")))
                            .all("Content-Security-Policy"))
                    .isEqualTo(answer.all("Content-Security-Policy"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.apple.mpegurl", "Audio/MPEGurl;x=1", "application/x-mpegURL"})
    void listOfMediaStandsUnderThePolicy(String type) {
        String name = "type-as-asked?type=" + type;

        AsWithout.exactly(guarded(name), bare(name), Set.of("content-security-policy"));
        assertThat(ourPolicies(guarded(name))).hasSize(1);
    }

    @Test
    void serviceWorkerScriptNamesItsPolicy() {
        String script = guarded("javascript", "Service-Worker: script").text();

        assertThat(script).startsWith("self.x = 1;\n//policy ");
        assertThat(guarded("javascript").text()).isEqualTo("self.x = 1;");
    }

    @Test
    void jsonCarriesNoPolicy() {
        assertThat(guarded("json-stream").all("Content-Security-Policy")).isEmpty();
    }

    @Test
    void headersThatReportOrPrefetchLoseWithheldHosts() {
        Answer answer = guarded("reporting-headers");

        assertThat(answer.header("Reporting-Endpoints")).isEqualTo("b=\"/own\"");
        assertThat(answer.all("Report-To")).isEmpty();
        assertThat(answer.all("Speculation-Rules")).isEmpty();
        assertThat(answer.all("Refresh")).isEmpty();
        assertThat(answer.header("NEL")).contains("nel");
    }

    @Test
    void headersThatContactSomebodyLoseWithheldHosts() {
        Answer answer = guarded("contact-headers");

        assertThat(String.join(",", answer.all("Link"))).contains("own.css").doesNotContain("tracker.example");
        assertThat(answer.header("X-Other")).isEqualTo("https://tracker.example/");
    }

    // ---- language and base address
    // --------------------------------------------------------------------------------------

    private static String bannerLanguage(Answer answer) {
        String text = answer.text();
        return text.substring(text.indexOf(BANNER)).replaceAll("(?s)^.*? lang=\"([^\"]*)\".*", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "%20lang=de, -, en, de",
                "%20lang=de-CH, -, en, de",
                "%20LANG='en', de, de, en",
                "%20class=x, de, en, de",
                "-, -, de, de",
                "%20lang=es, de, en, de",
                "%20lang=es, -, de, de",
                "%20lang=, -, de, de",
                "-, -, es, en"
            })
    void bannerSpeaksTheLanguageOfThePage(
            @Nullable String html, @Nullable String header, String accept, String spoken) {
        String path = "language-page?html=" + (html == null ? "" : html) + (header == null ? "" : "&header=" + header);
        Answer answer = guarded(path, "Accept-Language: " + accept);

        assertThat(bannerLanguage(answer)).isEqualTo(spoken);
        Answer again = guarded(
                path, "Accept-Language: " + accept, "Accept: text/html", "If-None-Match: " + answer.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
        Answer other = guarded(
                path,
                "Accept-Language: de",
                "Accept: text/html",
                "If-None-Match: " + guarded(path, "Accept-Language: en").header("ETag"));
        assertThat(other.status()).as("another language of the browser").isEqualTo(200);
    }

    @Test
    void ourFormsAndLinksStayAtHomeWhereThePagesBaseLeadsElsewhere() {
        String choice = app.choice(Set.of("visitor-statistics"));
        String based =
                guarded("based-page?base=https://tracker.example/", choice).text();
        String home = guarded("based-page?base=/app/").text();
        String own = guarded("based-page?base=https://localhost:1/").text();

        assertThat(based).contains("<base href=\"https://tracker.example/\">");
        assertThat(based).containsPattern("id=\"choice-reopen\"[^>]* href=\"http://localhost:[0-9]+/app/_choice/");
        assertThat(based).containsPattern("action=\"http://localhost:[0-9]+/app/_choice/decision\"");
        assertThat(home).contains("action=\"/app/_choice/decision\"").doesNotContain("http://localhost");
        assertThat(own).doesNotContain("<base href").contains("action=\"/app/_choice/decision\"");
    }

    // ---- cookies
    // --------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cookies-added",
                "cookies-by-header",
                "cookies-by-set-header",
                "cookies-nameless",
                "cookies-in-error"
            })
    void cookieWithoutConsentIsNotSet(String name) {
        assertThat(String.join("\n", guarded(name).all("Set-Cookie"))).doesNotContain("_st_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookies-added", "cookies-by-header", "cookies-in-error"})
    void otherCookiesPassWithAllAttributes(String name) {
        List<String> without = bare(name).all("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("kept"))
                .map(cookie -> cookie.replace(ContractApp.BARE, ContractApp.GUARDED))
                .toList();

        assertThat(without).hasSize(1);
        assertThat(guarded(name).all("Set-Cookie")).isEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers-past-wrappers", "headers-past-wrappers-json"})
    void whatIsWrittenPastOurResponseIsJudgedToo(String name) {
        Answer answer = guarded(name);
        Answer granted = guarded(name, app.choice(Set.of("visitor-statistics")));

        assertThat(answer.all("Set-Cookie")).containsExactly("kept=2; Path=/");
        assertThat(answer.all("Link")).containsExactly("</next>; rel=next");
        assertThat(answer.header("Reporting-Endpoints")).isEmpty();
        assertThat(granted.all("Set-Cookie")).containsExactly("_st_id=1; Path=/", "kept=2; Path=/");
        assertThat(granted.all("Link")).hasSize(2);
        assertThat(granted.header("Reporting-Endpoints")).contains("tracker.example");
    }

    @Test
    void headerThatComesByUsAndPastUsIsJudgedWhole() {
        assertThat(guarded("links-by-both-ways").all("Link")).containsExactly("</own.css>; rel=preload; as=style");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validated-page-past-wrappers",
                "validated-page-past-wrappers-type-first",
                "validated-page-past-wrappers-no-type"
            })
    void whatAPageSaysPastUsOfItsBytesIsNotSaid(String name) {
        Answer answer = guarded(name);

        isGuardedPage(answer);
        assertThat(answer.header("ETag")).startsWith("W/\"p1~c");
        assertThat(answer.all("Cache-Control")).containsExactly("private, no-cache");
        for (String gone : List.of("Last-Modified", "CDN-Cache-Control")) {
            assertThat(String.join("", answer.all(gone))).as(gone).isEmpty();
        }
        assertThat(String.join(",", answer.all("Vary"))).contains("Accept-Language");
        assertThat(answer.all("Content-Security-Policy")).contains("img-src 'self'");
    }

    @Test
    void pageWhoseTypeIsToldPastUsIsRewritten() {
        Answer answer = guarded("piece-with-its-type-past-wrappers");

        assertThat(answer.text()).contains("Good day. ", WITHHELD);
        assertThat(ourPolicies(answer)).hasSize(1);
    }

    @Test
    void tagThatIsWrittenPastUsBecomesOurs() {
        String tag = guarded("conditional-past-wrappers").header("ETag");
        Answer again = guarded("conditional-past-wrappers", "If-None-Match: " + tag, "Accept: text/html");
        Answer worker = guarded("worker-validated-past-wrappers", "Service-Worker: script");

        assertThat(tag).startsWith("W/\"v1~c");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.all("ETag")).containsExactly(tag);
        assertThat(guarded("conditional-past-wrappers", "If-None-Match: \"v1\"", "Accept: text/html")
                        .status())
                .isEqualTo(200);
        assertThat(worker.text()).contains("//policy ");
        assertThat(worker.header("ETag")).startsWith("W/\"w1~c");
        assertThat(guarded("worker-validated-past-wrappers").header("ETag")).isEqualTo("\"w1\"");
    }

    @Test
    void prefixesQuotesAndPartitionsPassAsTheyAre() {
        List<String> without = bare("cookies-prefixed").all("Set-Cookie").stream()
                .filter(cookie -> !cookie.contains("_st_"))
                .toList();

        assertThat(without).hasSize(2);
        assertThat(guarded("cookies-prefixed").all("Set-Cookie"))
                .filteredOn(cookie -> !cookie.startsWith("__Host-_st_"))
                .isEqualTo(without);
    }

    @Test
    void quotedAndSeveralCookiesInOneHeaderReachTheApp() {
        String sent = "a=\"1 2\"; b=x=y; _st_id=\"q;uoted\"; c=3";
        Answer with = guarded("seen-cookies", "Cookie: " + sent);

        assertThat(with.text())
                .doesNotContain("_st_id")
                .contains("a=\"1 2\"; b=x=y;")
                .contains("c=3");
    }

    @Test
    void grantedCookieIsSet() {
        assertThat(guarded("cookies-added", app.choice(Set.of("visitor-statistics"))).all("Set-Cookie").stream()
                        .anyMatch(cookie -> cookie.startsWith("_st_id=1")))
                .isTrue();
    }

    @Test
    void deletionsPass() {
        assertThat(guarded("cookies-deleted").all("Set-Cookie")).hasSize(2);
    }

    @Test
    void sessionCookiePasses() {
        assertThat(String.join("\n", guarded("cookies-session").all("Set-Cookie")))
                .contains("JSESSIONID");
    }

    @Test
    void inboundCookieWithoutConsentIsHiddenEverywhere() {
        Answer answer = guarded("seen-cookies", "Cookie: a=1; _st_id=2; b=3");

        assertThat(answer.text()).isEqualTo("a b |a=1; b=3|[a=1; b=3]|true");
        assertThat(guarded("seen-cookies", "Cookie: _st_id=2").text()).isEqualTo("|null|[]|false");
    }

    @Test
    void cookiesInTwoHeadersAreJudgedAlike() {
        Answer answer = guarded("seen-cookies", "Cookie: a=1; _st_id=2", "Cookie: b=3; _st_id=4");

        assertThat(answer.text()).doesNotContain("_st_id").contains("a=1");
    }

    @Test
    void inboundCookieWithoutConsentIsExpired() {
        Answer answer = guarded("page-stream-whole", "Cookie: a=1; _st_id=2");

        assertThat(answer.all("Set-Cookie"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.startsWith("_st_id=;") && cookie.contains("Max-Age=0"));
        assertThat(answer.all("Set-Cookie")).anyMatch(cookie -> !cookie.contains("Domain"));
    }

    @Test
    void expiriesOutliveAReset() {
        assertThat(guarded("page-after-reset", "Cookie: _st_id=2").all("Set-Cookie"))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void grantedCookieReachesTheApp() {
        String choice = app.choice(Set.of("visitor-statistics"));

        assertThat(guarded("seen-cookies", choice + "; _st_id=2").text()).contains("_st_id=2");
    }

    // ---- the app's own questions
    // ------------------------------------------------------------------------------------------

    @Test
    void appLearnsWhatWasGranted() {
        assertThat(guarded("consent").text()).isEqualTo("false false false false true");
        assertThat(guarded("consent", app.choice(Set.of("visitor-statistics"))).text())
                .isEqualTo("true true false true true");
        assertThat(guarded("consent", app.choice(Set.of())).text()).isEqualTo("false false false true true");
        assertThat(guarded("consent", "Sec-GPC: 1").text()).isEqualTo("false false false true true");
    }

    @Test
    void excludedAppLearnsNothingAndIsAllowedNothing() {
        assertThat(http.get(ContractApp.GUARDED + "/excluded/consent", app.choice(Set.of("visitor-statistics")))
                        .text())
                .isEqualTo("false false false false false");
    }

    @Test
    void formsAndBodiesReachTheApp() {
        Answer form = http.post(
                ContractApp.GUARDED + "/c/seen-parameters",
                "a=1&b=x%20y",
                "Content-Type: application/x-www-form-urlencoded");
        Answer body = http.post(
                ContractApp.GUARDED + "/c/seen-body", "gr\u00fc\u00dfe", "Content-Type: text/plain;charset=UTF-8");

        assertThat(form.text()).isEqualTo("a=1\nb=x y\n");
        assertThat(body.text()).isEqualTo("gr\u00fc\u00dfe");
    }

    @Test
    void bodyReadByByteBuffersReachesTheApp() {
        String body = "x".repeat(100_000);

        assertThat(http.post(ContractApp.GUARDED + "/c/seen-bytes", body, "Content-Type: text/plain")
                        .text())
                .isEqualTo("100000");
    }

    @Test
    void uploadedPartsReachTheApp() {
        String body = Cases.upload("a data-choice-src", "<p>b</p>".repeat(5000));
        Answer with = http.post(ContractApp.GUARDED + "/c/seen-parts", body, Cases.UPLOAD_TYPE);
        Answer without = bareHttp.post(ContractApp.BARE + "/c/seen-parts", body, Cases.UPLOAD_TYPE);

        assertThat(with.text())
                .contains("text|null|", "|a data-choice-src|a data-choice-src\n", "page|p.html|text/html|");
        AsWithout.exactly(with, without, Set.of());
    }

    @Test
    void uploadedPartsAreWrittenWhereTheContainerWritesThem() {
        String body = Cases.upload("a data-choice-src", "<p>b</p>".repeat(5000));
        Answer with = http.post(ContractApp.GUARDED + "/c/written-parts", body, Cases.UPLOAD_TYPE);
        Answer without = bareHttp.post(ContractApp.BARE + "/c/written-parts", body, Cases.UPLOAD_TYPE);

        assertThat(with.status()).isEqualTo(without.status());
        assumeTrue(without.status() == 200, "this container writes files only, no fields");
        AsWithout.exactly(with, without, Set.of());
        assertThat(with.text()).contains("<p>b</p>");
    }
}
