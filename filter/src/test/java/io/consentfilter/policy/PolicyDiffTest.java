package io.consentfilter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

final class PolicyDiffTest {
    private static final Sources SAMPLE = PolicySample.muster();

    private static byte[] german(Sources sources) {
        byte[] bytes = PrivacyPolicy.of(sources).noticeParts().get("de/policy.html");
        return bytes == null ? new byte[0] : bytes;
    }

    private static Sources with(List<Service> services) {
        return new Sources(
                SAMPLE.site(),
                SAMPLE.controller(),
                SAMPLE.policy(),
                SAMPLE.receipts(),
                SAMPLE.links(),
                SAMPLE.purposes(),
                services,
                Set.of("visitor-statistics", "video-portal"),
                SAMPLE.activities(),
                SAMPLE.necessary(),
                SAMPLE.retired(),
                SAMPLE.recipients());
    }

    private static Document diff(Sources before, Sources after) {
        return Jsoup.parse(PolicyDiff.html("de", german(before), german(after)));
    }

    @Test
    void theSameTextHasNoDifference() {
        assertThat(diff(SAMPLE, SAMPLE).text()).contains("nichts geändert");
        assertThat(diff(SAMPLE, SAMPLE).select("ins, del")).isEmpty();
    }

    @Test
    void aServiceTakenOutIsNamedWhereItStood() {
        Document page = diff(SAMPLE, with(SAMPLE.services().subList(0, 1)));
        assertThat(page.select("del").eachText())
                .anyMatch(line -> line.equals("Video Portal"))
                .anyMatch(line -> line.contains("VISITOR"))
                .noneMatch(line -> line.contains("_st_*"));
        assertThat(page.select("h2").eachText())
                .contains("Dienste, die wir nur mit Ihrer Einwilligung laden")
                .doesNotContain("Wer verantwortlich ist");
    }

    @Test
    void aSectionThatGoesIsSaidToGo() {
        Document page = diff(SAMPLE, with(SAMPLE.services().subList(0, 2)));
        assertThat(page.text()).contains("Dienste, die wir sperren Dieser Abschnitt ist entfallen.");
        assertThat(diff(with(SAMPLE.services().subList(0, 2)), SAMPLE).text())
                .contains("Dienste, die wir sperren Dieser Abschnitt ist neu.");
    }

    @Test
    void bytesThatAreNotOursCannotBreakOut() {
        byte[] forged = "<section id=\"x\"><h2>t</h2><p>a</p><script>alert(1)</script><p <b>c</p></section>"
                .getBytes(StandardCharsets.UTF_8);
        Document page = Jsoup.parse(PolicyDiff.html("de", german(SAMPLE), forged));
        assertThat(page.select("script, b")).isEmpty();
    }
}
