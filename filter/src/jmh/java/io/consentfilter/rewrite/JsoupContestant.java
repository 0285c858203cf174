package io.consentfilter.rewrite;

import io.consentfilter.registry.InlineSignature;
import io.consentfilter.web.LinkRelations;
import io.consentfilter.web.SrcsetCandidates;
import io.consentfilter.web.StyleSheet;
import io.consentfilter.web.WebAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The job done on a parsed tree that is written anew. */
final class JsoupContestant {
    private static final List<String> ADDRESSES = List.of("src", "href", "data", "poster", "background");
    private static final String LOADING =
            "script, iframe, frame, embed, object, img, source, video, audio, track, link, input, [background], [style]";

    private JsoupContestant() {}

    static byte[] rewrite(Corpus.Page page) {
        Document document = Jsoup.parse(new String(page.bytes(), StandardCharsets.UTF_8));
        document.outputSettings().prettyPrint(false);
        WebAddress base = Contestant.address(page);
        document.head().prepend("<link rel=\"stylesheet\" href=\"/_choice/a/1/style.css\">");
        document.body().prepend("<form id=\"choice-panel\"></form>");
        for (Element element : document.select(LOADING)) {
            judge(element, base, page.host());
        }
        for (Element style : document.select("style")) {
            String css = style.data();
            String kept = StyleSheet.without(css, address -> Contestant.withheld(address, base, page.host()));
            if (!kept.equals(css)) {
                style.text(kept);
            }
        }
        return document.outerHtml().getBytes(StandardCharsets.UTF_8);
    }

    private static void judge(Element element, WebAddress base, String own) {
        String name = element.normalName();
        if (name.equals("link") && !LinkRelations.fetch(element.attr("rel"))) {
            return;
        }
        for (String attribute : ADDRESSES) {
            String value = element.attr(attribute);
            if (!value.isEmpty() && Contestant.withheld(value, base, own)) {
                element.attr("data-choice-" + attribute, value).removeAttr(attribute);
            }
        }
        String srcset = element.attr("srcset");
        if (!srcset.isEmpty()
                && !SrcsetCandidates.without(srcset, each -> Contestant.withheld(each, base, own))
                        .equals(srcset)) {
            element.attr("data-choice-srcset", srcset).removeAttr("srcset");
        }
        String style = element.attr("style");
        if (style.indexOf('(') >= 0) {
            element.attr("style", StyleSheet.without(style, each -> Contestant.withheld(each, base, own)));
        }
        if (name.equals("script") && !element.hasAttr("src") && hasSignature(element.data())) {
            element.attr("type", "text/plain");
        }
    }

    static boolean hasSignature(String script) {
        for (InlineSignature signature : Contestant.REGISTRY.inlineSignatures()) {
            if (script.contains(signature.text())) {
                return true;
            }
        }
        return false;
    }
}
