package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The first layer: LAW.md B13 to B24, as far as markup can show it. */
@NullUnmarked // What is absent is a failed test.
final class BannerTest {
    static final List<String> languages = Sample.LANGUAGES;

    private final Sample sample = new Sample();

    private Element panel(String language, Visitor visitor) {
        return body(language, visitor).getElementById("choice-panel");
    }

    private Document body(String language, Visitor visitor) {
        return Jsoup.parse(ascii(sample.views().body(Sample.page(language, visitor))));
    }

    @ParameterizedTest
    @FieldSource("languages")
    void acceptAndRejectDifferInNothingButNameAndLabel(String language) {
        Element panel = panel(language, Sample.NEW);
        Element reject = panel.getElementById("choice-reject");
        Element accept = panel.getElementById("choice-accept");

        assertThat(reject.attr("value")).isEqualTo("reject-all");
        assertThat(accept.attr("value")).isEqualTo("accept-all");
        assertThat(shape(accept)).isEqualTo(shape(reject));
        assertThat(accept.parent()).isSameAs(reject.parent());
        assertThat(panel.select("button")).hasSize(2);
    }

    /** Everything of an element that could make it look or work otherwise. */
    private static List<String> shape(Element button) {
        return button.attributes().asList().stream()
                .filter(attribute -> !Set.of("id", "value").contains(attribute.getKey()))
                .map(Attribute::html)
                .toList();
    }

    @ParameterizedTest
    @FieldSource("languages")
    void nothingIsTickedOrChosenBeforehand(String language) {
        assertThat(panel(language, Sample.NEW).select("input:not([type=hidden]), [checked], [selected], [autofocus]"))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("languages")
    void theFirstLayerTellsWhoAsksForWhatAndWhoReceivesItWhere(String language) {
        Element panel = panel(language, Sample.NEW);
        Wording words = Wording.of(language);

        assertThat(panel.text())
                .contains("Muster Technik AG")
                .containsPattern("(?i)einwilligung|consent|consens")
                .contains(words.text("panel.recipients.many", "n", "2"))
                .contains(new Spoken(words).country("US"))
                .contains(words.text("mechanism.DPF_EU"))
                .contains(words.text("panel.withdraw"))
                .contains(words.text("link.reopen"));
        assertThat(panel.select("li")).hasSize(2);
        assertThat(panel.select("a[href^=/_choice/], a[href^=/datenschutz?lang=], a[href=/impressum]"))
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @FieldSource("languages")
    void theLinkThatTheTextNamesIsOnThePageUnderThatName(String language) {
        Wording words = Wording.of(language);
        assertThat(words.text("panel.withdraw")).contains(words.text("link.reopen"));
        assertThat(body(language, Sample.NEW).getElementById("choice-reopen").text())
                .isEqualTo(words.text("link.reopen"));
    }

    @Test
    void eachPurposeIsToldInOneWholeSentence() {
        assertThat(panel("de", Sample.NEW).select("li").first().text())
                .isEqualTo("Statistik: Wir zählen, welche Seiten wie oft und auf welchem Weg besucht werden.");
    }

    @Test
    void theFormWorksWithoutScript() {
        Element form = panel("de", Sample.NEW).selectFirst("form");

        assertThat(form.attr("method")).isEqualTo("post");
        assertThat(form.attr("action")).isEqualTo("/_choice/decision");
        assertThat(form.select("input").eachAttr("name")).containsExactly("layer", "lang", "shown", "return");
        assertThat(form.selectFirst("[name=return]").attr("value")).isEqualTo("/shop?q=1&r=2");
        assertThat(form.selectFirst("[name=shown]").attr("value")).isEqualTo("TOKEN");
    }

    @Test
    void thePanelIsANamedDialogInItsLanguageThatDoesNotTakeThePageAway() {
        Element panel = panel("en", Sample.NEW);

        assertThat(panel.attr("role")).isEqualTo("dialog");
        assertThat(panel.hasAttr("aria-modal")).isFalse();
        assertThat(panel.attr("lang")).isEqualTo("en");
        assertThat(panel.getElementById(panel.attr("aria-labelledby")).text())
                .isEqualTo("Consent to optional services");
        assertThat(panel.previousElementSibling()).isNull();
    }

    @Test
    void whoDecidedGetsNoBannerButTheWayBack() {
        Document body = body("de", Sample.REFUSER);

        assertThat(body.getElementById("choice-panel")).isNull();
        assertThat(body.getElementById("choice-reopen").attr("href"))
                .isEqualTo("/_choice/?lang=de&return=%2Fshop%3Fq%3D1%26r%3D2");
    }

    @Test
    void aBrowserThatRefusesForItsUserIsNotAsked() {
        assertThat(panel("de", new Visitor(Standing.SIGNAL, null, true))).isNull();
    }

    @Test
    void aVisitorWhoMayHaveDecidedElsewhereIsAskedByTheScriptOnly() {
        Element panel = panel("de", new Visitor(Standing.UNKNOWN, null, false));

        assertThat(panel.hasAttr("hidden")).isTrue();
        assertThat(panel.hasAttr("data-unknown")).isTrue();
    }

    @Test
    void askingAgainAsksOnlyForWhatIsNewAndKeepsWhatWasGranted() {
        Element panel = panel("de", new Visitor(Standing.ASK_AGAIN, Sample.decision(Set.of("workshop-videos")), false));

        assertThat(panel.select("li")).hasSize(1);
        assertThat(panel.select("li").text()).startsWith("Statistik");
        Element reject = panel.getElementById("choice-reject");
        Element accept = panel.getElementById("choice-accept");
        assertThat(reject.attr("value")).isEqualTo("save");
        assertThat(shape(accept)).isEqualTo(shape(reject));
        assertThat(reject.parent().select("[name=s]").eachAttr("value")).containsExactly("workshop-videos");
        assertThat(accept.parent().select("[name=s]").eachAttr("value"))
                .containsExactly("workshop-videos", "visitor-statistics");
    }

    @Test
    void noRefusalFormGrantsAnythingThatWasNotGrantedBefore() {
        Element panel = panel("de", new Visitor(Standing.ASK_AGAIN, Sample.decision(Set.of()), false));

        assertThat(panel.getElementById("choice-reject").parent().select("[name=s]"))
                .isEmpty();
    }

    @Test
    void acceptingWhatIsNewLeavesOutWhatIsSensitive() {
        sample.sensitiveToo = true;
        sample.fresh = Set.of("visitor-statistics", "symptom-check");
        Element panel = panel("de", new Visitor(Standing.ASK_AGAIN, Sample.decision(Set.of()), false));

        assertThat(panel.select("li")).hasSize(2);
        assertThat(panel.getElementById("choice-accept")
                        .parent()
                        .select("[name=s]")
                        .eachAttr("value"))
                .containsExactly("visitor-statistics");
    }

    @Test
    void aSensitivePurposeIsNamedAsApartFromAcceptAll() {
        sample.sensitiveToo = true;

        assertThat(panel("de", Sample.NEW).select("li").last().text())
                .startsWith("Gesundheit:")
                .endsWith("Nur einzeln in den Einstellungen.");
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String ascii(List<byte[]> pieces) {
        return ascii(Prepared.joined(pieces));
    }
}
