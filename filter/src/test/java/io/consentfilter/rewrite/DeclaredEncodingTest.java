package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers follow an encoding that a page declares late, when its bytes have been read as another one. */
final class DeclaredEncodingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta charset=iso-2022-jp>",
                "<META CHARSET=\" CSISO2022JP \">",
                "<meta http-equiv=content-type content=\"text/html; charset=ISO-2022-JP\">",
                "<meta content=\"text/html;charset='iso-2022-jp'\" http-equiv=Content-Type>",
                "<meta charset=iso-2022-&#106;p>"
            })
    void oneThatHidesTagsIsNotDeclared(String meta) {
        String hidden = "<i\u001b(Bmg src=//t.example/x>";

        String page = Rewriting.page().of(meta + hidden);

        assertThat(page).containsPattern("(?i) data-choice-c").doesNotContainPattern("(?i) content=|meta charset=");
        assertThat(Rewriting.page().of(page)).as("rewritten again").isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta charset=utf-8>",
                "<meta charset=shift_jis>",
                "<meta charset=utf-16>",
                "<meta http-equiv=content-type content=\"text/html; charset=windows-1252\">",
                "<meta name=description content=\"ISO-2022-JP and its seven bits\">",
                "<meta name=description content=\"text/html; charset=iso-2022-jp\">"
            })
    void anyOtherStays(String meta) {
        assertThat(Rewriting.page().of(meta)).isEqualTo(meta);
    }

    @Test
    void documentInsideThePageHasItsEncodingAlready() {
        String page = "<iframe srcdoc=\"<meta charset=iso-2022-jp>\"></iframe>";

        assertThat(Rewriting.page().of(page)).isEqualTo(page);
    }

    @Test
    void reportModeChangesNothing() {
        String page = "<meta charset=iso-2022-jp>";

        assertThat(Rewriting.page().kind(DocumentKind.PAGE).reportOnly().of(page))
                .isEqualTo(page);
    }
}
