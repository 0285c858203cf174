package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of JSF and Wicket: XML whose CDATA sections hold pieces of a page, each for a place of its own. */
final class PartialAnswersTest {
    private static final int PIECES = Integer.getInteger("pages", 400);
    private static final String[] OPEN = {
        "", "", "<svg>", "<svg><style>", "<svg><script>", "<math>", "<style>", "<noscript>"
    };
    private static final String IMAGE = "<img src=\"//t.example/x\">";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>a{b:c}",
                "<textarea>",
                "<title>",
                "<script>var a = 1;",
                "<script>var a = '<!--<script>';",
                "<plaintext>",
                "<noscript>",
                "<noscript><!--",
                "<select>",
                "<svg><style>",
                "<svg><style>\\<!",
                "<svg><style>a{b:c",
                "<svg><style>a{b:url(",
                "<svg><style>/*",
                "<svg><style>a{<g/>b",
                "<svg><script>",
                "<svg><script>var a = '",
                "<svg><desc>",
                "<!-- to be continued",
                "<!",
                "<a title=\"",
                "<a title='",
                "<a title",
                "<template><col>"
            })
    void whatIsLeftOpenInOnePieceDoesNotReachTheNext(String open) {
        String answer = answer(open, IMAGE);

        assertThat(rewritten(answer))
                .endsWith(rewritten(answer("", IMAGE)).substring(answer("", "").indexOf("two")));
        holdsTheLaws(answer);
    }

    @Test
    void pieceGoesOnWhereTheNextSectionFollowsDirectly() {
        String script =
                "<script>//<![CDATA[\nif (a[b[0]]]]><![CDATA[>1) { _stat.push(1); }\n//]]]]><![CDATA[></script>";
        String answer = answer(script, IMAGE);

        assertThat(rewritten(answer))
                .contains("<script type=\"text/plain\"")
                .contains("data-choice-src=\"//t.example/x\"");
        holdsTheLaws(answer);
    }

    @Test
    void styleGoesOnWhereTheNextSectionFollowsDirectly() {
        String answer =
                answer("<style>a>b{c:d}]]]]><![CDATA[>@import '//t.example/x';e{f:url(//t.example/y)}</style>", "");

        assertThat(rewritten(answer)).doesNotContain("url(//t.example");
        holdsTheLaws(answer);
    }

    @Test
    void styleOfSvgEndsWithItsPiece() {
        String answer = "<![CDATA[<svg><style>\\<!]]><t>x";

        assertThat(rewritten(answer)).isEqualTo(answer);
        holdsTheLaws(answer);
    }

    @Test
    void scriptOfSvgIsJudgedByWhatStandsInItsPiece() {
        String open = "<svg><script>var a = 1;";

        assertThat(rewritten(answer(open, "_stat.push(1)</script>"))).isEqualTo(answer(open, "_stat.push(1)</script>"));
        assertThat(rewritten(answer("<svg><script>_stat.push(1)", "x"))).contains("type=\"text/plain\"");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyPieceIsRewrittenAsIfItStoodAlone(long seed) throws IOException {
        Random random = new Random(seed);
        RandomPages pages = new RandomPages(seed);
        List<HostileCase> cases = HostileCase.all();
        for (int i = 0; i < PIECES; i++) {
            byte[] broken = cases.get(random.nextInt(cases.size())).input();
            String open = OPEN[random.nextInt(OPEN.length)];
            String one = section(open, Arrays.copyOf(broken, random.nextInt(broken.length + 1)));
            String two = section("", pages.hostile());

            assertThat(rewritten(one + two)).as(one + two).isEqualTo(rewritten(one) + rewritten(two));
        }
    }

    /** Of bases each is minded to the end of the answer. */
    private static String section(String begin, byte[] piece) {
        String text = begin + new String(piece, StandardCharsets.UTF_8).replace("<base", "<b");
        while (text.contains("]]>")) {
            text = text.replace("]]>", "");
        }
        return "<a><![CDATA[" + text + "]]></a>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"if (a < b) { c(\"<style>\"); }", "d('<!--')", "e = '<a title=\"';"})
    void scriptOfThePartialAnswerIsNotTouchedAndOpensNothing(String script) {
        String answer = "<partial-response><changes><eval><![CDATA[" + script + "]]></eval><update id=\"two\"><![CDATA["
                + IMAGE + "]]></update></changes></partial-response>";

        assertThat(rewritten(answer))
                .contains("<![CDATA[" + script + "]]>")
                .contains("data-choice-src=\"//t.example/x\"");
        holdsTheLaws(answer);
    }

    @Test
    void bracketsInFrontOfTheEndBelongToThePiece() {
        String answer = answer("<style>a[b=c]]", IMAGE).replace("c]]]]>", "c]]]]]>");

        assertThat(rewritten(answer))
                .contains("data-choice-src=\"//t.example/x\"")
                .contains("c]]]]]>");
        holdsTheLaws(answer);
    }

    private static String answer(String one, String two) {
        return "<?xml version='1.0' encoding='UTF-8'?><partial-response><changes><update id=\"one\"><![CDATA[" + one
                + "]]></update><update id=\"two\"><![CDATA[" + two + "]]></update></changes></partial-response>";
    }

    private static String rewritten(String answer) {
        return Rewriting.page().kind(DocumentKind.FRAGMENT).of(answer);
    }

    private static void holdsTheLaws(String answer) {
        Laws.hold(answer.getBytes(StandardCharsets.UTF_8), DocumentKind.FRAGMENT);
    }
}
