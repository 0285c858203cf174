package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Golden pages: {@code NAME.in.html} becomes {@code NAME.out.html}, wherever the input is cut; {@code NAME.json} says what the
 * visitor granted and what kind of document it is. With {@code -Dupdate} the outputs are written anew, to be read in the diff.
 */
final class PagesTest {
    private static final Path PAGES = Path.of("src/test/resources/pages");
    private static final int EVERY_CUT_MAX = 4096;

    @TestFactory
    List<DynamicTest> everyPageLeavesAsExpectedWhereverItIsCut() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".in.html"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(PAGES.relativize(file).toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path in) throws IOException {
        byte[] page = Files.readAllBytes(in);
        Rewriting rewriting = rewriting(sibling(in, ".json"));
        byte[] whole = rewriting.inPieces(page, Math.max(1, page.length));
        Path out = sibling(in, ".out.html");
        if (System.getProperty("update") != null) {
            Files.write(out, whole);
        }
        assertThat(text(whole)).isEqualTo(Files.readString(out));
        assertThat(text(rewriting.inPieces(page, 1))).as("byte by byte").isEqualTo(text(whole));
        for (int cut : cuts(page.length)) {
            assertThat(text(rewriting.cutAt(page, cut))).as("cut at %d", cut).isEqualTo(text(whole));
        }
        byte[] bare = bare(sibling(in, ".json")).inPieces(page, 100);
        assertThat(text(bare(sibling(in, ".json")).inPieces(bare, 100)))
                .as("idempotent")
                .isEqualTo(text(bare));
    }

    private static int[] cuts(int length) {
        return length <= EVERY_CUT_MAX
                ? java.util.stream.IntStream.rangeClosed(0, length).toArray()
                : new Random(length).ints(500, 0, length).toArray();
    }

    private static Rewriting bare(Path settings) throws IOException {
        return settings(Rewriting.page(), settings);
    }

    private static Rewriting rewriting(Path settings) throws IOException {
        return settings(Rewriting.page().insertions(), settings);
    }

    private static Rewriting settings(Rewriting plain, Path file) throws IOException {
        if (!Files.exists(file)) {
            return plain;
        }
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        Set<String> granted = new HashSet<>();
        json.path("granted").forEach(id -> granted.add(id.asText()));
        Set<String> once = new HashSet<>();
        json.path("once").forEach(key -> once.add(key.asText()));
        return (json.path("paths").asBoolean() ? plain.registry(Rewriting.REGISTRY_WITH_PATHS) : plain)
                .granted(granted)
                .once(once)
                .kind(DocumentKind.valueOf(json.path("kind").asText("PAGE")));
    }

    private static Path sibling(Path in, String ending) {
        return in.resolveSibling(in.getFileName().toString().replace(".in.html", ending));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
