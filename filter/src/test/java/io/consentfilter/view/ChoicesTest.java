package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import io.consentfilter.view.Views.ChoicesView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The second layer: LAW.md B25 to B28, B31, B34. */
@NullUnmarked // What is absent is a failed test.
final class ChoicesTest {
    static final List<String> languages = Sample.LANGUAGES;

    private final Sample sample = new Sample();

    private Document page(String language, Visitor visitor, Map<String, ConsentState> states, String message) {
        return Jsoup.parse(sample.views()
                .choices(new ChoicesView(
                        language, visitor, states, "7F3K-9Q2M", "/_choice/receipts/1", message, "TOKEN", "/shop", "")));
    }

    private Document untouched(String language) {
        return Jsoup.parse(sample.views()
                .choices(new ChoicesView(language, Sample.NEW, Map.of(), null, null, null, "TOKEN", "/shop", "")));
    }

    private Document granted() {
        return page(
                "de",
                Sample.GRANTER,
                Map.of("workshop-videos", ConsentState.GIVEN, "visitor-statistics", ConsentState.REFUSED),
                "saved");
    }

    @ParameterizedTest
    @FieldSource("languages")
    void everySwitchIsOffBeforeADecision(String language) {
        Document page = untouched(language);

        assertThat(page.select("input[type=checkbox]")).hasSize(4);
        assertThat(page.select("[checked]")).isEmpty();
    }

    @Test
    void aSwitchPerPurposeAndOnePerServiceBelowIt() {
        Document page = untouched("de");

        assertThat(page.select("fieldset")).hasSize(2);
        assertThat(page.select("input[name=p]").eachAttr("value")).containsExactly("statistics", "media");
        assertThat(page.select("input[name=s]").eachAttr("value"))
                .containsExactly("visitor-statistics", "workshop-videos");
        assertThat(page.select("fieldset > legend")).hasSize(2);
    }

    /** Without script a purpose's switch cannot follow its services: ticked, it would grant what the visitor has just unticked. */
    @Test
    void onlyTheServicesShowWhatIsGranted() {
        Document page = granted();

        assertThat(page.select("[checked]").eachAttr("value")).containsExactly("workshop-videos");
        assertThat(page.select("input[name=p][checked]")).isEmpty();
    }

    @Test
    void saveRejectAndAcceptWeighTheSame() {
        Element row = untouched("de").selectFirst("#choice-form .choice-row");

        assertThat(row.select("button").eachAttr("value")).containsExactly("save", "reject-all", "accept-all");
        assertThat(new HashSet<>(row.select("button").eachAttr("class"))).containsExactly("choice-button");
        assertThat(row.select("button")).allMatch(button -> !button.hasAttr("style"));
    }

    @Test
    void theKeyboardsDefaultNeverGrantsMoreThanWhatIsTicked() {
        assertThat(untouched("de").selectFirst("#choice-form button").attr("value"))
                .isEqualTo("save");
    }

    @ParameterizedTest
    @FieldSource("languages")
    void everyServiceTellsAllItsFacts(String language) {
        Wording words = Wording.of(language);
        String service = untouched(language)
                .getElementById("choice-s-visitor-statistics")
                .text();

        assertThat(service)
                .contains("Statistik GmbH", "Beispielweg 2", words.text("role.PROCESSOR"))
                .contains(words.text("data.usage"), words.text("data.ip-address"))
                .contains(words.text("device.DE"), words.text("device.CH"), words.text("processing"))
                .contains("_st_id", "_st_visits*", words.text("type.LOCAL_STORAGE"), words.text("scope.THIRD_PARTY"))
                .contains("13 ", words.text("fact.noTransfers"), "https://stat.example/privacy");
        assertThat(untouched(language)
                        .getElementById("choice-s-workshop-videos")
                        .text())
                .contains("Video-Plattform Inc.", words.text("mechanism.DPF_EU"), "2026");
    }

    @Test
    void deviceGroundAndProcessingGroundStandApart() {
        Element ground =
                untouched("de").select("dt:contains(Rechtsgrundlagen) + dd").first();

        assertThat(ground.select("p").eachText())
                .containsExactly(
                        "Art. 45c FMG (Schweiz) für das Bearbeiten auf Ihrem Gerät",
                        "§ 25 Abs. 1 TDDDG für das Speichern und Auslesen auf Ihrem Gerät",
                        "Art. 6 Abs. 1 Buchst. a DSGVO (Einwilligung) für die Verarbeitung der Daten");
    }

    @Test
    void theStoredStateIsShownWithDateVersionAndReceipt() {
        String text = granted().select("[data-granted]").text();

        assertThat(text).contains("Werkstatt-Videos", "2026", "0123456789ab", "7F3K-9Q2M", "Beleg ansehen");
        assertThat(granted().getElementById("choice-withdraw").attr("value")).isEqualTo("withdraw-all");
        assertThat(granted().select("[role=status]").text()).isEqualTo("Ihre Auswahl ist gespeichert.");
    }

    @Test
    void whereNothingIsGrantedThereIsNothingToWithdraw() {
        assertThat(untouched("de").getElementById("choice-withdraw")).isNull();
        assertThat(page("de", Sample.REFUSER, Map.of(), "saved").text())
                .contains("Sie haben alle optionalen Dienste abgelehnt.");
    }

    @Test
    void aWithdrawnServiceIsOff() {
        Document page = page("de", Sample.REFUSER, Map.of("workshop-videos", ConsentState.WITHDRAWN), "withdrawn");

        assertThat(page.select("[checked]")).isEmpty();
        assertThat(page.getElementById("choice-s-workshop-videos").text()).contains("widerrufen");
    }

    @Test
    void aSignalOfTheBrowserIsExplained() {
        assertThat(page("de", new Visitor(Standing.SIGNAL, null, true), Map.of(), "saved")
                        .text())
                .contains("Global Privacy Control");
    }

    @Test
    void aSensitivePurposeSaysThatAcceptAllLeavesItOut() {
        sample.sensitiveToo = true;

        assertThat(untouched("de").select("fieldset[data-purpose=health]").text())
                .contains("„Alle akzeptieren“ schaltet ihn nicht ein");
    }

    @Test
    void everyFieldHasItsLabelAndEveryIdIsThereOnce() {
        Document page = granted();

        for (Element box : page.select("input[type=checkbox]")) {
            assertThat(page.select("label[for=" + box.id() + "]")).hasSize(1);
        }
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("th[scope=col]")).isNotEmpty();
        assertThat(page.select("h1")).hasSize(1);
    }

    @Test
    void thePageLoadsNothingFromElsewhere() {
        assertThat(granted().select("link[href], script[src], img, iframe"))
                .allMatch(element -> element.attr("abs:href").isEmpty()
                        && (element.attr("href") + element.attr("src")).startsWith("/_choice/a/"));
        assertThat(granted().select("script:not([src]), style, [style], [onclick]"))
                .isEmpty();
    }

    @Test
    void namesAreEscaped() {
        sample.serviceName = "</label><script>alert(1)</script>";

        assertThat(granted().select("script:not([src])")).isEmpty();
        assertThat(granted().getElementById("choice-s-workshop-videos").text()).contains("<script>alert(1)</script>");
    }
}
