package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.consentfilter.config.BannerSection;
import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import io.consentfilter.view.Views.PageView;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** What goes into foreign pages: fits every encoding and XHTML, loads nothing without need, cannot be broken by what the configuration says. */
@NullUnmarked // What is absent is a failed test.
final class InsertionsTest {
    private static final String HOSTILE =
            "\"><script>alert('x')</script>&amp;\u0000\u001B\uFDD0\uFFFF\uD800]]>{{t}}😀ß";

    static Stream<Visitor> visitors() {
        return Stream.of(
                Sample.NEW,
                Sample.REFUSER,
                Sample.GRANTER,
                new Visitor(Standing.SIGNAL, null, true),
                new Visitor(Standing.UNKNOWN, null, false),
                new Visitor(Standing.ASK_AGAIN, Sample.decision(Set.of("workshop-videos")), false));
    }

    private static Sample hostile() {
        Sample sample = new Sample();
        sample.hostileName = HOSTILE;
        sample.serviceName = HOSTILE;
        return sample;
    }

    @ParameterizedTest
    @MethodSource("visitors")
    void insertionsAreAsciiAndWellFormedWhateverTheNames(Visitor visitor) {
        Views views = hostile().views();
        for (String language : Sample.LANGUAGES) {
            PageView page = new PageView(language, visitor, "n\"<o", HOSTILE, "/" + HOSTILE);
            String all = ascii(views.head(page))
                    + ascii(views.body(page))
                    + ascii(Sample.placeholder(
                            views, language, "workshop-videos", HOSTILE, "https://x/" + HOSTILE, HOSTILE, "/", "t"))
                    + ascii(Sample.placeholder(views, language, null, HOSTILE, "javascript:" + HOSTILE, "", "/", "t"));
            assertThat(all.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
            assertThatCode(() -> parse(all)).as(all).doesNotThrowAnyException();
            assertThat(Jsoup.parse(all).select("script:not([src])")).isEmpty();
        }
    }

    private static void parse(String markup) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<x>" + markup + "</x>")));
    }

    /** Turbo and htmx fetch what links and forms lead to and keep the old document, its policy and its scripts: a choice needs a new one. */
    @ParameterizedTest
    @MethodSource("visitors")
    void ourLinksAndFormsAreLeftToTheBrowser(Visitor visitor) {
        Views views = new Sample().views();
        String all = ascii(views.body(Sample.page("de", visitor)))
                + ascii(Sample.placeholder(
                        views, "de", "workshop-videos", "video.example", "https://video.example/", "k", "/", "t"));

        assertThat(Jsoup.parse(all).select("a, form"))
                .isNotEmpty()
                .allMatch(element -> element.closest("[data-turbo=false][data-hx-boost=false]") != null);
    }

    @ParameterizedTest
    @MethodSource("visitors")
    void noNameThatBlockListsHideReachesABrowser(Visitor visitor) {
        Views views = new Sample().views();
        PageView page = Sample.page("de", visitor);
        String all = ascii(views.head(page))
                + ascii(views.body(page))
                + ascii(Sample.placeholder(
                        views, "de", "workshop-videos", "video.example", "https://video.example/", "k", "/", "t"));
        List<String> names = Jsoup.parse(all).select("*").stream()
                .flatMap(element -> Stream.of(
                        element.id(),
                        element.className(),
                        element.attr("src"),
                        element.attr("action"),
                        element.tagName().equals("a") ? "" : element.attr("href"),
                        element.attr("formaction")))
                .toList();
        assertThat(names)
                .noneMatch(name ->
                        name.matches("(?i).*(cookie|consent|gdpr|dsgvo|privacy-banner|cmp|tcf|banner|tracking).*"));
    }

    /** Heads are kept per kind of visitor. */
    @Test
    void nobodyGetsTheHeadOfAnother() {
        Views kept = new Sample().views();
        for (int round = 0; round < 2; round++) {
            visitors().forEach(visitor -> {
                for (String nonce : new String[] {null, "n0nce", "other"}) {
                    for (boolean inlineStyle : new boolean[] {true, false}) {
                        PageView page = new PageView("de", visitor, nonce, inlineStyle, "t", "/", "");

                        assertThat(ascii(kept.head(page)))
                                .as("%s", page)
                                .isEqualTo(ascii(new Sample().views().head(page)));
                    }
                }
            });
        }
    }

    @Test
    void whoGrantedNothingLoadsNothingOfOurs() {
        String head = ascii(new Sample().views().head(Sample.page("de", Sample.REFUSER)));

        assertThat(head).startsWith("<style>a#choice-reopen").endsWith("</style>");
        assertThat(head).doesNotContain("href=").doesNotContain("src=").doesNotContain("@import");
    }

    @Test
    void aPageThatForbidsInlineStylesGetsTheStyleSheetInstead() {
        Views views = new Sample().views();
        PageView page = new PageView("de", Sample.REFUSER, null, false, "t", "/");

        assertThat(ascii(views.head(page)))
                .startsWith("<link rel=\"stylesheet\"")
                .doesNotContain("<script");
    }

    @Test
    void theAppsNonceGoesOnOurTags() {
        Views views = new Sample().views();
        for (Visitor visitor : List.of(Sample.NEW, Sample.REFUSER)) {
            String head = ascii(views.head(new PageView("de", visitor, "n0nce", "t", "/")));
            assertThat(Jsoup.parse(head).head().children())
                    .isNotEmpty()
                    .allMatch(element -> element.attr("nonce").equals("n0nce"));
        }
    }

    @Test
    void theScriptIsToldWhatIsGranted() {
        String head = ascii(new Sample().views().head(Sample.page("de", Sample.GRANTER)));
        Element script = Jsoup.parse(head).selectFirst("script");

        assertThat(script.attr("data-granted")).isEqualTo("workshop-videos");
        assertThat(script.hasAttr("data-decided")).isTrue();
        assertThat(script.hasAttr("defer")).isTrue();
    }

    @Test
    void aGrantOfSomethingThatIsNoLongerOfferedIsNone() {
        Visitor visitor = new Visitor(Standing.DECIDED, Sample.decision(Set.of("old")), false);

        assertThat(ascii(new Sample().views().head(Sample.page("de", visitor)))).startsWith("<style");
    }

    @Test
    void placeholderNamesWhoAndWhereAndLoadsOnceOrAlwaysWithEqualWeight() {
        Element box = placeholder("workshop-videos", "https://video.example/v/1");

        assertThat(box.text()).contains("Video-Plattform Ltd. (Irland)", "video.example", "Vereinigte Staaten");
        Element once = box.select("button").first();
        Element always = box.select("button").last();
        assertThat(once.attr("name")).isEqualTo("element");
        assertThat(once.attr("value")).isEqualTo("workshop-videos.KEY");
        assertThat(once.attr("formaction")).isEqualTo("/_choice/once");
        assertThat(always.attr("name")).isEqualTo("s");
        assertThat(always.attr("value")).isEqualTo("workshop-videos");
        assertThat(always.className()).isEqualTo(once.className());
        assertThat(box.selectFirst("a[target]").attr("href")).isEqualTo("https://video.example/v/1");
    }

    @Test
    void placeholderMayStandInAParagraphOrInAFormOfTheApp() {
        Views views = new Sample().views();
        String box = ascii(Sample.placeholder(
                views, "de", "workshop-videos", "video.example", "https://video.example/", "K", "/", "t"));
        Element p = Jsoup.parse("<form id=app><p>before " + box + " after</p></form>")
                .selectFirst("p");

        assertThat(p.text()).startsWith("before").endsWith("after");
        assertThat(p.select("button"))
                .hasSize(2)
                .allMatch(button -> button.attr("form").equals("choice-embeds"));
        assertThat(p.select("form, div, section")).isEmpty();
        assertThat(Jsoup.parse(ascii(views.body(Sample.page("de", Sample.REFUSER))))
                        .selectFirst("form#choice-embeds input[name=choice]")
                        .attr("value"))
                .isEqualTo("always");
    }

    @Test
    void nothingCanBeConsentedToOnAHostThatNobodyDeclared() {
        Element box = placeholder(null, "https://unknown.example/");

        assertThat(box.select("button")).isEmpty();
        assertThat(box.select("a[target]")).hasSize(1);
    }

    @Test
    void onlyWebAddressesBecomeLinks() {
        assertThat(placeholder(null, "javascript:alert(1)").select("a")).isEmpty();
        assertThat(placeholder(null, "data:text/html,x").select("a")).isEmpty();
    }

    @Test
    void everyPlaceOfTheReopenLinkHasItsRules() {
        for (BannerSection.Reopen place : BannerSection.Reopen.values()) {
            Sample sample = new Sample();
            sample.reopen = place;
            Views views = sample.views();
            String name = "choice-" + place.name().toLowerCase(java.util.Locale.ROOT);
            assertThat(ascii(views.body(Sample.page("de", Sample.REFUSER)))).contains("class=\"" + name + "\"");
            assertThat(ascii(views.head(Sample.page("de", Sample.REFUSER)))).contains("." + name + "{");
        }
    }

    @ParameterizedTest
    @MethodSource("visitors")
    void everyAddressOfOursIsWholeWhereThePagesBaseLeadsElsewhere(Visitor visitor) throws Exception {
        Views views = new Sample().views();
        String own = "https://www.muster-technik.example";
        PageView page = new PageView("de", visitor, null, true, "t", "/", own);
        ByteArrayOutputStream box = new ByteArrayOutputStream();
        EmbedWriter writer = views.embeds(page);
        writer.fill("workshop-videos", "video.example", "https://video.example/", "k");
        writer.writeTo(box);
        String all = ascii(views.body(page)) + ascii(box.toByteArray());

        assertThat(Jsoup.parse(all).select("[href], [action], [formaction]"))
                .hasSizeGreaterThan(4)
                .allSatisfy(element -> assertThat(
                                element.attr("href") + element.attr("action") + element.attr("formaction"))
                        .matches("https://(www\\.muster-technik|video)\\.example/.*"));
    }

    private static Element placeholder(@org.jspecify.annotations.Nullable String service, String address) {
        byte[] markup = Sample.placeholder(
                new Sample().views(), "de", service, "video.example", address, "workshop-videos.KEY", "/", "t");
        return Jsoup.parse(ascii(markup)).selectFirst(".choice-embed");
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String ascii(List<byte[]> pieces) {
        return ascii(Prepared.joined(pieces));
    }
}
