package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Laws on random hostile pages: made of the hostile cases and of loose pieces of markup, put together and damaged. More with
 * {@code -Dpages=N}, others with {@code -Dseed=N}.
 */
final class RandomPagesTest {
    private static final int PAGES = Integer.getInteger("pages", 400);
    private static final long SEED = Long.getLong("seed", 0);
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1251"),
            Charset.forName("windows-1252"));
    private static final String[] PIECES = {
        "<img src=//t.example/x>",
        "<img src='//t.example/x'>",
        "<script src=\"//t.example/x\">",
        "</script>",
        "<script>",
        "<style>",
        "</style>",
        "@import '//t.example/x';",
        "a{b:url(//t.example/x)}",
        "<svg>",
        "</svg>",
        "<a>",
        "</a>",
        "<x-y>",
        "</x-y>",
        "</path>",
        "<math>",
        "<mtext>",
        "<desc>",
        "<title>",
        "</title>",
        "<foreignObject>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "--!>",
        "<noscript>",
        "</noscript>",
        "<textarea>",
        "</textarea>",
        "<template>",
        "</template>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<p>",
        "</p>",
        "<iframe srcdoc=\"",
        "\">",
        "'>",
        "\"",
        "'",
        ">",
        "<",
        "/",
        "=",
        " ",
        "\n",
        "<a title=\"",
        "<a title='",
        "<br>",
        "<image href=//t.example/x>",
        "<use href=//t.example/x />",
        "<body>",
        "<head>",
        "</head>",
        "<xmp>",
        "</xmp>",
        "<plaintext>",
        "<frameset>",
        "<frame src=//t.example/x>",
        "<link rel=stylesheet href=//t.example/x>",
        "<base href=//t.example/>",
        "<img src=x>",
        "&#47;",
        "&quot;",
        "<!",
        "<?",
        "</",
        "<font color=x>",
        "<annotation-xml encoding=text/html>",
        "<mi>",
        "</mi>",
        "<video poster=//t.example/x>",
        "<source srcset='//t.example/x 1x, /own 2x'>",
        "<p style=\"background:url(//t.example/x)\">",
        "<desc>",
        "</desc>",
        "</foreignObject>",
        "</mtext>",
        "</math>",
        "<annotation-xml>",
        "</annotation-xml>",
        "<mglyph>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "<form>",
        "</form>",
        "<button>",
        "</button>",
        "<h1>",
        "<li>",
        "<dd>",
        "<option>",
        "<x-foo>",
        "</x-foo>",
        "<col>",
        "<bgsound>",
        "&#32;",
        "<input type=image src=//t.example/x>"
    };

    /** Inside a comment it takes what begins like another one, and soon ends, for the end of all; the standard does not (13.2.5.49). */
    private static final Pattern NU_ENDS_THE_COMMENT = Pattern.compile("(?s)<!--(?:(?!-->).)*<!--.{0,2}>");

    /** Behind an end tag that breaks out it knows no CDATA, even where an element of svg is still open around it (13.2.5.42). */
    private static final Pattern NU_FORGETS_SVG = Pattern.compile("(?s)<svg.*</(br|p)>.*<!\\[CDATA\\[");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noRandomPageLoadsWhatIsWithheld(long seed) throws IOException {
        Random random = new Random(SEED + seed);
        List<HostileCase> cases = HostileCase.all().stream()
                .filter(each -> each.kind() == DocumentKind.PAGE && each.expected() != HostileCase.Expected.G)
                .filter(each -> !each.text().contains("<select"))
                .toList();
        for (int i = 0; i < PAGES; i++) {
            check(page(random, cases), random);
        }
    }

    /** As page, frame, fragment and XHTML, in any encoding that agrees with ASCII; the cases of all kinds put together. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void everyKindOfRandomPageKeepsTheLaws(long seed) throws IOException {
        Random random = new Random(SEED + seed);
        List<HostileCase> cases = HostileCase.all();
        DocumentKind[] kinds = DocumentKind.values();
        for (int i = 0; i < PAGES; i++) {
            byte[] page = otherwiseWritten(page(random, cases), random);
            Charset charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
            Laws.holdAtFewCuts(page, kinds[random.nextInt(kinds.length)], charset);
        }
    }

    /** Some letters in the other case, some bytes that are no ASCII. */
    private static byte[] otherwiseWritten(byte[] page, Random random) {
        byte[] written = page.clone();
        for (int j = random.nextInt(6); j > 0 && written.length > 0; j--) {
            int at = random.nextInt(written.length);
            boolean letter = Character.isLetter(written[at]) && written[at] > 0;
            written[at] = letter ? (byte) (written[at] ^ 0x20) : random.nextInt(4) == 0 ? (byte) 0xC4 : written[at];
        }
        return written;
    }

    private static void check(byte[] page, Random random) {
        Rewriting rewriting = Rewriting.page();
        byte[] once = rewriting.inPieces(page, Math.max(1, page.length));
        String out = text(once);
        String told = "from " + text(page) + "\nto " + out;
        assertThat(text(rewriting.cutAt(page, random.nextInt(page.length + 1))))
                .as(told)
                .isEqualTo(out);
        assertThat(text(rewriting.inPieces(page, 1 + random.nextInt(5))))
                .as(told)
                .isEqualTo(out);
        assertThat(text(rewriting.inPieces(once, Math.max(1, once.length))))
                .as("again, " + told)
                .isEqualTo(out);
        assertThat(loads(out)).as(told).isEmpty();
    }

    /**
     * Inside foreign content scanners and trees are known to differ and the older parser is not exact: there the Nu parser decides; in
     * a document inside the page only where that has such content. Whether damaged JSON, a damaged module or list still says something is another test's.
     */
    private static List<String> loads(String page) {
        boolean foreign = Stream.of("<svg", "<math").anyMatch(page::contains);
        boolean foreignInside = foreign || Stream.of("&lt;svg", "&lt;math").anyMatch(page::contains);
        boolean plain = page.contains("<plaintext") || page.contains("<noscript");
        if (NU_ENDS_THE_COMMENT.matcher(page).find()
                || NU_FORGETS_SVG.matcher(page).find()) {
            return List.of();
        }
        return Loads.of(page, DocumentKind.PAGE).stream()
                .filter(load -> !(foreign && isOtherView(around(load))))
                .filter(load -> !(foreignInside
                        && isOtherView(load.substring(around(load).length()))))
                .filter(load -> !plain || !load.contains("jsoup"))
                .filter(load -> !load.contains("script import=") && !load.contains("list to "))
                // Text fixes a body (13.2.6.4.7, "frameset-ok"); the Nu parser forgets that behind a video and an end
                // tag of math.
                .filter(load -> !(Stream.of("<video", "</mi>").anyMatch(page::contains) && load.contains("frame src=")))
                .filter(load -> load.indexOf('\uFFFD') < 0 && load.indexOf(0) < 0)
                .filter(load -> Stream.of("importmap", "speculationrules", "webbundle")
                        .noneMatch(type -> load.contains("script " + type + "=")))
                .toList();
    }

    private static String around(String load) {
        int inside = load.indexOf("srcdoc > ");
        return inside < 0 ? load : load.substring(0, inside);
    }

    private static boolean isOtherView(String load) {
        return load.contains("flat") || load.contains("jsoup");
    }

    private static byte[] page(Random random, List<HostileCase> cases) {
        List<byte[]> parts = new ArrayList<>();
        int length = 0;
        for (int j = 1 + random.nextInt(12); j > 0; j--) {
            byte[] part = random.nextInt(4) == 0
                    ? cases.get(random.nextInt(cases.size())).input()
                    : PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
            parts.add(part);
            length += part.length;
        }
        byte[] page = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, page, at, part.length);
            at += part.length;
        }
        for (int j = random.nextInt(3); j > 0 && length > 0; j--) {
            page[random.nextInt(length)] = (byte) "<>\"'/=-! a\0]".charAt(random.nextInt(12));
        }
        return page;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
