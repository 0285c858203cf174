package io.consentfilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void checkTellsWhatAConfigurationMakesOf() throws IOException {
        String file = file(
                "consent.json", Samples.minimalWith("\"mode\": \"report\", \"services\": [{\"use\": \"matomo\"}]"));
        assertThat(run("check", file)).isEqualTo(Command.OK);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .contains("muster is in order: 1 services (0 offered), 0 activities, 0 necessary, 0 purposes")
                .anyMatch(line -> line.matches("warning consent.json \\d+:\\d+ /mode  nothing is withheld.*"))
                .contains(
                        "not offered: matomo stays withheld until these facts are known: provider, role, retention, storageCountries");
    }

    @Test
    void checkFailsWithEveryProblem() throws IOException {
        String file = file("consent.json", "{\"sight\": 1}");
        assertThat(run("check", file)).isEqualTo(Command.FOUND);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("consent.json has 3 problems\n")
                .contains("1:2 /sight  found the unknown key \"sight\"");
    }

    @Test
    void checkReadsLaterFilesOverEarlierOnes() throws IOException {
        String base = file("consent.json", Samples.minimal());
        String later = file("later.json", "{\"site\": {\"id\": \"later\"}}");
        assertThat(run("check", base, later)).isEqualTo(Command.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("later is in order");
    }

    @Test
    void aFileThatIsNotThereIsMisuse() {
        assertThat(run("check", folder.resolve("absent.json").toString())).isEqualTo(Command.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("absent.json");
        assertThat(run("check")).isEqualTo(Command.USAGE);
    }

    @Test
    void schemaPrintsTheSchema() {
        assertThat(run("schema")).isEqualTo(Command.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"");
    }

    @Test
    void policyWritesThePageInTheLanguageAskedFor() throws IOException {
        String file = file("consent.json", Samples.minimal());
        assertThat(run("policy", file, "--lang", "en")).isEqualTo(Command.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("<!DOCTYPE html>")
                .contains("<title>Privacy policy</title>", "Muster AG");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("missing: controller.dpo");
        assertThat(run("policy", file, "--lang", "xx")).isEqualTo(Command.USAGE);
        assertThat(run("policy")).isEqualTo(Command.USAGE);
    }

    @Test
    void anUnknownCommandIsMisuseAndHelpNamesThemAll() {
        assertThat(run("chek")).isEqualTo(Command.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("expected one of: check, schema");
        assertThat(run()).isEqualTo(Command.USAGE);
        assertThat(run("help")).isEqualTo(Command.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("check CONSENT.json …");
    }
}
