package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.html.HtmlTokenizer;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages carry pictures, fonts, sheets and whole documents in their tags: what is the page's own stays, however long it is. */
final class LongContentTest {
    private static final String TRACKER = "//t.example/x";

    /** Text with one place for an address, by what it is. */
    private static Map<String, String> pages() {
        String picture = "data:image/png;base64," + base64(200_000);
        String sheet = "data:text/css;base64," + encoded("a{b:c}".repeat(20_000) + "@font-face{src:url(ADDRESS)}");
        String document = "<p>A &amp; B</p>".repeat(12_000) + "<img src='ADDRESS'>";
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("picture, then a list", "<img src=\"" + picture + "\" srcset=\"ADDRESS 2x\">");
        pages.put("list of pictures", "<img srcset=\"" + picture + " 1x, " + picture + " 2x, ADDRESS 3x\">");
        pages.put("picture without quotes", "<img alt=a src=" + picture + " srcset=ADDRESS>");
        pages.put("style", "<p style=\"background:url(" + picture + "),url(ADDRESS)\">");
        pages.put("style with quotes", "<p style='background:url(\"" + picture + "\"),url(\"ADDRESS\")'>");
        pages.put(
                "style with references",
                "<p style=\"background:url(&quot;" + picture + "&quot;),url(&quot;ADDRESS&quot;)\">");
        pages.put("sheet", "<style>@font-face{src:url(" + picture.repeat(8) + ")}a{b:url(ADDRESS)}</style>");
        pages.put("document", "<iframe srcdoc=\"" + document.replace("&", "&amp;") + "\"></iframe>");
        pages.put(
                "document with references",
                "<iframe srcdoc='"
                        + document.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
                        + "'></iframe>");
        pages.put("linked sheet", "<link rel=stylesheet href=\"" + sheet + "\">");
        pages.put("linked sheet, relation behind", "<link href=\"" + sheet + "\" rel=stylesheet>");
        pages.put("imported sheet", "<style>@import \"" + sheet + "\";a{b:c}</style>");
        pages.put("frame of a document", "<iframe src=\"data:text/html;base64," + encoded(document) + "\"></iframe>");
        pages.put(
                "object of a picture",
                "<object data=\"data:image/svg+xml;base64,"
                        + encoded("<svg xmlns='http://www.w3.org/2000/svg'>" + "<path d='M0 0'/>".repeat(8000)
                                + "<image href='ADDRESS'/></svg>")
                        + "\"></object>");
        pages.put(
                "import map",
                "<script type=importmap>{\"imports\":{" + "\"a\":\"/a.js\",".repeat(15_000)
                        + "\"b\":\"ADDRESS\"}}</script>");
        pages.put(
                "state of an element", "<img data-state=\"" + "{&quot;a&quot;:1},".repeat(80_000) + "\" src=ADDRESS>");
        pages.put(
                "path of a picture",
                "<svg><path d=\"" + "M0 0 ".repeat(40_000) + "\" style=\"fill:url(ADDRESS)\"/></svg>");
        pages.put(
                "animation of a path",
                "<svg><path><animate attributeName=d values=\"" + "M0 0;".repeat(40_000)
                        + "\"/></path><image href=\"ADDRESS\"/></svg>");
        pages.put(
                "values before the name",
                "<svg><set to='" + "M0 0 ".repeat(20_000) + "' attributeName=d /><image href='ADDRESS'/></svg>");
        pages.put("configuration", "<meta content=\"" + "%7B1%7D".repeat(20_000) + "\" name=state><img src=ADDRESS>");
        pages.put(
                "movie",
                "<object><param value=\"" + "a=b&amp;".repeat(20_000) + "\" name=flashvars></object><img src=ADDRESS>");
        return pages;
    }

    static Stream<Arguments> kinds() {
        return pages().entrySet().stream().map(page -> Arguments.of(page.getKey(), page.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void ownContentPassesWhole(String name, String page) {
        String own = at(page, "/own.png");
        assertSame(whole(own), own);
        assertSame(pieces(own, 8192), own);
        assertSame(pieces(own, 1000), own);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void whatIsWithheldIsFoundBehindIt(String name, String page) {
        String hostile = at(page, TRACKER);
        String out = whole(hostile);
        assertThat(out.equals(hostile)).isFalse();
        assertThat(Loads.of(out, DocumentKind.PAGE)).isEmpty();
        assertSame(pieces(out, out.length()), out);
        assertSame(pieces(hostile, 8192), out);
        assertSame(pieces(hostile, 1000), out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iframe src=\"data:application/pdf;base64,LONG\"></iframe>",
                "<object type=application/pdf data=\"data:application/pdf;base64,LONG\"></object>",
                "<embed src=\"data:application/pdf;base64,LONG\">",
                "<video poster=\"data:image/png;base64,LONG\" src=\" DATA:video/mp4;base64,LONG\"></video>",
                "<a href=\"data:text/csv,LONG\" download=a.csv>a</a>",
                "<svg><image xlink:href=\"data:image/png;base64,LONG\"/></svg>",
                "<link rel=icon href=\"data:image/png;base64,LONG\">",
                "<script src=\"data:text/javascript;base64,LONG\"></script>",
                "<script type=application/json>{\"a\":\"LONG\"}</script>",
                "<input type=hidden name=state value=\"LONG\">"
            })
    void filesInAddressesAreNotHeldAndPassHoweverLongTheyAre(String page) {
        String own = page.replace("LONG", base64(3_000_000));
        assertSame(whole(own), own);
        assertSame(pieces(own, 8192), own);
    }

    @ParameterizedTest
    @ValueSource(ints = {8192, 4096, 64 * 1024})
    void aTagGoesOnWhereAllOfItWasTold(int piece) {
        for (int length = 65_500; length < 65_560; length++) {
            String page = " ".repeat(piece) + "<img alt=\"" + "x".repeat(length) + "\" src=" + TRACKER + ">";
            assertThat(pieces(page, piece)).endsWith("\" data-choice-src=" + TRACKER + ">");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src=\"//t.example/x\"",
                "src=//t.example/x",
                "src=\"https://www.muster.example.t.example/x\"",
                "src=https://www.muster.example@t.example/x",
                "srcset=\"/own 1x, https://www.muster.example.t.example/x 2x\"",
                "style=\"background:url(https://www.muster.example.t.example/x)\"",
            })
    void noAddressIsJudgedByItsBeginning(String attribute) {
        for (int before = 0; before <= attribute.length() + 2; before++) {
            String start = "<img alt=\"";
            String filler = "x".repeat(HtmlTokenizer.TAG_BYTES_MAX - start.length() - 2 - before);
            String page = start + filler + "\" " + attribute + " id=a>";
            String out = whole(page);
            assertThat(Loads.of(out, DocumentKind.PAGE))
                    .as("%s before the limit", before)
                    .isEmpty();
            assertSame(pieces(page, 8192), out);
            String own =
                    page.replaceAll("https:[a-z/.@]*t.example/x|//t.example/x", "https://www.muster.example/abcdef/x");
            assertSame(whole(own), own);
        }
    }

    @Test
    void theLastOfManyAttributesIsWhole() {
        String many = many(HtmlTokenizer.ATTRIBUTES_MAX - 1);
        for (String last : new String[] {"style=\"color:red\"", "srcset=\"/a 2x\"", "srcdoc=\"&lt;p>a\""}) {
            for (int more = 0; more < 3; more++) {
                String own = "<iframe" + many + " " + last + many(more) + "></iframe><img" + many + " " + last
                        + many(1200) + ">";
                assertSame(whole(own), own);
            }
        }
    }

    @Test
    void beyondTheLongestTagOnlyWhatLoadsNothingPasses() {
        String filler = "x".repeat(HtmlTokenizer.LONG_TAG_BYTES_MAX);
        for (String page : new String[] {
            "<img src=\"https://www.muster.example" + filler + "\">",
            "<p style=\"background:url(/" + filler + ")\">",
            "<iframe srcdoc=\"<p>" + filler + "\"></iframe>",
            "<iframe src=\"data:text/html," + filler + "\"></iframe>",
            "<script data-a=\"" + filler + "\">own()</script>"
        }) {
            String out = pieces(page, 8192);
            assertThat(out.contains("data-choice-") || out.contains("text/plain"))
                    .as(page.substring(0, 40))
                    .isTrue();
            assertSame(pieces(page, 100_000), out);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANY", " data-state=\"LONG\"", " data-state='LONG' MANY"})
    void nothingIsPutIntoALongTag(String attributes) {
        String more = attributes.replace("MANY", many(1300)).replace("LONG", "x".repeat(200_000));
        String head = "<!DOCTYPE html><html" + more + "><head" + more + " id=a>";
        String body =
                "<noscript" + more + "></noscript><template" + more + "></template></head><body" + more + " id=b>";
        String page = head + "<LINK>" + body + "<FORM><p>a";
        String expected = page.replace("<LINK>", "<link href=\"/_choice/a/1/style.css\" rel=\"stylesheet\">")
                .replace("<FORM>", "<form id=\"choice-panel\"></form>");
        String own = page.replace("<LINK>", "").replace("<FORM>", "");
        assertSame(Rewriting.page().insertions().of(own), expected);
        byte[] pieces = Rewriting.page().insertions().inPieces(own.getBytes(StandardCharsets.UTF_8), 8192);
        assertSame(new String(pieces, StandardCharsets.UTF_8), expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><font MANY color=red><style><!--</style><img src=//t.example/x>",
                "<svg><font MANY><style><img src=//t.example/x></style>",
                "<math><annotation-xml MANY encoding=text/html><style><!--</style><img src=//t.example/x>",
                "<math><annotation-xml MANY encoding=a><style><img src=//t.example/x></style>",
                "<math><annotation-xml MANY><svg><desc><style><!--</style><img src=//t.example/x>"
            })
    void whatAnElementIsMayStandBehindManyAttributes(String page) {
        String whole = page.replace("MANY", many(HtmlTokenizer.ATTRIBUTES_MAX + 20));
        String out = whole(whole);
        assertThat(Loads.of(whole, DocumentKind.PAGE)).isNotEmpty();
        assertThat(Loads.of(out, DocumentKind.PAGE)).isEmpty();
        Laws.holdAtFewCuts(whole.getBytes(StandardCharsets.UTF_8), DocumentKind.PAGE);
    }

    private static String many(int count) {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < count; i++) {
            many.append(" data-a").append(i).append("=b");
        }
        return many.toString();
    }

    /** Puts an address in its place, which may be written in base64. */
    private static String at(String page, String address) {
        String mark = "⟨";
        int from = page.indexOf(mark);
        if (from < 0) {
            return page.replace("ADDRESS", address);
        }
        int to = page.indexOf("⟩");
        String content = page.substring(from + 1, to).replace("ADDRESS", "https:" + "//t.example/x");
        String judged = address.equals(TRACKER) ? content : content.replace("https://t.example/x", "data:,");
        return page.substring(0, from)
                + Base64.getEncoder().encodeToString(judged.getBytes(StandardCharsets.UTF_8))
                + page.substring(to + 1);
    }

    private static String encoded(String content) {
        return "⟨" + content + "⟩";
    }

    private static String base64(int length) {
        byte[] bytes = new byte[length / 4 * 3];
        new Random(length).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String whole(String page) {
        return Rewriting.page().of(page);
    }

    private static String pieces(String page, int size) {
        return new String(
                Rewriting.page().inPieces(page.getBytes(StandardCharsets.UTF_8), size), StandardCharsets.UTF_8);
    }

    /** Says where two long texts part. */
    private static void assertSame(String actual, String expected) {
        int at = 0;
        while (at < Math.min(actual.length(), expected.length()) && actual.charAt(at) == expected.charAt(at)) {
            at++;
        }
        assertThat(actual.length() == expected.length() && at == expected.length())
                .as("parts at %s: %s", at, actual.substring(Math.max(0, at - 40), Math.min(actual.length(), at + 60)))
                .isTrue();
    }
}
