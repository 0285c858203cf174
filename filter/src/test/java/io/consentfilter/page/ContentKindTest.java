package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Chromium 156 shows as a page, as far as the header decides, was seen there. */
final class ContentKindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                "text/html;charset=utf-8",
                " text/html ;charset=utf-8",
                "text/html;;",
                "text/html text/plain",
                "text/html(x)",
                "text/plain,text/html",
                "text/plain, text/html; charset=utf-8"
            })
    void aPageIsRewrittenHoweverItsTypeIsWritten(String contentType) {
        assertThat(ContentKind.of(contentType)).isEqualTo(ContentKind.HTML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "html", "text", "text\\html", "*/*", "unknown/unknown", "application/unknown;x=y"})
    void whatIsNoTypeLeavesItToTheBytes(String contentType) {
        assertThat(ContentKind.of(contentType)).isEqualTo(ContentKind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,text/plain | OTHER",
                "text/plain | OTHER",
                "text/html/x | OTHER",
                "text/x-html | OTHER",
                "application/json; profile=\"text/html\" | OTHER",
                "application/xhtml+xml;x | XHTML",
                "image/svg+xml | XML",
                "text/xml; charset=utf-8 | XML",
                "text/javascript;charset=utf-8 | SCRIPT"
            })
    void otherTypesStayWhatTheyAre(String contentType, ContentKind kind) {
        assertThat(ContentKind.of(contentType)).isEqualTo(kind);
    }

    @Test
    void anAnswerWithoutTypeLeavesItToTheBytes() {
        assertThat(ContentKind.of(null)).isEqualTo(ContentKind.UNKNOWN);
    }
}
