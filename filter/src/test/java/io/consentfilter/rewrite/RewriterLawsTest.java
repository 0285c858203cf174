package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.html.HtmlTokenizer;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RewriterLawsTest {
    private static final int PAGES = Integer.getInteger("pages", 800);

    @ParameterizedTest
    @EnumSource(DocumentKind.class)
    void randomPagesKeepTheLaws(DocumentKind kind) {
        RandomPages pages = new RandomPages(kind.ordinal());
        for (int i = 0; i < PAGES; i++) {
            Laws.hold(pages.hostile(), kind);
        }
    }

    @Test
    void pageWithoutThirdPartiesLeavesAsItCame() {
        RandomPages pages = new RandomPages(7);
        for (int i = 0; i < PAGES; i++) {
            byte[] page = pages.own();
            String out = text(Rewriting.page().inPieces(page, 64));
            assertThat(out).isEqualTo(text(page));
            String inserted = text(Rewriting.page().insertions().inPieces(page, 64))
                    .replace("<link href=\"/_choice/a/1/style.css\" rel=\"stylesheet\">", "")
                    .replace("<form id=\"choice-panel\"></form>", "");
            assertThat(inserted).isEqualTo(text(page));
        }
    }

    @Test
    void tagLongerThanTagBytesMaxIsToldInPartsAndWithheld() {
        String filler = "x".repeat(HtmlTokenizer.TAG_BYTES_MAX);
        assertThat(Rewriting.page().of("<img alt=\"" + filler + "\" src=//t.example/a>"))
                .contains("data-choice-src=//t.example/a")
                .doesNotContain(" src=");
        assertThat(Rewriting.page().of("<img src=\"//t.example/" + filler + "\">"))
                .startsWith("<img data-choice-service=\"\" data-choice-src=");
        assertThat(Rewriting.page().of("<img src=\"" + filler + "\">")).contains("src=");
    }

    @Test
    void longDataAddressPasses() {
        String page =
                "<img src=\"data:image/png;base64," + "A".repeat(3 * HtmlTokenizer.TAG_BYTES_MAX) + "\" alt=a><p>b";
        assertThat(Rewriting.page().of(page)).isEqualTo(page);
    }

    @Test
    void moreThanAttributesMaxAreToldInPartsAndWithheld() {
        StringBuilder tag = new StringBuilder("<img");
        for (int i = 0; i < HtmlTokenizer.ATTRIBUTES_MAX + 5; i++) {
            tag.append(" a").append(i).append("=b");
        }
        assertThat(Rewriting.page().of(tag + " src=//t.example/a>")).contains(" data-choice-src=//t.example/a>");
    }

    @Test
    void whatDecidesAnAttributeMayStandInAnotherPartOfTheTag() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < HtmlTokenizer.ATTRIBUTES_MAX; i++) {
            many.append(" a").append(i).append("=b");
        }
        assertThat(Rewriting.page().of("<svg><image><set attributeName=href" + many + " to=//t.example/a>"))
                .contains(" data-choice-to=//t.example/a>");
        assertThat(Rewriting.page().of("<meta http-equiv=refresh" + many + " content=0;url=//cdn.stat.example/>"))
                .contains(" data-choice-content=");
        assertThat(Rewriting.page().of("<object><param name=movie" + many + " value=//t.example/a>"))
                .contains(" data-choice-value=//t.example/a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img attributionsrc='/own //t.example/a' src=/a.png>",
                "<a attributionsrc=//t.example/a href=/a>",
                "<script attributionsrc=//t.example/a src=/a.js></script>",
                "<portal src=//t.example/a></portal>",
                "<fencedframe src=//t.example/a></fencedframe>",
                "<model src=//t.example/a></model>",
                "<model src=/a environmentmap=//t.example/a></model>",
                "<link rel=spatial-backdrop href=/a environmentmap=//t.example/a>",
                "<link rel=spatial-backdrop href=//t.example/a>",
                "<svg><set attributeName=filter to='url(//t.example/a#f)'/></svg>",
                "<svg><animate attributeName=mask values='none;url(//t.example/a)'/></svg>"
            })
    void newerWaysToLoadAreKnown(String page) {
        assertThat(Rewriting.page().of(page)).isNotEqualTo(page).contains("data-choice-service=\"\"");
        Laws.hold(page.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void ownScriptRunsWithoutItsAttributionSource() {
        assertThat(Rewriting.page().of("<script attributionsrc=//t.example/a src=/a.js></script>"))
                .contains("src=/a.js")
                .doesNotContain("text/plain");
    }

    @Test
    void partsOfALongTagAreTheSameWhereverItIsCut() {
        String page = "<img alt=\"" + "x".repeat(HtmlTokenizer.TAG_BYTES_MAX - 40)
                + "\" srcset=\"//t.example/b 2x\"   src   =  //t.example/a>";
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        String whole = Rewriting.page().of(page);
        for (int cut = bytes.length - 80; cut <= bytes.length; cut++) {
            assertThat(text(Rewriting.page().cutAt(bytes, cut))).isEqualTo(whole);
        }
        assertThat(whole).contains("data-choice-srcset", "data-choice-src ");
    }

    @Test
    void inlineScriptIsSearchedUpToItsLimitAndThenPasses() {
        String filler = " ".repeat(PageFilter.INLINE_SCRIPT_HELD_BYTES_MAX - 20);
        assertThat(Rewriting.page().of("<script>" + filler + "_stat.push(1)</script>"))
                .startsWith("<script type=\"text/plain\"");
        String late = "<script>" + filler + filler + "_stat.push(1)</script>";
        assertThat(Rewriting.page().of(late)).isEqualTo(late);
        assertThat(Rewriting.page().report(late).inlineScriptsTooLong()).isOne();
        Laws.hold(late.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void documentsInDocumentsAreRewrittenUpToTheirLimit() {
        String inner = "<img src=//t.example/a>";
        for (int i = 0; i <= TagRules.SRCDOC_NESTING_MAX; i++) {
            inner = "<iframe srcdoc=\"" + inner.replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>";
            assertThat(Rewriting.page().of(inner)).contains("data-choice-src");
        }
    }

    @Test
    void elementsBeyondNestingMaxAreStillJudged() {
        String deep = "<svg>" + "<g>".repeat(1000) + "<image href=//t.example/a />" + "</g>".repeat(1000)
                + "</svg><img src=//t.example/b>";
        assertThat(Rewriting.page().of(deep)).contains("data-choice-href", "data-choice-src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<desc><svg><style><img src=//t.example/x></style>",
                "<desc><svg><![CDATA[><!--]]><img src=//t.example/x>",
                "<desc><svg><image><set attributeName=href to=//t.example/x></image></svg>",
                "<desc><div><style><!--</style><img src=//t.example/x>-->"
            })
    void beyondNestingMaxWhateverMayBeSvgIsTakenForIt(String end) {
        for (int around = 253; around <= 258; around++) {
            String page = "<svg>" + "<g>".repeat(around) + end;
            assertThat(Loads.of(page, DocumentKind.PAGE)).isNotEmpty();
            assertThat(Loads.of(Rewriting.page().of(page), DocumentKind.PAGE))
                    .as("behind %s", around)
                    .isEmpty();
            Laws.holdAtFewCuts(page.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><title MANY/><style><img src=//t.example/x></style></svg>",
                "<math><mi MANY/><style><img src=//t.example/x></style></math>",
                "<svg><desc MANY/><![CDATA[><!--]]><img src=//t.example/x></svg>",
                "<svg><desc><tr></desc MANY><style><img src=//t.example/x></style>",
                "<select><table MANY><xmp><script src=//t.example/x></script></xmp>"
            })
    void longTagsCloseWhatTheyClose(String page) {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < HtmlTokenizer.ATTRIBUTES_MAX + 5; i++) {
            many.append("a").append(i).append("=b ");
        }
        String whole = page.replace("MANY", many);
        assertThat(Loads.of(whole, DocumentKind.PAGE)).isNotEmpty();
        assertThat(Loads.of(Rewriting.page().of(whole), DocumentKind.PAGE)).isEmpty();
        Laws.holdAtFewCuts(whole.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void importMapOfALargeSiteIsReadWhole() {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; entries.length() < PageFilter.LOADING_DATA_BYTES_MAX / 2; i++) {
            entries.append("\"module")
                    .append(i)
                    .append("\":\"/assets/module")
                    .append(i)
                    .append(".js\",");
        }
        String map = "<script type=importmap>{\"imports\":{" + entries + "\"last\":\"/last.js\"}}</script><p>x</p>";
        assertThat(Rewriting.page().of(map)).isEqualTo(map);
        assertThat(Rewriting.page().of(map.replace("/last.js", "//t.example/last.js")))
                .contains("\"last\":null")
                .contains("\"module1\":\"/assets/module1.js\"");
        String longer = map.replace("/last.js", "/".repeat(PageFilter.LOADING_DATA_BYTES_MAX));
        assertThat(Rewriting.page().of(longer)).startsWith("<script type=\"text/plain\"");
        Laws.holdAtFewCuts(map.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void reportModeCountsAndChangesNothing() {
        String page =
                "<noscript><!--</noscript><script src=//cdn.stat.example/a></script><img src=//t.example/b><script>_stat.push(1)</script>";
        assertThat(Rewriting.page().reportOnly().of("<img src=//t.example/b>")).isEqualTo("<img src=//t.example/b>");
        RewriteReport report = Rewriting.page().reportOnly().report(page);
        assertThat(report.elementsWithheld()).isEqualTo(2);
        assertThat(report.inlineScriptsWithheld()).isOne();
        assertThat(report.services()).containsEntry("stat", 2);
        assertThat(report.undeclaredHosts()).containsEntry("t.example", 1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
