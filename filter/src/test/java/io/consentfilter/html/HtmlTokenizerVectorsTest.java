package io.consentfilter.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The public test vectors of HTML tokenizers, read from {@code -Dhtml5lib=DIR}: tags with their attributes, and the text between
 * them. Each vector runs whole, cut at every byte, and byte by byte.
 */
final class HtmlTokenizerVectorsTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("html5lib", "../../shared/html5lib")).resolve("tokenizer");

    /** Vectors that say something this tokenizer leaves to others, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "xmlViolation.test",
            "asks for characters to be replaced that XML forbids: a coercion of the tree, not of the tokenizer",
            "a lone surrogate",
            "cannot stand in UTF-8, so no byte tokenizer ever meets one");

    private static final Map<String, Integer> STATES = Map.of(
            "Data state", State.DATA,
            "RCDATA state", State.RCDATA,
            "RAWTEXT state", State.RAWTEXT,
            "PLAINTEXT state", State.PLAINTEXT,
            "Script data state", State.SCRIPT_DATA,
            "CDATA section state", State.CDATA_SECTION);

    @TestFactory
    Stream<DynamicTest> everyVectorGivesTheTokensOfTheStandard() throws IOException {
        assumeTrue(Files.isDirectory(VECTORS), "no test vectors at -Dhtml5lib=" + VECTORS + ": skipped");
        List<Path> files;
        try (Stream<Path> found = Files.list(VECTORS)) {
            files = found.filter(file -> file.toString().endsWith(".test"))
                    .filter(file -> !EXCEPTIONS.containsKey(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(vectors(file)).isGreaterThan(0)));
    }

    private static int vectors(Path file) throws IOException {
        int count = 0;
        for (JsonNode vector : new ObjectMapper().readTree(file.toFile()).path("tests")) {
            boolean escaped = vector.path("doubleEscaped").asBoolean();
            String input = unescaped(vector.path("input").asText(), escaped);
            if (!hasLoneSurrogate(input)) {
                List<String> expected = expected(vector.path("output"), escaped);
                for (String state : states(vector)) {
                    check(vector.path("description").asText() + " in " + state, input, vector, state, expected);
                    count++;
                }
            }
        }
        return count;
    }

    private static void check(String name, String input, JsonNode vector, String state, List<String> expected)
            throws IOException {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        String last = vector.path("lastStartTag").asText("none");
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(tokens(bytes, cut, bytes.length, state, last))
                    .as("%s, cut at %d: %s", name, cut, input)
                    .isEqualTo(expected);
        }
        assertThat(tokens(bytes, 0, 1, state, last))
                .as("%s, byte by byte", name)
                .isEqualTo(expected);
    }

    private static List<String> tokens(byte[] bytes, int cut, int step, String state, String last) throws IOException {
        Recorder recorder = new Recorder();
        HtmlTokenizer tokenizer = new HtmlTokenizer(recorder, null);
        tokenizer.beginIn(STATES.getOrDefault(state, State.DATA), last);
        tokenizer.feed(bytes, 0, cut);
        for (int at = cut; at < bytes.length; at += step) {
            tokenizer.feed(bytes, at, Math.min(step, bytes.length - at));
        }
        tokenizer.end();
        return recorder.tokens();
    }

    private static List<String> states(JsonNode vector) {
        List<String> states = new ArrayList<>();
        vector.path("initialStates").forEach(state -> states.add(state.asText()));
        return states.isEmpty() ? List.of("Data state") : states;
    }

    private static List<String> expected(JsonNode output, boolean escaped) {
        List<String> tokens = new ArrayList<>();
        for (JsonNode token : output) {
            String value = unescaped(token.path(1).asText(), escaped);
            switch (token.path(0).asText()) {
                case "StartTag" -> {
                    TreeSet<String> attributes = new TreeSet<>();
                    token.path(2)
                            .fields()
                            .forEachRemaining(each -> attributes.add(unescaped(each.getKey(), escaped) + "="
                                    + unescaped(each.getValue().asText(), escaped)));
                    tokens.add("<" + value + attributes + (token.path(3).asBoolean() ? "/" : ""));
                }
                case "EndTag" -> tokens.add("</" + value);
                case "Character" -> text(tokens, value);
                default -> tokens.add(token.path(0).asText());
            }
        }
        return joined(tokens);
    }

    /** Two comments in a row look like one in a stream of pieces. */
    static List<String> joined(List<String> tokens) {
        List<String> joined = new ArrayList<>();
        for (String token : tokens) {
            boolean again = token.equals("Comment")
                    && !joined.isEmpty()
                    && joined.get(joined.size() - 1).equals(token);
            if (!again) {
                joined.add(token);
            }
        }
        return joined;
    }

    static void text(List<String> tokens, String value) {
        int last = tokens.size() - 1;
        if (last >= 0 && tokens.get(last).startsWith("\"")) {
            tokens.set(last, tokens.get(last) + value);
        } else {
            tokens.add("\"" + value);
        }
    }

    private static String unescaped(String text, boolean escaped) {
        if (!escaped) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean code = text.charAt(i) == '\\' && i + 5 < text.length() && text.charAt(i + 1) == 'u';
            out.append(code ? (char) Integer.parseInt(text.substring(i + 2, i + 6), 16) : text.charAt(i));
            i += code ? 5 : 0;
        }
        return out.toString();
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
