package io.consentfilter.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Pages that are one thing without end, each made as long as is asked for: what is linear takes the same time for every byte, however
 * long the page is. {@code AdversePagesTest} says that they end as they must, {@link GrowthRace} how long they take.
 */
final class AdversePages {
    /** What is withheld behind the long thing, so that its end is seen to be found. */
    static final String LAST = "<img src=\"https://t.example/last.png\">";

    private AdversePages() {}

    /** Makers by kind: each takes about how many bytes the page is to have. */
    static Map<String, IntFunction<String>> kinds() {
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put("attribute", n -> "<p title=\"" + "x".repeat(n) + "\">");
        kinds.put("attribute of interest", n -> "<img alt=\"" + "x".repeat(n) + "\">");
        kinds.put("attribute of ampersands", n -> "<img alt=\"" + "&".repeat(n) + "\">");
        kinds.put("address", n -> "<img src=\"/" + "x".repeat(n) + "\">");
        kinds.put("srcset", n -> "<img srcset=\"" + "/a 1x, ".repeat(n / 7) + "/b 2x\">");
        kinds.put("style attribute", n -> "<p style=\"" + "a:url(/b);".repeat(n / 10) + "\">");
        kinds.put("style attribute of dashes", n -> "<p style=\"" + "-".repeat(n) + "\">");
        kinds.put("attributes", n -> "<p" + " a=b".repeat(n / 4) + ">");
        kinds.put("attributes of interest", n -> "<img" + " src=a".repeat(n / 6) + ">");
        kinds.put("spaces in a tag", n -> "<img" + " ".repeat(n) + ">");
        kinds.put("tag name", n -> "<" + "x".repeat(n) + ">");
        kinds.put("comment", n -> "<!--" + "x".repeat(n) + "-->");
        kinds.put("comment of dashes", n -> "<!--" + "-".repeat(n) + "-->");
        kinds.put("comment of greater-than signs", n -> "<!--" + ">".repeat(n) + "-->");
        kinds.put("comments without end", n -> "<!-- >".repeat(n / 6) + "-->");
        kinds.put("script", n -> "<script>" + "x".repeat(n) + "</script>");
        kinds.put("script of less-than signs", n -> "<script>" + "<".repeat(n) + "</script>");
        kinds.put("script of end tags", n -> "<script>" + "</scrip ".repeat(n / 8) + "</script>");
        kinds.put("script of escapes", n -> "<script>" + "<!--<script>-->".repeat(n / 15) + "</script>");
        kinds.put("scripts", n -> "<script>a</script>".repeat(n / 18));
        kinds.put("style", n -> "<style>" + "a{b:c}".repeat(n / 6) + "</style>");
        kinds.put("style of colons", n -> "<style>" + "a:".repeat(n / 2) + "</style>");
        kinds.put("style of one name", n -> "<style>" + "a".repeat(n) + "</style>");
        kinds.put("style of spaces and colons", n -> "<style>" + "a     :     ".repeat(n / 12) + "</style>");
        kinds.put("style of spaces", n -> "<style>a" + " ".repeat(n) + "</style>");
        kinds.put("style of parentheses", n -> "<style>" + "(".repeat(n) + "</style>");
        kinds.put("style of comments", n -> "<style>" + "/**/".repeat(n / 4) + "</style>");
        kinds.put("srcdoc", n -> "<iframe srcdoc=\"" + "&lt;p&gt;x".repeat(n / 10) + "\"></iframe>");
        kinds.put("frames", n -> "<iframe srcdoc=\"&lt;p&gt;x\"></iframe>".repeat(n / 37));
        kinds.put("nested tags", n -> "<div>".repeat(n / 5));
        kinds.put("nested foreign tags", n -> "<svg>" + "<g>".repeat(n / 3) + "</svg>");
        kinds.put("nested noscript", n -> "<noscript>".repeat(n / 10) + "</noscript>");
        kinds.put("nested templates", n -> "<template>".repeat(n / 10) + "</template>".repeat(n / 10));
        kinds.put("less-than signs", n -> "<".repeat(n));
        kinds.put("less-than signs and spaces", n -> "< ".repeat(n / 2));
        kinds.put("end tags", n -> "</p>".repeat(n / 4));
        kinds.put("hosts", AdversePages::hosts);
        return kinds;
    }

    /** A whole page of that kind, with {@link #LAST} behind what is long. */
    static byte[] page(IntFunction<String> kind, int length) {
        return ("<!DOCTYPE html><title>a</title><body>" + kind.apply(length) + LAST)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String hosts(int length) {
        StringBuilder page = new StringBuilder(length + 64);
        for (int i = 0; page.length() < length; i++) {
            page.append("<img src=//h").append(i).append(".example/a>");
        }
        return page.toString();
    }
}
