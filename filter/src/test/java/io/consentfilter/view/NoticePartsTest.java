package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What {@code noticeVersion} is made of, and the files behind it. */
@NullUnmarked // What is absent is a failed test.
final class NoticePartsTest {
    private final Views views = new Sample().views();

    @Test
    void partsAreThereForEveryLanguageAndLayer() {
        assertThat(views.noticeParts()).containsKeys("style.css", "page.css", "choice.js");
        for (String language : Sample.LANGUAGES) {
            assertThat(views.noticeParts())
                    .containsKeys(language + "/banner.html", language + "/choices.html", language + "/embed.html");
        }
    }

    @Test
    void partsAreTheSameEachTime() {
        Map<String, byte[]> first = views.noticeParts();
        Map<String, byte[]> second = new Sample().views().noticeParts();

        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
        assertThat(new Sample().views().assetVersion()).isEqualTo(views.assetVersion());
    }

    @Test
    void partsHoldNeitherTokenNorReturnPathNorAnythingOfAVisitor() {
        views.body(Sample.page("de", Sample.NEW));

        views.noticeParts()
                .forEach((name, bytes) -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .as(name)
                        .doesNotContain("TOKEN", "/shop", "7F3K")
                        .doesNotContainPattern("[\\uFDD0-\\uFDEF]"));
    }

    @Test
    void whatAPageShowsIsThePartWithItsTwoSlotsFilled() {
        String shown =
                new String(Prepared.joined(views.body(Sample.page("de", Sample.NEW))), StandardCharsets.US_ASCII);
        String part = new String(views.noticeParts().get("de/banner.html"), StandardCharsets.US_ASCII);

        assertThat(shown.replace("TOKEN", "").replace("/shop?q=1&amp;r=2", "").replace("%2Fshop%3Fq%3D1%26r%3D2", ""))
                .isEqualTo(part);
    }

    @Test
    void anotherTextOrThemeIsAnotherPart() {
        Sample other = new Sample();
        other.hostileName = "Someone Else Ltd.";

        assertThat(other.views().noticeParts().get("de/embed.html"))
                .isNotEqualTo(views.noticeParts().get("de/embed.html"));
    }

    @Test
    void assetsAreFoundUnderTheirHashOnly() {
        String head = new String(views.head(Sample.page("de", Sample.NEW)), StandardCharsets.US_ASCII);
        String path = head.substring(head.indexOf("/_choice/a/") + "/_choice/".length(), head.indexOf("style.css") + 9);

        assertThat(views.asset(path)).isPresent();
        assertThat(views.asset(path).orElseThrow().contentType()).isEqualTo("text/css; charset=utf-8");
        assertThat(views.asset("a/0000000000000000/style.css")).isEmpty();
        assertThat(views.asset("a/../style.css")).isEmpty();
    }

    @Test
    void theScriptKnowsFirstPartyNamesOnly() {
        String script = new String(views.noticeParts().get("choice.js"), StandardCharsets.UTF_8);

        assertThat(script).endsWith("})({\"visitor-statistics\":[\"c_st_id\",\"l_st_visits*\"]});\n");
    }

    @Test
    void themeIsTheLastWordOfTheStyleSheet() {
        String style = new String(views.noticeParts().get("style.css"), StandardCharsets.UTF_8);

        assertThat(style).contains(":root{--choice-accent:#0b57d0;--choice-on-accent:#ffffff}");
    }

    /** DESIGN §8: at most 5 KB gzip, script and style together, as a visitor of this site gets them. */
    @Test
    void scriptAndStyleTogetherStayInTheirBudget() throws Exception {
        int bytes = gzip(views.noticeParts().get("choice.js"))
                + gzip(views.noticeParts().get("style.css"));

        assertThat(bytes).isLessThanOrEqualTo(5 * 1024);
    }

    private static int gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
