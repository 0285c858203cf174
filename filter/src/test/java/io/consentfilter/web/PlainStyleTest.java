package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainStyleTest {
    private static final String[] PIECES = {
        "url(",
        "URL(",
        "url(",
        ")",
        ")",
        "'",
        "\"",
        "'",
        "&quot;",
        "&#39;",
        "&#x27;",
        "image-set(",
        "image(",
        "src(",
        "calc(",
        "--x:",
        ";",
        ":",
        " ",
        "https://a.example/x",
        "//b.example",
        "/x",
        "\\",
        "/*",
        "*/",
        "@import ",
        "{",
        "}",
        "(",
        "#",
        "-",
        "a",
        "1",
        "&amp;",
        "&",
        "\n",
        ",",
        "background",
        "é",
        "\r",
        "<",
        "url",
        "data:x"
    };

    @Test
    void whatIsPlainIsReadLikeAnyStyleSheet() {
        Random random = new Random(20261127);
        int plain = 0;
        for (int i = 0; i < 300_000; i++) {
            StringBuilder style = new StringBuilder();
            for (int pieces = 1 + random.nextInt(9); pieces > 0; pieces--) {
                style.append(PIECES[random.nextInt(PIECES.length)]);
            }
            List<String> found = plainly(style.toString());
            if (found != null) {
                plain++;
                assertThat(found).as(style.toString()).isEqualTo(asSheet(style.toString()));
            }
        }
        assertThat(plain).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "background:url(/a.png)",
                "background: #fff url( 'https://a.example/a.png' ) no-repeat; font-family: 'Open Sans'",
                "background-image:url(&quot;https://a.example/a.png?x=1&amp;y=2&quot;)",
                "--farbe:#fff;background:url(/a.png)"
            })
    void nearlyAllStylesArePlain(String style) {
        assertThat(plainly(style)).isNotNull().isNotEmpty().isEqualTo(asSheet(style));
    }

    @org.jspecify.annotations.Nullable
    private static List<String> plainly(String style) {
        byte[] bytes = ("x" + style + "(').").getBytes(StandardCharsets.UTF_8);
        int to = bytes.length - 4;
        List<String> found = new ArrayList<>();
        PlainStyle plain = new PlainStyle();
        plain.begin();
        for (int at = plain.next(bytes, 1, to); at >= 0; at = plain.next(bytes, at, to)) {
            String address = new String(
                    bytes, plain.addressFrom(), plain.addressTo() - plain.addressFrom(), StandardCharsets.UTF_8);
            // What is data contacts nobody, and is not asked for by the other either.
            if (!address.isEmpty() && !address.strip().startsWith("data:")) {
                found.add(address.replace("&amp;", "&"));
            }
        }
        return plain.ended() ? found : null;
    }

    private static List<String> asSheet(String style) {
        List<String> asked = new ArrayList<>();
        StyleSheet.without(Parser.unescapeEntities(style, true), address -> asked.add(address) && false);
        return asked;
    }
}
