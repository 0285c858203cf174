package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.ConsentState;
import io.consentfilter.view.Views.ChoicesView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes pages to look at into {@code target/sample-pages}: open them in a browser, or take pictures of them. */
final class SamplePagesTest {
    private static final Path FOLDER = Path.of("target/sample-pages");

    private final Views views = new Sample().views();

    @Test
    void everyAssetAndPageIsWritten() throws Exception {
        for (Asset asset : new Asset[] {asset(".css", "style"), asset(".css", "page"), asset(".js", "choice")}) {
            write(Sample.PREFIX.substring(1) + "/" + asset.path(), asset.bytes());
        }
        for (String language : Sample.LANGUAGES) {
            page(language + "-banner", language, Sample.NEW);
            page(language + "-refused", language, Sample.REFUSER);
            write(language + "-choices.html", choices(language).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(FOLDER.resolve("de-banner.html")).exists();
    }

    private void page(String name, String language, io.consentfilter.model.Visitor visitor) throws Exception {
        Views.PageView page = Sample.page(language, visitor);
        String frame = "<p>Text vor dem Video.</p><div style='width:560px;max-width:100%'>"
                + ascii(Sample.placeholder(
                        views,
                        language,
                        "workshop-videos",
                        "video.example",
                        "https://video.example/v/1",
                        "k",
                        "/",
                        "T"))
                + "<iframe width='560' height='315' data-choice-src='https://video.example/v/1' data-choice-service='workshop-videos'></iframe></div>";
        String html = "<!DOCTYPE html><html lang='" + language + "'><head>" + ascii(views.head(page))
                + "<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>x</title>"
                + "<style>body{margin:0;font:16px/1.5 Georgia,serif}header{background:#12324a;color:#fff;padding:24px 32px}main{max-width:900px;margin:auto;padding:24px}button{background:red;float:right}a{color:purple}h2{text-transform:uppercase}</style>"
                + "</head><body>" + ascii(views.body(page))
                + "<header>Muster Technik AG</header><main><h1>Willkommen</h1>" + frame
                + "<p>Werkzeuge und Ersatzteile seit 1974. Unsere Werkstatt steht in St. Gallen.</p>".repeat(12)
                + "</main></body></html>";
        write(name + ".html", html.getBytes(StandardCharsets.UTF_8));
    }

    private String choices(String language) {
        return views.choices(new ChoicesView(
                language,
                Sample.GRANTER,
                Map.of("workshop-videos", ConsentState.GIVEN, "visitor-statistics", ConsentState.REFUSED),
                "7F3K-9Q2M",
                "/_choice/receipts/1",
                "saved",
                "TOKEN",
                "/shop",
                ""));
    }

    private Asset asset(String suffix, String name) {
        return views.noticeParts().keySet().stream()
                .filter(part -> part.equals(name + suffix))
                .map(part -> find(part))
                .findFirst()
                .orElseThrow();
    }

    private Asset find(String file) {
        String html = ascii(views.head(Sample.page("de", Sample.NEW)));
        java.util.regex.Matcher link = java.util.regex.Pattern.compile("/_choice/(a/[0-9a-f]+/" + file + ")")
                .matcher(html + views.frame("de", "x", ""));
        assertThat(link.find()).isTrue();
        return views.asset(link.group(1)).orElseThrow();
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String ascii(List<byte[]> pieces) {
        return ascii(Prepared.joined(pieces));
    }

    private static void write(String name, byte[] bytes) throws Exception {
        Path file = FOLDER.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
