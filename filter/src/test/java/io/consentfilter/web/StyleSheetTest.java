package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StyleSheetTest {
    private static final WebAddress PAGE = WebAddress.resolve("https://own.example/a/", null);
    private static final Predicate<String> NOT_OWN = address -> {
        String host = WebAddress.resolve(address, PAGE).host();
        return host != null && !host.equals("own.example");
    };

    /** In each of these, {@code //t/x} is fetched; with {@code //own.example/x} instead, nothing may change. */
    static final List<String> LOADING = List.of(
            "a{background:url(//t/x)}",
            "a{background:URL(  //t/x\n)}",
            "a{background:url(\"//t/x\")}",
            "a{background:url( '//t/x' )}",
            "a{background:\\75rl(//t/x)}",
            "a{background:\\55 \\52 l(//t/x)}",
            "a{background:\\000075\r\nrl(//t/x)}",
            "a{background:u\\72 l(//t/x)}",
            "a{background:ur\\6C\t(//t/x)}",
            "a{background:url(/\\2f t/x)}",
            "a{background:url(\\2f\\2f t\\2fx)}",
            "a{background:url(\"\\2f\\2ft\\2fx\")}",
            "a{background:url('/\\\n/t/x')}",
            "a{background:url('/\\\r\n/t/x')}",
            "a{background:url('\\/\\/t/x')}",
            "a{background:url(https:\\2f\\2ft/x)}",
            "a{background:/**/url(//t/x)}",
            "a{background:red/*(*/url(//t/x)}",
            "a{b:';}';background:url(//t/x)}",
            "a{b:'\n;background:url(//t/x)}",
            "a{b:\"\\\"\";background:url(//t/x)}",
            "a{b:url(x y);c:url(//t/x)}",
            "a{b:url(x\\)y);c:url(//t/x)}",
            "a{b:url(x\"y);c:url(//t/x)}",
            "<!--a{b:url(//t/x)}-->",
            "-->a{b:url(//t/x)}",
            "@import \"//t/x\";",
            "@import'//t/x'",
            "@import/**/\"//t/x\"screen;",
            "@import /*x*/ /**/ '//t/x';",
            "@IMPORT url(//t/x);",
            "@import url(\"//t/x\") layer(a) supports(b:c);",
            "@\\69mport '//t/x';",
            "@imp\\6f rt '//t/x';",
            "@import \"//t/x\n;",
            "@import \"//t/x",
            "@import url(//t/x",
            "a{}@import url( //t/x",
            "a{background:image-set(\"//t/x\" 1x, 'own.png' 2x)}",
            "a{background:-webkit-image-set('//t/x' 1x)}",
            "a{background:image-set('own.png' type('image/png'), '//t/x' 2x)}",
            "a{background:image-set(url(//t/x) 1x)}",
            "a{background:image('//t/x', red)}",
            "a{background:src(\"//t/x\")}",
            "a{background:\\69mage-set('//t/x' 1x)}",
            "a{--u:'//t/x';background:image-set(var(--u) 1x)}",
            "a{--u:{x;y} '//t/x';background:image-set(var(--u) 1x)}",
            "a{background:image-set(var(--u,'//t/x') 1x)}",
            "@property --u{syntax:'*';inherits:false;initial-value:'//t/x'}",
            "@function --f(){result:'//t/x'}",
            "@font-face{font-family:x;src:local('x'),url(//t/x) format('woff2')}",
            "a{cursor:1url(y)url(//t/x)}",
            "a{b:1.url(//t/x)}",
            "@namespace url(http://www.w3.org/2000/svg);a{b:url(//t/x)}",
            "@namespace x {b:url(//t/x)}",
            "a{b:@{url(//t/x)}",
            "a{b:\u00e9 url(//t/x)}",
            "a{b:url(//t/\u00e9x)}");

    /** None of these fetches {@code //t/x}. */
    private static final List<String> SILENT = List.of(
            "a{content:'//t/x'}",
            "a[href^='//t/x']{color:red}",
            "/* url(//t/x) */",
            "/* url(//t/x) **/",
            "a{b:\"url(//t/x)\"}",
            "a{b:'\\'url(//t/x)'}",
            "@namespace svg url(//t/x);",
            "@namespace '//t/x';",
            "a{b:1url(//t/x)}",
            "a{b:.5url(//t/x)}",
            "a{b:curl(//t/x)}",
            "a{b:url2(//t/x)}",
            "a{b:#url(//t/x)}",
            "a{b:@url(//t/x)}",
            "a{b:url (//t/x)}",
            "a{b:url/**/(//t/x)}",
            "a{b:\\31 url(//t/x)}",
            "a{b:image-set('own.png' type('//t/x'))}",
            "a{b:url(data:,//t/x)}",
            "a{b:url(' DATA:image/svg+xml,<svg href=//t/x>')}",
            "a{b:url(x y //t/x)}",
            "@media x{a{b:c}}",
            "a{b:url()}",
            "a{b:url( )}",
            "a{b:url('')}",
            "\\",
            "a{b:url(\\",
            "@",
            "a{--u:own '/x'}",
            "p{color:red}a{--u:1}b{content:'//t/x'}",
            "p}}a{--u:1}b{content:'//t/x'}",
            "p){c:d}a{b:image-set('own.png' 1x);content:'//t/x'}");

    @Test
    void whatWouldBeFetchedIsReplaced() {
        for (String css : LOADING) {
            String out = StyleSheet.without(css, NOT_OWN);
            assertThat(out).as(css).contains(StyleSheet.NOTHING).isNotEqualTo(css);
            assertThat(StyleSheet.without(out, NOT_OWN)).as("again: " + css).isSameAs(out);
        }
    }

    @Test
    void ownAddressesStay() {
        for (String css : LOADING) {
            String own = css.replace("//t/", "//own.example/")
                    .replace("\\2ft", "\\2fown.example")
                    .replace("\\2f t", "\\2f own.example")
                    .replace("\n/t/", "\n/own.example/")
                    .replace("\\/t/", "\\/own.example/");
            assertThat(StyleSheet.without(own, NOT_OWN)).as(own).isSameAs(own);
        }
    }

    @Test
    void whatNobodyFetchesStays() {
        for (String css : SILENT) {
            assertThat(StyleSheet.without(css, NOT_OWN)).as(css).isSameAs(css);
        }
    }

    @Test
    void onlyTheAddressChanges() {
        assertThat(StyleSheet.without("a{b:url( \"//t/x\" )}c{d:e}", NOT_OWN))
                .isEqualTo("a{b:url( \"about:invalid\" )}c{d:e}");
        assertThat(StyleSheet.without("@import '//t/x' screen;a{b:url(c)}", NOT_OWN))
                .isEqualTo("@import 'about:invalid' screen;a{b:url(c)}");
        assertThat(StyleSheet.without("a{b:url(//t/x ) url(c)}", NOT_OWN)).isEqualTo("a{b:url(about:invalid ) url(c)}");
    }

    @Test
    void addressesAreAskedWithoutEscapes() {
        List<String> seen = new ArrayList<>();
        StyleSheet.without("a{b:url(\\2f/\\74\\00003a x)}@import 'a\\\nb\\'c';", address -> !seen.add(address));
        assertThat(seen).as("imports also as they are written").containsExactly("//t:x", "a\\\nb\\'c", "ab'c");
    }

    @Test
    void whatOnlyAPreloadScannerFindsIsLedAside() {
        assertThat(StyleSheet.without("@import //t/x;a{b:c}", NOT_OWN)).isEqualTo("@import / /t/x;a{b:c}");
        assertThat(StyleSheet.without("@import https://t/x;", NOT_OWN)).isEqualTo("@import https ://t/x;");
        assertThat(StyleSheet.without("@layer a/*;@import url(//t/x);*/;", NOT_OWN))
                .isEqualTo("@layer a/*;@import x y url(//t/x);*/;");
        assertThat(StyleSheet.without("@import url(\"/a);@import '//t/x';\");", NOT_OWN))
                .isEqualTo("@import url(\"about:invalid\");");
    }

    @Test
    void whatNoScannerReadsStays() {
        for (String css : List.of(
                "a{b:c}/*;@import //t/x;*/",
                "/*@import //t/x;*/",
                "@media screen{/*;@import //t/x;*/}",
                "@import x.css;",
                "@import \"/a.css\" /*;*/ screen;@import url(b.css);")) {
            assertThat(StyleSheet.without(css, NOT_OWN)).as(css).isSameAs(css);
        }
    }

    @Test
    void everyCutGivesTheSameSheet() throws IOException {
        List<String> sheets = new ArrayList<>(LOADING);
        sheets.addAll(SILENT);
        for (String css : sheets) {
            byte[] bytes = css.getBytes(StandardCharsets.UTF_8);
            String whole = StyleSheet.without(css, NOT_OWN);
            for (int cut = 0; cut <= bytes.length; cut++) {
                assertThat(inPieces(bytes, cut, bytes.length))
                        .as(css + " cut at " + cut)
                        .isEqualTo(whole);
            }
            assertThat(inPieces(bytes, 0, 1)).as(css + " byte by byte").isEqualTo(whole);
        }
    }

    @Test
    void addressLongerThanAddressBytesMaxIsWithheldNotHeld() throws IOException {
        String own = "a{b:url(/" + "x".repeat(StyleSheet.ADDRESS_BYTES_MAX) + ")}c{d:e}";
        assertThat(StyleSheet.without(own, NOT_OWN)).isEqualTo("a{b:url(about:invalid)}c{d:e}");
        byte[] bytes = own.getBytes(StandardCharsets.UTF_8);
        assertThat(inPieces(bytes, 4000, 1000)).isEqualTo("a{b:url(about:invalid)}c{d:e}");
        String fits = "a{b:url(" + "x".repeat(StyleSheet.ADDRESS_BYTES_MAX) + ")}";
        assertThat(StyleSheet.without(fits, NOT_OWN)).isSameAs(fits);
    }

    @Test
    void dataOfAnyLengthFlows() throws IOException {
        String css = "a{src:url(data:font/woff2;base64," + "A".repeat(100_000) + ")}";
        assertThat(StyleSheet.without(css, address -> true)).isSameAs(css);
        assertThat(inPieces(css.getBytes(StandardCharsets.UTF_8), 13, 7)).isEqualTo(css);
    }

    @Test
    void onlyAnUnfinishedAddressIsHeld() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StyleSheet sheet = new StyleSheet(StandardCharsets.UTF_8, AddressTest.of(NOT_OWN), out::write);
        byte[] bytes = "a{color:red;background:url(//t".getBytes(StandardCharsets.UTF_8);
        sheet.write(bytes, 0, bytes.length);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a{color:red;background:url(");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomSheetsAreCutAlikeAndSettle(long seed) throws IOException {
        Random random = new Random(seed);
        String[] pieces = {
            "url(",
            "@import ",
            "image-set(",
            "//t/x",
            "/own",
            "'",
            "\"",
            ")",
            "(",
            "{",
            "}",
            ";",
            ":",
            "\\",
            "\n",
            "\r\n",
            " ",
            "/*",
            "*/",
            "--u",
            "a",
            "1",
            "data:",
            "\\75",
            "\\2f ",
            "@namespace ",
            "\u00e9",
            "\u0000",
            "type("
        };
        for (int i = 0; i < 3000; i++) {
            StringBuilder css = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                css.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = css.toString().getBytes(StandardCharsets.UTF_8);
            String whole = StyleSheet.without(css.toString(), NOT_OWN);
            assertThat(inPieces(bytes, random.nextInt(bytes.length + 1), 1 + random.nextInt(5)))
                    .as(css.toString())
                    .isEqualTo(whole);
            assertThat(StyleSheet.without(whole, NOT_OWN)).as("again: " + css).isEqualTo(whole);
        }
    }

    private static String inPieces(byte[] bytes, int first, int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StyleSheet sheet = new StyleSheet(StandardCharsets.UTF_8, AddressTest.of(NOT_OWN), out::write);
        sheet.write(bytes.clone(), 0, first);
        for (int at = first; at < bytes.length; at += size) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
            sheet.write(piece, 0, piece.length);
            java.util.Arrays.fill(piece, (byte) 'Z');
        }
        sheet.end();
        return out.toString(StandardCharsets.UTF_8);
    }
}
