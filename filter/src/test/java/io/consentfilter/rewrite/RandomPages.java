package io.consentfilter.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Pages made of the pieces that are hard to read, in any order. */
final class RandomPages {
    private static final String[] PIECES = {
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "--!>",
        "<!",
        "<?",
        "]]>",
        "<![CDATA[",
        "\"",
        "'",
        "=",
        " ",
        "\n",
        "\t",
        "&",
        ";",
        "/",
        "\\",
        "a",
        "x",
        "<p",
        "<p>",
        "</p>",
        "<div class=\"a b\" id=c>",
        "<br/>",
        "text",
        "ä",
        "\u0000",
        "<img src=",
        "<img src=\"",
        "//t.example/x",
        "https://cdn.stat.example/a.js",
        "/own.js",
        "https:&#47;/t.example/y",
        "data:,x",
        "<script>",
        "<script src=",
        "</script>",
        "</script",
        "_stat.push(1)",
        "<script type=\"text/javascript\">",
        "<script type=importmap>{\"imports\":{\"a\":\"//t.example/a\"}}",
        "<style>",
        "</style>",
        "@import \"//t.example/a.css\";",
        "a{b:url(//t.example/c.png)}",
        "url(",
        ")",
        "<p style=\"",
        "style=\"b:url(//t.example/d)\"",
        "<svg>",
        "</svg>",
        "<svg><title>",
        "</title>",
        "<title>",
        "<math>",
        "<mtext>",
        "</math>",
        "<foreignObject>",
        "</foreignObject>",
        "<noscript>",
        "</noscript>",
        "</noscript",
        "<textarea>",
        "</textarea>",
        "<xmp>",
        "</xmp>",
        "<select>",
        "</select>",
        "<template>",
        "<col>",
        "</template>",
        "<frameset>",
        "<frame src=//t.example/f>",
        "<iframe src=\"https://frames.example/1\">",
        "<iframe srcdoc=\"",
        "&lt;img src=//t.example/i&gt;",
        "</iframe>",
        "<base href=\"//t.example/\">",
        "<link rel=stylesheet href=",
        "<link rel=canonical href=//t.example/>",
        "srcset=\"/a 1x, //t.example/b 2x\"",
        "<a ping=//t.example/p href=x>",
        "<td background=//t.example/b>",
        "<html>",
        "<head>",
        "</head>",
        "<body>",
        "</body>",
        "<plaintext>",
        "<!DOCTYPE html>",
        "<image href=//t.example/g />",
        "<use xlink:href=\"//t.example/u\"/>",
        "<meta http-equiv=refresh content=\"1;url=//cdn.stat.example/\">"
    };

    private static final String[] OWN = {
        "<p>",
        "</p>",
        "text & more",
        "<div class=\"a\" style=\"color:rgb(1,2,3)\">",
        "</div>",
        "<img src=\"/a.png\" srcset=\"/b 2x, c 3x\">",
        "<script>own(\"<p>\")</script>",
        "<script src=own.js></script>",
        "<style>a > b{background:url(/x.png)}</style>",
        "<svg><title>Icon</title><path d=\"M0\"/></svg>",
        "<!-- a -- b -->",
        "<link rel=stylesheet href=\"https://www.muster.example/a.css\">",
        "<a href=\"https://t.example/\">link</a>",
        "<noscript><img src=/p.gif></noscript>",
        "<textarea><img src=//t.example/></textarea>",
        "<iframe srcdoc=\"&lt;p&gt;x\"></iframe>",
        "<select><option selected>a<option>b</select>",
        "\n",
        "ä€",
        "<template><p>x</p></template>",
        "<form action=\"//t.example/\"><input name=a></form>",
        "<table><tr><td>1</table>"
    };

    private final Random random;

    RandomPages(long seed) {
        random = new Random(seed);
    }

    /** Anything. */
    byte[] hostile() {
        return of(PIECES, 1 + random.nextInt(25));
    }

    /** A page that loads nothing but its own. */
    byte[] own() {
        return of(OWN, 1 + random.nextInt(40));
    }

    private byte[] of(String[] pieces, int count) {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < count; i++) {
            page.append(pieces[random.nextInt(pieces.length)]);
        }
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }
}
