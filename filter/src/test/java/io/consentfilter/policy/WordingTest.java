package io.consentfilter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentfilter.model.DeviceGround;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Lifetime;
import io.consentfilter.model.MeasureKind;
import io.consentfilter.model.Role;
import io.consentfilter.model.StorageType;
import io.consentfilter.model.TransferMechanism;
import java.time.Period;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WordingTest {
    static Set<String> languages() {
        return Wording.LANGUAGES;
    }

    private static Set<String> slots(String sentence) {
        Set<String> slots = new TreeSet<>();
        Pattern.compile("\\{[a-z]+}").matcher(sentence).results().forEach(found -> slots.add(found.group()));
        return slots;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageSaysAllThatGermanSays(String language) {
        Wording german = Wording.of("de", false);
        Wording other = Wording.of(language, false);
        assertThat(other.keys()).isEqualTo(german.keys());
        for (String key : german.keys()) {
            assertThat(slots(other.plain(key))).as(key).isEqualTo(slots(german.plain(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyConstantHasItsWord(String language) {
        Wording wording = Wording.of(language, false);
        constants("ground.", LegalBasis.values())
                .forEach(key -> assertThat(wording.keys()).contains(key, key + ".gdpr", key + ".dsg"));
        Stream.of(
                        constants("necessary.ground.", DeviceGround.values()),
                        constants("type.", StorageType.values()),
                        constants("role.", Role.values()),
                        constants("recipients.role.", Role.values()),
                        constants("measure.", MeasureKind.values()),
                        constants("mechanism.", TransferMechanism.values()),
                        Arrays.stream(Section.values()).map(Section::titleKey))
                .flatMap(keys -> keys)
                .forEach(key -> assertThat(wording.keys()).contains(key));
    }

    private static Stream<String> constants(String prefix, Enum<?>[] constants) {
        return Arrays.stream(constants).map(constant -> prefix + Words.key(constant));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noSentencePromisesWhatNobodyCanKeep(String language) {
        Wording wording = Wording.of(language, false);
        for (String key : wording.keys()) {
            assertThat(wording.plain(key))
                    .as(key)
                    .isNotBlank()
                    .doesNotContainIgnoringCase("Privacy Shield")
                    .doesNotContainIgnoringCase("rechtssicher")
                    .doesNotContainIgnoringCase("100 %")
                    .doesNotContain("  ", "<", ">");
        }
    }

    @Test
    void aMissingOrEmptySlotIsAnErrorAndNotAHole() {
        Wording wording = Wording.of("de", false);
        assertThatThrownBy(() -> wording.say("date")).hasMessageContaining("{date}");
        assertThatThrownBy(() -> wording.say("date", "date", " ")).hasMessageContaining("{date}");
    }

    @Test
    void swissGermanIsMadeByRule() {
        assertThat(Wording.swissGerman(
                        "Die Verarbeitung personenbezogener Daten „außen“; personenbezogene Daten verarbeiten"))
                .isEqualTo("Die Bearbeitung von Personendaten «aussen»; Personendaten bearbeiten");
    }

    @Test
    void namesInSlotsKeepTheirLetters() {
        assertThat(Wording.of("de", true).say("intro", "site", "Straße & Co.").toString())
                .contains("Straße &amp; Co.");
    }

    @Test
    void periodsAreSaidInWords() {
        Words german = new Words(Wording.of("de", false));
        assertThat(german.period(Period.parse("P1Y2M"))).isEqualTo("1 Jahr und 2 Monate");
        assertThat(german.periodAfter(Period.ofMonths(13))).isEqualTo("13 Monaten");
        assertThat(german.lifetime(Lifetime.parse("PT30M")).toString()).isEqualTo("30 Minuten");
        assertThat(german.lifetime(Lifetime.parse("PT1H1M")).toString()).isEqualTo("1 Stunde und 1 Minute");
        assertThat(german.period(Period.ofDays(1))).isEqualTo("1 Tag");
        assertThat(new Words(Wording.of("en", false)).period(Period.parse("P2Y")))
                .isEqualTo("2 years");
    }

    @Test
    void everyAuthorityHasNameAddressAndSite() {
        assertThat(Authorities.codes()).hasSize(19).contains("CH", "AT", "LI", "DE-BY");
        for (String code : Authorities.codes()) {
            assertThat(Authorities.find(code)).hasValueSatisfying(authority -> {
                assertThat(authority.name()).isNotBlank();
                assertThat(authority.address()).matches(".+, \\d{4,5} .+");
                assertThat(authority.url()).startsWith("https://");
            });
        }
    }
}
