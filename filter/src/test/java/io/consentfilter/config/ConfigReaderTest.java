package io.consentfilter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.consentfilter.config.ConfigReader.Source;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Lifetime;
import io.consentfilter.model.Role;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigReaderTest {
    @Test
    void theCompleteExampleReads() throws Exception {
        ConfigReading reading = ConfigReader.inspect(List.of(Samples.complete()), Samples.ENVIRONMENT);
        ConsentConfig config = reading.config();
        assertThat(config.site().id()).isEqualTo("muster");
        assertThat(config.purposes()).extracting("id").containsExactly("statistics", "media", "personalisation");
        assertThat(config.services())
                .extracting(Service::id)
                .containsExactly("matomo", "youtube", "visitor-statistics");
        assertThat(config.activities())
                .extracting("id")
                .containsExactly("server-logs", "comments", "accounts", "social-media");
        assertThat(config.recipients().get(0).worksFor()).containsExactly("server-logs");
        assertThat(config.operators().get(0).tokenSha256()).isEqualTo(Samples.TOKEN_SHA256);
        assertThat(config.necessary().get(0).storage().get(0).lifetime()).isEqualTo(Lifetime.SESSION);
    }

    @Test
    void sectionsThatAreAbsentHaveTheirDefaults() throws Exception {
        ConsentConfig config = Samples.read(Samples.minimal());
        assertThat(config.banner().position()).isEqualTo(BannerSection.Position.BOTTOM);
        assertThat(config.banner().theme().accent()).isEqualTo("#0b57d0");
        assertThat(config.receipts().grantLifetime()).isEqualTo(Period.ofMonths(12));
        assertThat(config.filter().prefix()).isEqualTo("/_choice");
        assertThat(config.policy().remark()).isNull();
        assertThat(config.mode()).isEqualTo(ConsentConfig.Mode.ENFORCE);
        assertThat(config.disabled()).isFalse();
    }

    @Test
    void aCatalogueEntryLiesUnderTheKeysOfTheFile() throws Exception {
        ConsentConfig config = ConfigReader.read(List.of(Samples.complete()), Samples.ENVIRONMENT);
        Service matomo = config.services().get(0);
        assertThat(matomo.name()).isEqualTo("Matomo");
        assertThat(matomo.hosts()).extracting("text").containsExactly("stats.muster-technik.example");
        assertThat(matomo.legalBasis()).isEqualTo(LegalBasis.CONSENT);
        assertThat(matomo.storage()).anySatisfy(item -> {
            assertThat(item.name()).isEqualTo("_pk_id*");
            assertThat(item.scope()).isEqualTo(StorageScope.FIRST_PARTY);
        });
        assertThat(config.services().get(1).role()).isEqualTo(Role.CONTROLLER);
    }

    @Test
    void laterFilesOverrideEarlierOnes() throws Exception {
        Source later = Samples.source(
                "consent.test.json",
                "{\"site\": {\"origins\": [\"http://localhost:8080\"]}, \"receipts\": {\"database\": \"jdbc:sqlite:test.db\"}}");
        ConsentConfig config = ConfigReader.read(List.of(Samples.complete(), later), Samples.ENVIRONMENT);
        assertThat(config.site().origins()).containsExactly("http://localhost:8080");
        assertThat(config.site().name()).isEqualTo("Muster Technik AG");
        assertThat(config.receipts().database()).isEqualTo("jdbc:sqlite:test.db");
        assertThat(config.receipts().keys()).isEqualTo("file:consent.key");
    }

    @Test
    void necessaryAndRetiredEntriesMayUseTheCatalogueToo() throws Exception {
        ConsentConfig config = Samples.read(Samples.minimal().replace("\"purposes\"", """
                "necessary": [{"use": "youtube", "ground": "service-requested", "reason": {"de": "Kurse.", "en": "Courses."}}],
                "retired": [{"use": "matomo", "until": "2027-01-01"}],
                "purposes\""""));
        assertThat(config.necessary().get(0).hosts()).extracting("text").contains("*.youtube.com");
        assertThat(config.retired().get(0).storage()).extracting("name").contains("_pk_id*");
    }

    @Test
    void whatTheLawWantsKnownAndNobodySaidIsAWarning() throws Exception {
        ConfigReading reading = ConfigReader.inspect(List.of(Samples.complete()), Samples.ENVIRONMENT);
        assertThat(reading.warnings())
                .extracting(ConfigProblem::pointer)
                .contains("/services/1/transfers/0")
                .doesNotContain("/services/2/transfers/0");
    }

    @Test
    void aSecretInTheFileIsTakenWithAWarningThatDoesNotShowIt() throws Exception {
        String text = Samples.minimal()
                .replace(
                        "\"purposes\"",
                        "\"operators\": [{\"name\": \"dsb\", \"tokenSha256\": \"" + Samples.TOKEN_SHA256
                                + "\"}], \"purposes\"");
        ConfigReading reading = ConfigReader.inspect(List.of(Samples.source("consent.json", text)), Map.of());
        assertThat(reading.config().operators().get(0).tokenSha256()).isEqualTo(Samples.TOKEN_SHA256);
        assertThat(reading.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.pointer()).isEqualTo("/operators/0/tokenSha256");
            assertThat(warning.message()).doesNotContain(Samples.TOKEN_SHA256);
        });
    }

    @Test
    void aByteOrderMarkDoesNoHarm() throws Exception {
        byte[] marked = ("\uFEFF" + Samples.minimal()).getBytes(StandardCharsets.UTF_8);
        assertThat(ConfigReader.read(List.of(new Source("consent.json", marked)), Map.of())
                        .site()
                        .id())
                .isEqualTo("muster");
    }

    @Test
    void whoeverPrintsAConfigurationPrintsNoSecret() throws Exception {
        Source later = Samples.source("later.json", "{\"receipts\": {\"password\": \"env:DB\"}}");
        ConsentConfig config = ConfigReader.read(
                List.of(Samples.complete(), later),
                Map.of("DB", "hunter2", "CONSENT_OPERATOR_TOKEN_SHA256", Samples.TOKEN_SHA256));
        assertThat(config.receipts().password()).isEqualTo("hunter2");
        assertThat(config.toString()).doesNotContain("hunter2").doesNotContain(Samples.TOKEN_SHA256);
    }

    @Test
    void aSecretInAFileOfItsOwnIsReadWithoutTheLineFeedAtItsEnd(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
        String members = "\"receipts\": {\"password\": \"file:" + secret + "\"}";
        assertThat(Samples.read(Samples.minimalWith(members)).receipts().password())
                .isEqualTo("hunter2");
    }

    @Test
    void aSecretLongerThanSecretBytesMaxIsRefused(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "x".repeat(Secrets.SECRET_BYTES_MAX + 1));
        String members = "\"receipts\": {\"password\": \"file:" + secret + "\"}";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Samples.read(Samples.minimalWith(members)))
                .withMessageContaining("empty or too long");
    }

    @Test
    void withholdingWhatIsUndeclaredWarnsWhereTheSessionIsUndeclared() throws Exception {
        String withhold = "\"cookies\": {\"undeclared\": \"withhold\"}";
        String session = "\"necessary\": [{\"id\": \"session\", \"ground\": \"service-requested\","
                + "\"storage\": [{\"name\": \"JSESSIONID\"}], \"reason\": {\"de\": \"A.\", \"en\": \"B.\"}}], ";
        assertThat(warningsOf(withhold)).singleElement().asString().contains("JSESSIONID");
        assertThat(warningsOf(session + withhold)).isEmpty();
    }

    @Test
    void aHostOfTwoServicesIsAWarning() throws Exception {
        String services =
                "\"services\": [{\"id\": \"a\", \"name\": \"A\", \"purpose\": \"statistics\", \"hosts\": [\"x.example\"]},"
                        + "{\"id\": \"b\", \"name\": \"B\", \"purpose\": \"statistics\", \"hosts\": [\"x.example\"]}]";
        assertThat(warningsOf(services))
                .singleElement()
                .asString()
                .contains("/services/0/hosts/0  x.example belongs to a and b: granting one of them opens the host");
    }

    private static List<ConfigProblem> warningsOf(String members) throws ConfigException {
        return ConfigReader.inspect(List.of(Samples.source("consent.json", Samples.minimalWith(members))), Map.of())
                .warnings();
    }
}
