package io.consentfilter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README tells a stranger to paste works as it stands. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void configurationOfTheReadmeOffersAllItsServices() throws Exception {
        Registry registry = Registry.of(Samples.read(block("json")));

        assertThat(registry.gaps()).isEmpty();
        assertThat(registry.askable()).containsExactlyInAnyOrder("youtube", "matomo");
    }

    @Test
    void demoRegistersTheFilterWithTheLinesOfTheReadme() throws IOException {
        String descriptor = Files.readString(ROOT.resolve("demo-webapp/src/main/webapp/WEB-INF/web.xml"));

        assertThat(squeezed(descriptor)).contains(squeezed(block("xml")));
    }

    private static String block(String language) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String fence = "```" + language + "\n";
        int start = readme.indexOf(fence) + fence.length();
        return readme.substring(start, readme.indexOf("```", start));
    }

    private static String squeezed(String xml) {
        return xml.replaceAll("\\s+", "");
    }
}
