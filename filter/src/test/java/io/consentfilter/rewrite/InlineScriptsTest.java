package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.html.HtmlTokenizer;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts are judged by what vendors write in them wherever they stand: in HTML, in SVG, in XML, in an address. */
final class InlineScriptsTest {
    private static final String CODE = "_stat.push(1)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>_stat.push(1)</script>",
                "<svg><script>_stat.push(1)</script></svg>",
                "<svg><script type=module>own();<![CDATA[ _stat.push(1)]]></script></svg>",
                "<svg><script>_stat.push(1)",
                "<svg><script>_stat.push(1)</svg>",
                "<svg><script>_stat.push(1)<p>",
                "<svg><script style=\"fill:url(//t.example/x)\">_stat.push(1)</script></svg>",
                "<svg><title><script>a = '</title>'; _stat.push(1)</script></title></svg>",
                "<svg><script>own()<script>_stat.push(1)</script></script></svg>",
                "<script src=\"data:text/javascript,_stat.push(1)\"></script>",
                "<script src=\"data:text/javascript;base64,X3N0YXQucHVzaCgxKQ==\"></script>"
            })
    void isHeldWhereverItStands(String page) {
        assertThat(Rewriting.page().of(page)).contains("<script type=\"text/plain\"", "data-choice-service=\"");
        Laws.hold(page.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void textBehindAScriptClosedByItsSlashBelongsToNone() {
        assertThat(Rewriting.page().of("<svg><script/>_stat.push(1)</svg>"))
                .isEqualTo("<svg><script/ ></script>_stat.push(1)</svg>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><script>own()</script></svg><p>",
                "<svg><script href=/own.js></script></svg>",
                "<svg><script type=application/json>{\"a\":\"_stat.push(1)\"}</script></svg>",
                "<svg><script></script>_stat.push(1)</svg>",
                "<svg><script>own()</script><text>_stat.push(1)</text></svg>",
                "<script src=\"data:text/javascript,own()\"></script>"
            })
    void othersLeaveAsTheyCame(String page) {
        assertThat(Rewriting.page().of(page)).isEqualTo(page);
        Laws.hold(page.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void whatOnlyAScannerTakesForAnEndTagIsBrokenInAScriptThatStays() {
        String page = "<svg><title><script>a = '</title>'; own('</title>')</script></title></svg>";

        assertThat(Rewriting.page().of(page)).isEqualTo(page.replace("</title>'", "</title_>'"));
        Laws.hold(page.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void importMapBehindSuchAnEndTagIsWithheldWhole() {
        String page =
                "<svg><title><script type=importmap>{\"imports\":{\"</title>\":\"//t.example/x\"}}</script></title></svg>";

        assertThat(Rewriting.page().of(page))
                .contains("<script type=\"text/plain\"")
                .contains("</title_>\"");
        Laws.hold(page.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @Test
    void runsWhereItsServiceIsGranted() {
        String page =
                "<svg><script>_stat.push(1)</script></svg><script src=\"data:text/javascript,_stat.push(1)\"></script>";
        assertThat(Rewriting.page().granted(Set.of("stat")).of(page)).isEqualTo(page);
    }

    @Test
    void prefixedScriptOfXhtmlIsHeld() {
        String page =
                "<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:script type='module'>_stat.push(1)</h:script></h:head></h:html>";
        assertThat(Rewriting.page().kind(DocumentKind.XHTML).of(page))
                .contains("<h:script type=\"text/plain\" data-choice-service=\"stat\" data-choice-type='module'>");
        Laws.hold(page.getBytes(StandardCharsets.UTF_8), DocumentKind.XHTML);
    }

    @Test
    void importMapOfXhtmlIsReadInsideItsSection() {
        String page = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><script type=\"importmap\">"
                + "<![CDATA[{\"imports\":{\"a\":\"%s\"}}]]></script></head></html>";
        Rewriting xhtml = Rewriting.page().kind(DocumentKind.XHTML);
        assertThat(xhtml.of(page.formatted("//t.example/a"))).contains("data-choice-type=\"importmap\"");
        assertThat(xhtml.of(page.formatted("/a"))).isEqualTo(page.formatted("/a"));
    }

    @Test
    void scriptOfSvgIsSearchedUpToItsLimitAndThenPasses() {
        String filler = " ".repeat(PageFilter.INLINE_SCRIPT_HELD_BYTES_MAX);
        String late = "<svg><script>" + filler + CODE + "</script></svg>";
        assertThat(Rewriting.page().of(late)).isEqualTo(late);
        assertThat(Rewriting.page().report(late).inlineScriptsTooLong()).isOne();
        Laws.hold(late.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " type=module", " type=importmap", " type=speculationrules"})
    void inlineScriptWhoseTagExceedsALimitDoesNotRun(String type) {
        String filler = " x=\"" + "y".repeat(HtmlTokenizer.LONG_TAG_BYTES_MAX) + "\"";
        assertThat(Rewriting.page().of("<script" + type + filler + ">" + CODE + "</script>"))
                .startsWith("<script type=\"text/plain\"");
        assertThat(Rewriting.page().of("<script" + filler + type + ">" + CODE + "</script>"))
                .startsWith("<script type=\"text/plain\"");
        String own = "<script src=/own.js" + type + filler + "></script>";
        assertThat(Rewriting.page().of(own)).isEqualTo(own);
        String data = "<script type=application/json" + filler + ">" + CODE + "</script>";
        assertThat(Rewriting.page().of(data)).isEqualTo(data);
    }

    @Test
    void scriptBehindALongTagIsJudgedAsAnyOther() {
        String filler = " data-state=\"" + "y".repeat(2 * HtmlTokenizer.TAG_BYTES_MAX) + "\"";
        String own = "<script" + filler + ">own()</script>";
        assertThat(Rewriting.page().of(own)).isEqualTo(own);
        assertThat(Rewriting.page().of("<script" + filler + ">" + CODE + "</script>"))
                .startsWith("<script type=\"text/plain\"");
    }
}
