package io.consentfilter.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.parser.Parser;

/** A page as a preload scanner sees it: tags one after the other, no tree. Written for tests, without anything of the product. */
final class FlatView {
    private static final Set<String> TEXT =
            Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes");

    private final String page;
    private final boolean scripting;
    private final List<Seen> seen = new ArrayList<>();
    private int at;

    private FlatView(String page, boolean scripting) {
        this.page = page;
        this.scripting = scripting;
    }

    static List<Seen> of(String page, boolean scripting) {
        FlatView view = new FlatView(page, scripting);
        while (view.at < page.length()) {
            view.step();
        }
        return view.seen;
    }

    private void step() {
        int open = page.indexOf('<', at);
        at = open < 0 ? page.length() : open + 1;
        if (at >= page.length()) {
            return;
        }
        if (page.startsWith("!--", at)) {
            comment();
        } else if (letter(at)) {
            startTag();
        } else if (page.charAt(at) == '/' && at + 1 < page.length() && letter(at + 1)) {
            at++;
            tag();
        } else if ("!/?".indexOf(page.charAt(at)) >= 0) {
            int end = page.indexOf('>', at);
            at = end < 0 ? page.length() : end + 1;
        }
    }

    private void comment() {
        at += 3;
        if (page.startsWith(">", at) || page.startsWith("->", at)) {
            at = page.indexOf('>', at) + 1;
            return;
        }
        int plain = page.indexOf("-->", at);
        int bang = page.indexOf("--!>", at);
        if (plain < 0 && bang < 0) {
            at = page.length();
        } else {
            at = bang < 0 || (plain >= 0 && plain < bang) ? plain + 3 : bang + 4;
        }
    }

    private void startTag() {
        int from = at;
        while (at < page.length() && !space(at) && page.charAt(at) != '/' && page.charAt(at) != '>') {
            at++;
        }
        String name = lower(page.substring(from, at));
        Map<String, String> attributes = tag();
        if (attributes == null) {
            return;
        }
        String text = "";
        if (TEXT.contains(name) || (scripting && name.equals("noscript"))) {
            int start = at;
            at = name.equals("script") ? scriptEnd() : textEnd(name, at);
            text = page.substring(start, at);
        } else if (name.equals("plaintext")) {
            at = page.length();
        }
        seen.add(new Seen(name, attributes, text, false));
    }

    /** Reads attributes to the tag's end; null where the page ends first. */
    private @org.jspecify.annotations.Nullable Map<String, String> tag() {
        Map<String, String> attributes = new LinkedHashMap<>();
        while (at < page.length()) {
            char c = page.charAt(at);
            if (c == '>') {
                at++;
                return attributes;
            }
            if (space(at) || c == '/') {
                at++;
                continue;
            }
            int from = at++;
            while (at < page.length() && !space(at) && "/>=".indexOf(page.charAt(at)) < 0) {
                at++;
            }
            String name = lower(page.substring(from, at));
            while (at < page.length() && space(at)) {
                at++;
            }
            String value = "";
            if (at < page.length() && page.charAt(at) == '=') {
                at++;
                value = value();
            }
            attributes.putIfAbsent(name, Parser.unescapeEntities(value.replace('\0', '\uFFFD'), true));
        }
        return null;
    }

    private String value() {
        while (at < page.length() && space(at)) {
            at++;
        }
        if (at >= page.length()) {
            return "";
        }
        char quote = page.charAt(at);
        if (quote == '"' || quote == '\'') {
            int end = page.indexOf(quote, at + 1);
            String value = page.substring(at + 1, end < 0 ? page.length() : end);
            at = end < 0 ? page.length() : end + 1;
            return value;
        }
        int from = at;
        while (at < page.length() && !space(at) && page.charAt(at) != '>') {
            at++;
        }
        return page.substring(from, at);
    }

    private int textEnd(String name, int from) {
        for (int i = from; i < page.length(); i++) {
            if (endTag(i, name)) {
                return i;
            }
        }
        return page.length();
    }

    private boolean endTag(int i, String name) {
        return page.startsWith("</", i) && named(i + 2, name);
    }

    private boolean named(int i, String name) {
        int end = i + name.length();
        return page.regionMatches(true, i, name, 0, name.length())
                && end < page.length()
                && (space(end) || page.charAt(end) == '/' || page.charAt(end) == '>');
    }

    private int scriptEnd() {
        boolean escaped = false;
        boolean twice = false;
        for (int i = at; i < page.length(); i++) {
            if (!escaped && page.startsWith("<!--", i)) {
                escaped = true;
                // "<!-->" and "<!--->" end what they begin: look at the two dashes again.
                i += 1;
            } else if (escaped && page.startsWith("-->", i)) {
                escaped = false;
                twice = false;
            } else if (twice && endTag(i, "script")) {
                twice = false;
            } else if (!twice && endTag(i, "script")) {
                return i;
            } else if (escaped && !twice && page.startsWith("<", i) && named(i + 1, "script")) {
                twice = true;
            }
        }
        return page.length();
    }

    private boolean letter(int i) {
        char c = page.charAt(i);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private boolean space(int i) {
        return " \t\n\f\r".indexOf(page.charAt(i)) >= 0;
    }

    /** ASCII letters only: the Kelvin sign is no k (Infra standard, 4.6). */
    static String lower(String name) {
        StringBuilder lower = new StringBuilder(name.length());
        name.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return lower.toString();
    }

    /** An element or tag with what it says; names lower case, first attribute wins. */
    record Seen(String name, Map<String, String> attributes, String text, boolean foreign) {
        String get(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }
    }
}
