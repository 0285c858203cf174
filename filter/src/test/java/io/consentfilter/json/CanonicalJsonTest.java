package io.consentfilter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalJsonTest {
    private static String canonical(@Nullable Object value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "3d30000000000000, 5.684341886080802e-14"
    })
    void numbersAreWrittenAsEcmaScriptDoes(String bits, String text) {
        assertThat(canonical(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(text);
    }

    @Test
    void everyDoubleReadsBack() {
        Random random = new Random(8785);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(canonical(value))).isEqualTo(value);
            }
        }
    }

    /** RFC 8785, 3.2.3. */
    @Test
    void keysAreSortedByUtf16CodeUnits() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            map.put(key, 1L);
        }
        assertThat(canonical(map))
                .isEqualTo(
                        "{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":1,\"\ufb33\":1}");
    }

    /** RFC 8785, 3.2.4: the worked example. */
    @Test
    void theWorkedExampleOfTheRfcComesOut() throws JsonProblem {
        String source = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";
        Object value = Json.parse(source.getBytes(StandardCharsets.UTF_8));
        assertThat(canonical(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void emptyContainersStay() {
        assertThat(canonical(List.of(Map.of(), List.of(), ""))).isEqualTo("[{},[],\"\"]");
    }

    @Test
    void whatHasNoCanonicalFormIsRefused() {
        assertThatThrownBy(() -> canonical(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> canonical((1L << 53) + 1)).hasMessageContaining("2^53");
        assertThatThrownBy(() -> canonical("a\ud83d")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> canonical("\ude00a")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> canonical(new Object())).hasMessageContaining("no JSON value");
    }
}
