package io.consentfilter.policy;

import static io.consentfilter.policy.PolicySample.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivacyPolicyTest {
    private final Sources sample = PolicySample.muster();

    private static Document read(Sources sources, String language) {
        return Jsoup.parse(PrivacyPolicy.of(sources).in(language, DAY).html());
    }

    private static Sources with(Sources from, SiteSection site, ControllerSection controller) {
        return new Sources(
                site,
                controller,
                from.policy(),
                from.receipts(),
                from.links(),
                from.purposes(),
                from.services(),
                from.offered(),
                from.activities(),
                from.necessary(),
                from.retired(),
                from.recipients());
    }

    private static Sources without(Sources from) {
        return new Sources(
                from.site(),
                from.controller(),
                from.policy(),
                from.receipts(),
                from.links(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void theWholeTextIsAsItWasRead(String language) throws IOException {
        Path golden = Path.of("src/test/resources/policy/muster." + language + ".html");
        String html = PrivacyPolicy.of(sample).in(language, DAY).html();
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, html);
        }
        assertThat(html).isEqualTo(Files.readString(golden));
    }

    @Test
    void everythingTheFilterEnforcesIsDescribedAndNothingElse() {
        Set<String> enforced = new TreeSet<>();
        sample.services().stream().map(Service::id).forEach(enforced::add);
        sample.retired().stream().map(Retired::id).forEach(enforced::add);
        Set<String> described = new TreeSet<>(ids("choice-service-"));
        assertThat(described).isEqualTo(enforced);
        assertThat(ids("choice-activity-"))
                .containsExactlyInAnyOrderElementsOf(
                        sample.activities().stream().map(Activity::id).toList());
        Set<String> necessary =
                new TreeSet<>(sample.necessary().stream().map(Necessary::id).toList());
        necessary.add("choice");
        assertThat(new TreeSet<>(ids("choice-necessary-"))).isEqualTo(necessary);
    }

    private List<String> ids(String prefix) {
        return read(sample, "de").select("[id^=" + prefix + "]").stream()
                .map(element -> element.id().substring(prefix.length()))
                .toList();
    }

    @Test
    void everyStorageNameHostAndPathOfAServiceIsInItsSection() {
        String text = read(sample, "de").text();
        for (Service service : sample.services()) {
            service.hosts().forEach(host -> assertThat(text).contains(host.text()));
            service.paths().forEach(path -> assertThat(text).contains(path));
            service.storage().forEach(item -> assertThat(text).contains(item.name()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void noSlotStaysOpenAndNoPromiseIsMadeThatNobodyCanKeep(String language) {
        String html = PrivacyPolicy.of(sample).in(language, DAY).html();
        assertThat(html)
                .doesNotContain("{", "}", "null", "<!--", "Privacy Shield", "rechtssicher", "legally secure")
                .doesNotContain("<p></p>", "<dd></dd>", "<td></td>", "<li></li>", "()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void everyLinkOnThePageArrives(String language) {
        Document page = read(sample, language);
        for (Element link : page.select("a[href^=#]")) {
            assertThat(page.getElementById(link.attr("href").substring(1)))
                    .as(link.attr("href"))
                    .isNotNull();
        }
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void headingsDoNotSkipALevelAndTablesNameTheirHeads() {
        Document page = read(sample, "de");
        int level = 1;
        for (Element heading : page.select("h2, h3, h4")) {
            int own = heading.tagName().charAt(1) - '0';
            assertThat(own).as(heading.text()).isLessThanOrEqualTo(level + 1);
            level = own;
        }
        for (Element table : page.select("table")) {
            assertThat(table.select("caption").text()).isNotBlank();
            assertThat(table.select("thead th:not([scope=col]), tbody th:not([scope=row])"))
                    .isEmpty();
        }
    }

    @Test
    void whatTheOperatorWroteIsEscaped() {
        ControllerSection was = sample.controller();
        ControllerSection hostile = new ControllerSection(
                "<script>alert(1)</script>",
                null,
                "\"><img src=x>",
                was.postalCode(),
                "<!--version-->",
                "CH",
                null,
                List.of(),
                "a@b\"onclick=x",
                null,
                null,
                null,
                null,
                null);
        Sources hostileSample = with(sample, sample.site(), hostile);
        Document page = read(hostileSample, "de");
        assertThat(page.select("script, img, [onclick]")).isEmpty();
        assertThat(page.text()).contains("<script>alert(1)</script>").contains("<!--version-->");
    }

    @Test
    void aLinkNeverRunsAScript() {
        assertThat(Html.web("javascript:alert(1)").toString()).doesNotContain("href");
        assertThat(Html.link("//evil.example", Html.text("x")).toString()).isEqualTo("x");
    }

    @Test
    void versionFollowsTheTextAndNotTheDate() {
        PrivacyPolicy policy = PrivacyPolicy.of(sample);
        assertThat(policy.in("de", DAY).version())
                .isEqualTo(policy.in("de", LocalDate.of(2027, 1, 1)).version());
        assertThat(PrivacyPolicy.of(with(sample, PolicySample.site("DE"), sample.controller()))
                        .version())
                .isNotEqualTo(policy.version());
    }

    @Test
    void thePageShowsItsVersionAndDate() {
        PrivacyPolicy policy = PrivacyPolicy.of(sample);
        assertThat(policy.in("de", DAY).html()).contains(policy.version()).contains("23. November 2026");
        assertThat(policy.in("en", DAY).html()).contains(policy.version()).contains("23 November 2026");
    }

    @Test
    void theArchiveKeepsTheBytesWithoutVersionAndDate() {
        PrivacyPolicy policy = PrivacyPolicy.of(sample);
        assertThat(policy.noticeParts()).containsOnlyKeys("de/policy.html", "en/policy.html");
        policy.noticeParts()
                .values()
                .forEach(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                        .doesNotContain(policy.version())
                        .doesNotContain("23. November 2026"));
    }

    @Test
    void aSwissControllerReadsSwissGerman() {
        String text = read(sample, "de").text();
        assertThat(text)
                .contains("Personendaten", "Bearbeitung", "«")
                .doesNotContain("ß", "personenbezogen", "erarbeit", "„");
        assertThat(read(sample, "de").select(".choice-policy").attr("lang")).isEqualTo("de-CH");
    }

    @Test
    void aGermanControllerReadsGermanGerman() {
        Sources german = with(sample, PolicySample.site("DE"), PolicySample.controller("DE", "DE-BY"));
        String text = read(german, "de").text();
        assertThat(text)
                .contains("personenbezogene Daten", "außer", "§ 25 Abs. 1 TDDDG", "Bayerisches Landesamt")
                .doesNotContain("DSG)", "FMG");
    }

    @Test
    void aSiteForSwitzerlandAloneCitesNoGdpr() {
        Sources swiss = with(sample, PolicySample.site("CH"), PolicySample.controller("CH"));
        assertThat(read(swiss, "de").text()).doesNotContain("DSGVO", "TDDDG").contains("Art. 25 DSG", "EDÖB");
        assertThat(read(swiss, "en").text()).doesNotContain("GDPR").contains("FADP");
    }

    @Test
    void austriaAndLiechtensteinCiteTheirOwnRules() {
        Sources both = with(sample, PolicySample.site("AT", "LI"), PolicySample.controller("AT"));
        assertThat(read(both, "de").text()).contains("§ 165 Abs. 3 TKG", "Art. 61 Abs. 4 KomG", "Datenschutzbehörde");
    }

    @Test
    void sectionsThatDoNotApplyAreLeftOut() {
        Document page = read(without(sample), "de");
        assertThat(page.select("section").eachAttr("id"))
                .doesNotContain(
                        Section.SERVICES.anchor(),
                        Section.RETIRED.anchor(),
                        Section.SOCIAL.anchor(),
                        Section.OBJECTION.anchor(),
                        Section.ACTIVITIES.anchor(),
                        Section.REMARK.anchor())
                .contains(Section.NECESSARY.anchor(), Section.RIGHTS.anchor());
        assertThat(page.text()).contains("keine Dienste");
    }

    @Test
    void theRightToObjectStandsApart() {
        String box = read(sample, "de")
                .select("#" + Section.OBJECTION.anchor() + " .choice-message")
                .text();
        assertThat(box).contains("Serverprotokolle").doesNotContain("Rundbrief");
    }

    @Test
    void aBlockedServiceReceivesNothingAndNamesNoCountry() {
        Document page = read(sample, "de");
        assertThat(page.select("#" + Section.SERVICES_BLOCKED.anchor()).text()).contains("Chat Widget");
        assertThat(page.select("#" + Section.SERVICES.anchor()).text()).doesNotContain("Chat Widget");
    }

    @Test
    void anUnknownLanguageGetsTheFirstOfTheSite() {
        assertThat(PrivacyPolicy.of(sample).in("fr", DAY).language()).isEqualTo("de");
    }

    @Test
    void gapsNameWhatTheLawWantsAndNobodySaid() {
        List<String> gaps = PrivacyPolicy.of(sample).gaps();
        assertThat(gaps).anyMatch(gap -> gap.startsWith("service chat-widget: ") && gap.contains("retention"));
        assertThat(gaps).noneMatch(gap -> gap.contains("visitor-statistics") || gap.contains("video-portal"));
    }

    @Test
    void aControllerOutsideTheUnionNeedsARepresentative() {
        ControllerSection was = sample.controller();
        ControllerSection alone = new ControllerSection(
                was.name(),
                null,
                was.street(),
                was.postalCode(),
                was.city(),
                "CH",
                null,
                was.represented(),
                was.email(),
                null,
                null,
                null,
                was.dpo(),
                null);
        assertThat(PrivacyPolicy.of(with(sample, sample.site(), alone)).gaps())
                .anyMatch(gap -> gap.contains("Art. 27"));
        assertThat(PrivacyPolicy.of(with(sample, PolicySample.site("CH"), alone))
                        .gaps())
                .noneMatch(gap -> gap.contains("Art. 27"));
    }

    @Test
    void theGermanStateHasToBeNamed() {
        Sources german = with(sample, PolicySample.site("DE"), PolicySample.controller("DE"));
        assertThat(PrivacyPolicy.of(german).gaps()).anyMatch(gap -> gap.contains("DE-BY"));
    }
}
