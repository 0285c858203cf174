package io.consentfilter.rewrite;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Pages of other kinds than those that were collected, so that no ordinary kind is slow unseen: each is long on what one kind of
 * page has much of. Their host is {@value #HOST}.
 */
final class MadePages {
    static final String HOST = "laden.example";

    private static final String[] WORDS =
            ("Der Versand erfolgt innerhalb von zwei Tagen nach Eingang der Zahlung und ist ab einem Wert"
                            + " von fünfzig Euro frei; Rücksendungen nehmen wir über die gleiche Adresse an, auf Wunsch mit Abholung")
                    .split(" ");

    private MadePages() {}

    static List<Corpus.Page> all() {
        List<Corpus.Page> pages = new ArrayList<>();
        add(pages, "shop", times(1000, MadePages::card));
        add(pages, "shop-cdn", times(1000, i -> card(i).replace("/bilder/", "https://cdn.bilder.example/")));
        add(pages, "docs", times(800, MadePages::chapter));
        add(pages, "spa-inline", "<div id=root></div><script>window.__STATE__=" + state(300_000) + "</script>");
        add(
                pages,
                "spa-json",
                "<div id=root></div><script type=\"application/json\" id=\"state\">" + state(300_000) + "</script>"
                        + "<script src=\"/app.js\" defer></script>");
        add(pages, "embeds", times(500, MadePages::embeds));
        add(pages, "icons", times(300, MadePages::icon));
        page(pages, "windows-1252", times(400, MadePages::paragraph), Charset.forName("windows-1252"));
        add(pages, "style-urls", times(600, MadePages::tile));
        add(pages, "table", "<table>" + times(3000, MadePages::row) + "</table>");
        add(pages, "old-tables", times(800, MadePages::oldRow));
        add(pages, "scripts", times(400, MadePages::script));
        add(pages, "sheet", "<style>" + times(2500, MadePages::rule) + "</style>");
        add(pages, "lazy-noscript", times(600, MadePages::lazy));
        add(pages, "builder", times(700, MadePages::block));
        add(pages, "minified", times(2500, i -> "<li><a href=/p/" + i + ">" + word(i) + "</a><b>" + i + "</b>"));
        add(pages, "comments", times(800, i -> "<!-- " + words(i, 12) + " --><p>" + words(i, 10) + "</p>"));
        add(pages, "forms", times(800, MadePages::field));
        add(pages, "srcdoc", times(200, MadePages::frame));
        add(
                pages,
                "chinese",
                times(600, i -> "<p><a href=\"/w/" + i + "\">新闻</a>" + "据报道这是一段很长的文字".repeat(8) + "</p>"));
        add(pages, "small-1k", times(5, MadePages::paragraph));
        add(pages, "small-4k", times(20, MadePages::paragraph));
        add(pages, "small-10k", times(50, MadePages::paragraph));
        return pages;
    }

    private static void add(List<Corpus.Page> pages, String name, String body) {
        page(pages, name, body, StandardCharsets.UTF_8);
    }

    private static void page(List<Corpus.Page> pages, String name, String body, Charset charset) {
        String page = "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"" + charset.name() + "\">\n"
                + "<title>" + name + "</title>\n<link rel=\"stylesheet\" href=\"/stil.css\">\n"
                + "<script src=\"/haupt.js\" defer></script>\n</head>\n<body class=\"seite\">\n" + body
                + "\n</body>\n</html>\n";
        pages.add(new Corpus.Page("made:" + name, HOST, page.getBytes(charset), charset));
    }

    private static String times(int count, IntFunction<String> part) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(part.apply(i)).append('\n');
        }
        return all.toString();
    }

    private static String word(int i) {
        return WORDS[i % WORDS.length];
    }

    private static String words(int from, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            text.append(i == from ? "" : " ").append(word(i * 7));
        }
        return text.toString();
    }

    private static String card(int i) {
        return "<article class=\"karte karte--breit\" style=\"--farbe: #" + (100_000 + i) + "; order: " + i
                + "\" data-id=\"" + i
                + "\">\n  <a class=\"karte__bild\" href=\"/artikel/" + i + "\"><img src=\"/bilder/" + i
                + "-400.jpg\" srcset=\"/bilder/" + i + "-400.jpg 400w, /bilder/" + i + "-800.jpg 800w, /bilder/" + i
                + "-1200.jpg 1200w\" sizes=\"(max-width: 600px) 100vw, 25vw\" width=\"400\" height=\"300\" alt=\""
                + words(i, 3)
                + "\" loading=\"lazy\" style=\"aspect-ratio: 4/3; object-fit: cover\"></a>\n  <h3 class=\"karte__name\">"
                + words(i, 4) + "</h3>\n  <p class=\"karte__preis\"><span class=\"waehrung\">EUR</span> " + i
                + ",90</p>\n  <button type=\"button\" class=\"knopf\" data-add=\"" + i
                + "\">In den Korb</button>\n</article>";
    }

    private static String chapter(int i) {
        return "<section id=\"k" + i + "\"><h2>" + word(i) + "<a class=\"headerlink\" href=\"#k" + i
                + "\" title=\"Link\">¶</a></h2>\n<p>" + words(i, 30)
                + " <a class=\"reference internal\" href=\"api.html#f" + i
                + "\"><code class=\"xref py\"><span class=\"pre\">f" + i + "()</span></code></a> " + words(i, 12)
                + "</p>\n<div class=\"highlight\"><pre><span></span><span class=\"kn\">import</span> <span class=\"nn\">os</span>\n"
                + "<span class=\"n\">x</span> <span class=\"o\">=</span> <span class=\"mi\">" + i
                + "</span></pre></div></section>";
    }

    private static String state(int length) {
        StringBuilder state = new StringBuilder(length + 200).append("{\"items\":[");
        for (int i = 0; state.length() < length; i++) {
            state.append("{\"id\":")
                    .append(i)
                    .append(",\"name\":\"")
                    .append(words(i, 3))
                    .append("\",\"url\":\"/artikel/");
            state.append(i)
                    .append("\",\"html\":\"\\u003cb>")
                    .append(word(i))
                    .append("\\u003c/b>\",\"price\":")
                    .append(i);
            state.append(".5,\"tags\":[\"a\",\"b\"]},");
        }
        return state.append("{}]}").toString();
    }

    private static String embeds(int i) {
        return switch (i % 4) {
            case 0 ->
                "<p>" + words(i, 20) + "</p><iframe width=\"560\" height=\"315\" src=\"https://www.youtube.com/embed/v"
                        + i + "\" title=\"Film\" allowfullscreen></iframe>";
            case 1 ->
                "<script async src=\"https://www.googletagmanager.com/gtag/js?id=G-" + i + "\"></script><p>"
                        + words(i, 20) + "</p>";
            case 2 ->
                "<img src=\"https://pixel" + i % 7 + ".werbung.example/p?u=" + i
                        + "&amp;r=1\" width=\"1\" height=\"1\" alt=\"\"><p>" + words(i, 20) + "</p>";
            default ->
                "<iframe src=\"https://widgets.example/w/" + i + "?a=1&amp;b=2\"></iframe><p>" + words(i, 20) + "</p>";
        };
    }

    private static String icon(int i) {
        return "<a class=\"icon\" href=\"/i/" + i
                + "\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" width=\"24\""
                + " height=\"24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\"><path d=\"M12 "
                + i + "c0-1.1.9-2 2-2h4a2 2 0 0 1 2 2v6.5l-3.2 4.1-2.4-1.9\"/><circle cx=\"12\" cy=\"12\" r=\"" + i % 12
                + "\"/><g fill=\"url(#a)\"><path fill-rule=\"evenodd\" d=\"M3 3h18v18H3z\"></path></g></svg><span>"
                + words(i, 2)
                + "</span></a><svg class=\"i\"><use href=\"/icons.svg#s" + i + "\"></use></svg>";
    }

    private static String paragraph(int i) {
        return "<p>" + words(i, 24) + " <a href=\"/seite/" + i + "\">" + word(i) + "</a>, <em>" + word(i + 3)
                + "</em>.</p>";
    }

    private static String tile(int i) {
        return "<div class=\"kachel\" style=\"background-image: url('/bilder/" + i
                + ".jpg'); background-size: cover\"><a href=\"/t/"
                + i + "\" style=\"background:url(" + (i % 5 == 0 ? "https://bilder.fremd.example/" : "/k/") + i
                + ".png) no-repeat\">" + words(i, 4) + "</a></div>";
    }

    private static String row(int i) {
        return "<tr class=\"z" + i % 2 + "\"><td align=\"right\">" + i + "</td><td><a href=\"/z/" + i + "\">" + word(i)
                + "</a></td><td class=\"n\">" + i * 3 + "</td><td>" + words(i, 2) + "</td></tr>";
    }

    private static String oldRow(int i) {
        return "<TABLE BORDER=0 CELLPADDING=2 WIDTH=\"100%\"><TR BGCOLOR=#EEEEEE><TD BACKGROUND=\"/grau.gif\" ALIGN=left><FONT"
                + " FACE=\"Arial\" SIZE=2><A HREF=\"/a" + i + ".htm\">" + word(i) + "</A><BR>" + words(i, 8)
                + "</FONT></TD><TD><IMG SRC=\"/pfeil.gif\" WIDTH=9 HEIGHT=9 BORDER=0></TD></TR></TABLE>";
    }

    private static String script(int i) {
        return "<p>" + words(i, 10) + "</p><script>window.q=window.q||[];q.push({id:" + i + ",name:\"" + word(i)
                + "\",list:[1,2,3],cb:function(a){return a+" + i + "}});</script>";
    }

    private static String rule(int i) {
        return ".karte__" + i + ":hover > .bild{margin:0 auto;color:#" + (100_000 + i) + ";width:calc(100% - " + i
                + "px);transition:opacity .2s ease-in-out}"
                + (i % 20 == 0 ? ".b" + i + "{background:url(/bilder/" + i + ".png)}" : "");
    }

    private static String lazy(int i) {
        return "<figure class=\"wp-block-image\"><img class=\"lazyload\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==\""
                + " data-src=\"/wp-content/uploads/" + i + ".jpg\" alt=\"\"><noscript><img src=\"/wp-content/uploads/"
                + i
                + ".jpg\" alt=\"" + words(i, 3) + "\"></noscript><figcaption>" + words(i, 9) + "</figcaption></figure>";
    }

    private static String block(int i) {
        return "<div class=\"elementor-element elementor-element-" + i
                + " elementor-column elementor-col-50\" data-id=\"" + i
                + "\" data-element_type=\"column\" data-settings=\"{&quot;background_background&quot;:&quot;classic&quot;,&quot;id&quot;:"
                + i + "}\" style=\"padding:10px;margin:0 0 " + i
                + "px\"><div class=\"elementor-widget-wrap\"><div class=\"elementor-widget\">"
                + word(i) + "</div></div></div>";
    }

    private static String field(int i) {
        return "<label for=\"f" + i + "\">" + word(i) + "</label><input type=\"text\" id=\"f" + i + "\" name=\"f" + i
                + "\" value=\"" + words(i, 2) + "\" placeholder=\"" + word(i + 1) + "\"><select name=\"s" + i
                + "\"><option value=\"1\">" + word(i) + "</option><option value=\"2\" selected>" + word(i + 2)
                + "</option><option value=\"3\">" + word(i + 3) + "</option></select>";
    }

    private static String frame(int i) {
        return "<p>" + words(i, 12) + "</p><iframe srcdoc=\"&lt;p class='x'&gt;" + words(i, 12) + "&lt;img src='/b/" + i
                + ".png'&gt;&lt;/p&gt;\"></iframe>";
    }
}
