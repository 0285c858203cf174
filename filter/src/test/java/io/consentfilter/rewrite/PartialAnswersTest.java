package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of JSF and Wicket: XML whose CDATA sections hold pieces of a page, each for a place of its own. */
final class PartialAnswersTest {
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
