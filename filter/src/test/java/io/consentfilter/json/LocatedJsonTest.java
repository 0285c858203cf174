package io.consentfilter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.consentfilter.json.LocatedJson.Kind;
import io.consentfilter.json.LocatedJson.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocatedJsonTest {
    private static LocatedJson read(String text) throws JsonProblem {
        return LocatedJson.read("consent.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static LocatedJson field(LocatedJson object, String key) {
        return Objects.requireNonNull(object.field(key));
    }

    @Test
    void everyValueAndKeyKnowsWhereItStands() throws JsonProblem {
        LocatedJson root = read("{\n  \"ä\": [1, {\"b\": true}],\n  \"c\": \"x\"\n}");
        assertThat(root.place()).isEqualTo(new Place("consent.json", 1, 1));
        assertThat(root.keyPlace("ä")).isEqualTo(new Place("consent.json", 2, 3));
        assertThat(field(root, "ä").place()).isEqualTo(new Place("consent.json", 2, 8));
        assertThat(field(root, "ä").items().get(0).place()).isEqualTo(new Place("consent.json", 2, 9));
        LocatedJson inner = field(root, "ä").items().get(1);
        assertThat(inner.place()).isEqualTo(new Place("consent.json", 2, 12));
        assertThat(field(inner, "b").place()).isEqualTo(new Place("consent.json", 2, 18));
        assertThat(field(root, "c").place()).isEqualTo(new Place("consent.json", 3, 8));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{\"a\": 1,\n \"a\": 2}` | 2:2 found the key \"a\" twice; it stands at 1:2 already",
                "`{\"a\": 1, // why\n}` | 1:10 found a comment; JSON has none",
                "`{\"a\": 1, }` | 1:10 expected a key in double quotes; is there a comma too many before it?",
                "`[1, 2 3]` | 1:7 expected a comma or the end of the object or array",
                "`[1, ]` | 1:5 expected a value; is there a comma too many before it?",
                "`{\"a\": 1} 2` | 1:10 found more after the end of the value; expected one JSON value and nothing else",
                "`{\"a\": [1,\n` | 2:1 Unexpected end-of-input within/between Array entries",
                "`` | 1:1 the file is empty; expected a JSON value",
            })
    void brokenFilesAreRefusedWithTheirPlace(String text, String expected) {
        assertThatExceptionOfType(JsonProblem.class)
                .isThrownBy(() -> read(text == null ? "" : text))
                .satisfies(problem -> assertThat(problem.line() + ":" + problem.column() + " " + problem.getMessage())
                        .isEqualTo(expected));
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirPlace() {
        byte[] latin = "{\n \"a\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(JsonProblem.class)
                .isThrownBy(() -> LocatedJson.read("x", latin))
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.column()).isEqualTo(8);
                });
    }

    @Test
    void nestingDeeperThanDepthMaxIsRefused() throws JsonProblem {
        assertThat(read("[".repeat(JsonTree.DEPTH_MAX) + "]".repeat(JsonTree.DEPTH_MAX))
                        .kind())
                .isEqualTo(Kind.ARRAY);
        assertThatExceptionOfType(JsonProblem.class)
                .isThrownBy(() -> read("[".repeat(JsonTree.DEPTH_MAX + 1) + "]".repeat(JsonTree.DEPTH_MAX + 1)))
                .withMessageContaining("nested deeper than 64");
    }

    @Test
    void anObjectOverAnotherMergesKeysAndReplacesArrays() throws JsonProblem {
        LocatedJson below = read("{\"a\": {\"x\": 1, \"y\": 2}, \"list\": [1, 2], \"z\": 0}");
        LocatedJson above = read("{\"a\": {\"y\": 3},\n \"list\": [9]}");
        LocatedJson merged = above.over(below);
        assertThat(merged.plain()).isEqualTo(Map.of("a", Map.of("x", 1L, "y", 3L), "list", List.of(9L), "z", 0L));
        assertThat(merged.keyPlace("list").line()).isEqualTo(2);
    }

    @Test
    void numbersKeepTheirKind() throws JsonProblem {
        assertThat(Json.parse("[1, 9223372036854775807, 1.0]".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of(1L, Long.MAX_VALUE, 1.0));
    }

    @Test
    void prettyIsIndentedByTwoAndReadsBack() throws JsonProblem {
        Map<String, Object> value = Map.of("a", List.of(1L));
        assertThat(Json.pretty(value)).isEqualTo("{\n  \"a\": [\n    1\n  ]\n}");
        assertThat(Json.parse(Json.bytes(value))).isEqualTo(value);
    }
}
