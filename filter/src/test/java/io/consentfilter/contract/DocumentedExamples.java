package io.consentfilter.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The examples of {@code docs/app-api.md}, cut out of the page as a reader would copy them. */
final class DocumentedExamples {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private DocumentedExamples() {}

    /** All examples in a language, in the order of the page. */
    static List<String> in(String language) {
        return BLOCK.matcher(page())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String page() {
        try (InputStream in = DocumentedExamples.class.getResourceAsStream("/docs/app-api.md")) {
            return new String(Objects.requireNonNull(in, "app-api.md").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
