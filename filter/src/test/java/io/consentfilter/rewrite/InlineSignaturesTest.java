package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.registry.InlineSignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InlineSignaturesTest {
    private static final List<String> TEXTS = List.of(
            "_paq.push",
            "gtag('config'",
            "fbq('init'",
            "abcabc",
            "abcabcabd",
            "aaaaaa",
            "ttq.load",
            "the same_QZXKV_text",
            "www.googletagmanager.com/gtm.js");

    private final InlineSignatures signatures = of(TEXTS);

    @Test
    void aTextIsFoundWhereverItBeginsAndHoweverLittleStandsAroundIt() {
        for (String text : TEXTS) {
            for (int before = 0; before < 9; before++) {
                for (int behind = 0; behind < 9; behind++) {
                    byte[] script = bytes("x".repeat(before) + text + "y".repeat(behind));
                    assertThat(finds(script, 0, script.length)).as(text).isTrue();
                    assertThat(finds(script, before, before + text.length()))
                            .as(text)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aTextThatIsCutByTheRangeIsNotFound() {
        for (String text : List.of("_paq.push", "ttq.load", "fbq('init'")) {
            byte[] script = bytes("zz" + text + "zz");
            assertThat(finds(script, 3, script.length)).isFalse();
            assertThat(finds(script, 0, script.length - 3)).isFalse();
        }
    }

    @Test
    void whatNobodyAsksForIsPassedOverAndTheNextIsFound() {
        byte[] script = bytes("_paq.push(1); fbq('init', 2); ");
        InlineSignature found =
                signatures.find(script, 0, script.length, each -> each.text().startsWith("fbq"));
        assertThat(found).extracting(InlineSignature::text).isEqualTo("fbq('init'");
    }

    @Test
    void inAnyScriptAsMuchIsFoundAsByComparingAtEachPlace() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String script = script(random);
            byte[] bytes = bytes(script);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            String range = script.substring(from, to);
            assertThat(finds(bytes, from, to))
                    .as(range)
                    .isEqualTo(TEXTS.stream().anyMatch(range::contains));
        }
    }

    /** Pieces of signatures and single letters of them, so that much begins like one. */
    private static String script(Random random) {
        StringBuilder script = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            String text = TEXTS.get(random.nextInt(TEXTS.size()));
            int from = random.nextInt(3) == 0 ? random.nextInt(text.length()) : 0;
            int to = random.nextInt(3) == 0 ? from + random.nextInt(text.length() - from + 1) : text.length();
            script.append("abcpq(;".charAt(random.nextInt(7))).append(text, from, to);
        }
        return script.toString();
    }

    private boolean finds(byte[] script, int from, int to) {
        return signatures.find(script, from, to, each -> true) != null;
    }

    private static InlineSignatures of(List<String> texts) {
        List<InlineSignature> all = new ArrayList<>();
        texts.forEach(text -> all.add(new InlineSignature("service-" + all.size(), text)));
        return new InlineSignatures(all);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
