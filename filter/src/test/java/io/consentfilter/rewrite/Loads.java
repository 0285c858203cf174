package io.consentfilter.rewrite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.consentfilter.rewrite.FlatView.Seen;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import io.consentfilter.web.LinkRelations;
import io.consentfilter.web.MetaRefresh;
import io.consentfilter.web.SrcsetCandidates;
import io.consentfilter.web.StyleSheet;
import io.consentfilter.web.WebAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a page contacts a withheld host, told by full parsers and a flat scanner: the other half of the differential test. The
 * table of loading attributes is written anew here, so that a gap in the product's shows.
 */
final class Loads {
    private static final WebAddress PAGE = WebAddress.resolve("https://www.muster.example/shop/page.html", null);
    private static final Set<String> OWN = Set.of("www.muster.example", "pay.example");
    private static final Set<String> SRC = Set.of(
            "script",
            "img",
            "iframe",
            "frame",
            "embed",
            "video",
            "audio",
            "source",
            "track",
            "image",
            "bgsound",
            "portal",
            "fencedframe");
    private static final Set<String> REFERENCES = Set.of("image", "use", "script", "feimage");
    private static final Set<String> BACKGROUNDS = Set.of("body", "table", "tr", "td", "th", "tbody", "thead", "tfoot");
    private static final Set<String> SHAPES = Set.of("rect", "path", "circle", "g", "text");
    private static final Set<String> ANIMATIONS = Set.of("set", "animate");
    private static final List<String> PAINTS = List.of(
            "fill", "stroke", "filter", "mask", "cursor", "clip-path", "marker-start", "marker-mid", "marker-end");
    private static final int DEPTH_MAX = 6;

    private final List<String> found = new ArrayList<>();
    private final List<WebAddress> bases = new ArrayList<>();
    private final int depth;
    private final boolean xml;

    private Loads(int depth, boolean xml) {
        this.depth = depth;
        this.xml = xml;
    }

    /** Every withheld load that any view of the page sees, with the view's name. */
    static List<String> of(String page, DocumentKind kind) {
        return of(page, kind, List.of(PAGE), 0);
    }

    private static List<String> of(String page, DocumentKind kind, List<WebAddress> outer, int depth) {
        List<String> all = new ArrayList<>();
        if (depth > DEPTH_MAX) {
            return all;
        }
        if (kind == DocumentKind.XHTML) {
            add(all, "xml", TreeViews.xml(page), outer, depth);
            return all;
        }
        add(all, "jsoup", TreeViews.jsoup(page), outer, depth);
        add(all, "nu", TreeViews.nu(page, true), outer, depth);
        add(all, "nu without scripting", TreeViews.nu(page, false), outer, depth);
        add(all, "flat", FlatView.of(page, true), outer, depth);
        add(all, "flat without scripting", FlatView.of(page, false), outer, depth);
        return all;
    }

    private static void add(List<String> all, String view, List<Seen> seen, List<WebAddress> outer, int depth) {
        Loads loads = new Loads(depth, view.equals("xml"));
        for (WebAddress base : outer) {
            loads.bases.add(seen.stream()
                    .filter(each ->
                            each.name().equals("base") && each.attributes().containsKey("href"))
                    .findFirst()
                    .map(each -> WebAddress.base(each.get("href"), base))
                    .orElse(base));
            if (view.startsWith("flat")) {
                // Which of several bases a scanner takes, and whether it takes those of a select or noscript, is its
                // own affair.
                seen.stream()
                        .filter(each ->
                                each.name().equals("base") && each.attributes().containsKey("href"))
                        .forEach(each -> loads.bases.add(WebAddress.base(each.get("href"), base)));
            }
        }
        seen.forEach(loads::look);
        loads.found.forEach(load -> all.add(view + ": " + load));
    }

    private void look(Seen seen) {
        String name = seen.name();
        if (SRC.contains(name) || (name.equals("input") && seen.get("type").equalsIgnoreCase("image"))) {
            address(seen, "src");
        }
        if (REFERENCES.contains(name)) {
            address(seen, "href");
            address(seen, "xlink:href");
        }
        if (BACKGROUNDS.contains(name)) {
            address(seen, "background");
        }
        switch (name) {
            case "img", "source" -> candidates(seen, "srcset");
            case "video" -> address(seen, "poster");
            case "link" -> link(seen);
            case "a", "area" -> list(seen, "ping");
            case "object", "applet" -> object(seen);
            case "meta" -> header(seen);
            case "template" -> {
                list(seen, "shadowrootadoptedstylesheets");
                address(seen, "patchsrc");
            }
            case "iframe" -> frame(seen);
            case "style" -> sheet(seen);
            case "script" -> block(seen);
            case "?xml-stylesheet" -> instruction(seen);
            default -> {}
        }
        style(seen, seen.get("style"));
        list(seen, "attributionsrc");
        if (seen.foreign() || xml) {
            address(seen, "xml:base");
        }
        if (seen.foreign()) {
            foreign(seen);
        }
    }

    private void foreign(Seen seen) {
        if (SHAPES.contains(seen.name())) {
            PAINTS.forEach(paint -> style(seen, seen.get(paint)));
        }
        if (ANIMATIONS.contains(seen.name())) {
            animation(seen);
        }
    }

    private void animation(Seen seen) {
        String what = seen.get("attributename");
        for (String attribute : List.of("from", "to", "by", "values")) {
            if (what.endsWith("href")) {
                for (String address : seen.get(attribute).split(";")) {
                    judge(seen, attribute, address);
                }
            } else {
                style(seen, seen.get(attribute));
            }
        }
    }

    /** What a meta element says in a header's place. */
    private void header(Seen seen) {
        if (seen.get("http-equiv").equalsIgnoreCase("link")) {
            Pattern.compile("<([^>]*)>; *rel=([^,;]*)")
                    .matcher(seen.get("content"))
                    .results()
                    .filter(target -> LinkRelations.fetch(target.group(2)))
                    .forEach(target -> judge(seen, "content", target.group(1)));
        }
        refresh(seen);
    }

    private void link(Seen seen) {
        if (LinkRelations.fetch(seen.get("rel"))) {
            address(seen, "href");
            candidates(seen, "imagesrcset");
        }
    }

    private void object(Seen seen) {
        for (String attribute : List.of("data", "codebase", "classid", "code", "object")) {
            address(seen, attribute);
        }
        list(seen, "archive");
    }

    private void refresh(Seen seen) {
        String address = MetaRefresh.address(seen.get("content"));
        if (seen.get("http-equiv").equalsIgnoreCase("refresh") && address != null) {
            if (address.startsWith("data:")) {
                content(seen, address);
            }
            for (WebAddress base : bases) {
                String host = WebAddress.resolve(address, base).host();
                boolean service = host != null && (host.equals("stat.example") || host.endsWith(".stat.example"));
                // In a document inside the page it loads a frame.
                if (service || (depth > 0 && host != null && !OWN.contains(host))) {
                    found.add("meta to " + host);
                }
            }
        }
    }

    private void frame(Seen seen) {
        if (seen.attributes().containsKey("srcdoc")) {
            of(seen.get("srcdoc"), DocumentKind.PAGE, bases, depth + 1).forEach(load -> found.add("srcdoc > " + load));
        }
    }

    private void imports(Seen seen, String module) {
        Pattern.compile("\\b(?:import|from)\\s*(?:/\\*.*?\\*/\\s*)?([\"'])([^\"']*)\\1")
                .matcher(module.replaceAll("<!\\[CDATA\\[|]]>", ""))
                .results()
                .map(each -> each.group(2).replaceAll("\\\\x2[fF]", "/"))
                .filter(each -> each.matches("(https?:|data:|/|\\.).*"))
                // No base is used for what has a scheme.
                .map(each ->
                        each.startsWith("http") ? WebAddress.resolve(each, null).text() : each)
                .forEach(each -> judge(seen, "import", each));
    }

    private void block(Seen seen) {
        String type = seen.get("type").toLowerCase(Locale.ROOT);
        if (type.strip().equals("module") && !seen.attributes().containsKey("src")) {
            imports(seen, seen.text());
        }
        if (List.of("importmap", "webbundle", "speculationrules").contains(type)) {
            for (String string :
                    seen.text().replaceAll("\\\\u002[fF]|\\\\/", "/").split("\"")) {
                boolean address = string.matches("(https?:|data:|/|\\.).*");
                boolean key = seen.text().contains("\"" + string + "\":");
                if (address && !key) {
                    judge(seen, type, string.replace("*", ""));
                }
            }
        }
    }

    private void instruction(Seen seen) {
        Pattern.compile("\"([^\"]*)\"|'([^']*)'").matcher(seen.text()).results().forEach(value -> {
            String part = value.group().substring(1, value.group().length() - 1);
            judge(seen, "href", part.startsWith("//") ? part : "");
        });
    }

    private void sheet(Seen seen) {
        style(seen, seen.text());
        // A sheet in an address of data is not scanned any further.
        PreloadedImports.of(seen.text()).stream()
                .filter(address -> !address.startsWith("data:"))
                .forEach(address -> judge(seen, "import", address));
    }

    private void style(Seen seen, String css) {
        StyleSheet.without(css, address -> {
            judge(seen, "style", address);
            return false;
        });
    }

    /** What is written in an address of data and loads something by itself. Written anew here, as all of this. */
    private void content(Seen seen, String address) {
        String data = address.replaceFirst("#.*", "");
        int comma = data.indexOf(',');
        if (comma < 0) {
            return;
        }
        String type = data.substring(5, comma).replaceFirst("^/+", "").toLowerCase(Locale.ROOT);
        String text = java.net.URLDecoder.decode(
                data.substring(comma + 1).replace("+", "%2B").replaceAll("%(?![0-9a-fA-F]{2})", "%25"),
                java.nio.charset.StandardCharsets.UTF_8);
        if (type.matches(".*; *base64")) {
            try {
                text = new String(
                        java.util.Base64.getMimeDecoder().decode(text), java.nio.charset.StandardCharsets.UTF_8);
            } catch (IllegalArgumentException unreadable) {
                return;
            }
        }
        WebAddress nowhere = WebAddress.resolve("data:,", null);
        boolean page =
                List.of("iframe", "frame", "embed", "object", "use", "meta").contains(seen.name());
        boolean said = type.split(";", 2)[0].strip().indexOf('/') > 0;
        boolean markup = type.contains("xml") || type.startsWith("text/xsl");
        if (page && said && (markup || type.contains("html")) && depth < DEPTH_MAX) {
            DocumentKind kind = markup ? DocumentKind.XHTML : DocumentKind.PAGE;
            try {
                of(text, kind, List.of(nowhere), depth + 1).forEach(load -> found.add("data > " + load));
            } catch (TreeViews.NotWellFormed damaged) {
                // Nothing was promised of a damaged document of XML.
            }
        }
        boolean module =
                List.of("module", "importmap").contains(seen.get("type").toLowerCase(Locale.ROOT));
        if (seen.name().equals("script") && module && depth < DEPTH_MAX) {
            Loads inside = new Loads(depth + 1, false);
            inside.bases.add(nowhere);
            if (type.equals("text/css")) {
                inside.style(new Seen("style", java.util.Map.of(), "", false), text);
            } else {
                inside.imports(seen, text);
            }
            inside.found.forEach(load -> found.add("data > " + load));
        }
        boolean list = List.of("video", "audio", "source").contains(seen.name()) && type.contains("mpegurl");
        if (list || (seen.name().equals("link") && seen.get("rel").equals("manifest"))) {
            Pattern.compile(list ? "https?://[^\\s\"]+" : "(?<=\"src\":\")https?://[^\"]+")
                    .matcher(text)
                    .results()
                    .map(each -> WebAddress.resolve(each.group(), null).host())
                    .filter(host -> host != null && !OWN.contains(host))
                    .forEach(host -> found.add("list to " + host));
        }
        boolean sheet = seen.name().equals("link") && LinkRelations.isSheet(seen.get("rel"));
        if (!page && (seen.name().equals("style") || sheet) && depth < DEPTH_MAX) {
            Loads inside = new Loads(depth + 1, false);
            inside.bases.add(nowhere);
            inside.bases.addAll(bases);
            boolean wide = List.of("utf-16", "utf-16le").contains(seen.get("charset"));
            inside.style(
                    new Seen("style", java.util.Map.of(), "", false),
                    wide ? new String(text.getBytes(ISO_8859_1), UTF_16LE) : text);
            inside.found.forEach(load -> found.add("data > " + load));
        }
    }

    private void candidates(Seen seen, String attribute) {
        SrcsetCandidates.without(seen.get(attribute), address -> {
            judge(seen, attribute, address);
            return false;
        });
    }

    private void list(Seen seen, String attribute) {
        for (String address : seen.get(attribute).split("[ \t\n\f\r]+")) {
            judge(seen, attribute, address);
            for (String part : address.split(",")) {
                judge(seen, attribute, part);
            }
        }
    }

    private void address(Seen seen, String attribute) {
        if (seen.attributes().containsKey(attribute)) {
            judge(seen, attribute, seen.get(attribute));
        }
    }

    private void judge(Seen seen, String attribute, String address) {
        if (address.isEmpty()) {
            return;
        }
        if (address.strip().replaceAll("[\t\n\r]", "").regionMatches(true, 0, "data:", 0, 5)) {
            content(seen, address.strip().replaceAll("[\t\n\r]", ""));
        }
        for (WebAddress base : bases) {
            String host = WebAddress.resolve(address, base).host();
            if (host != null && !OWN.contains(host)) {
                found.add(seen.name() + " " + attribute + "=" + address);
            }
        }
    }
}
