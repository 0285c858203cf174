package io.consentfilter.rewrite;

import io.consentfilter.web.SrcsetCandidates;
import io.consentfilter.web.StyleSheet;
import io.consentfilter.web.WebAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What plugins do: regular expressions over the whole page. Wrong on many pages, but that is the point of the comparison. */
final class RegexContestant {
    private static final Pattern TAG = Pattern.compile(
            "<(script|iframe|img|link|embed|object|source|video|audio|input)\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "\\b(src|href|srcset|data|poster)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern INLINE =
            Pattern.compile("<script\\b[^>]*>(.*?)</script>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private RegexContestant() {}

    static byte[] rewrite(Corpus.Page page) {
        String html = new String(page.bytes(), StandardCharsets.UTF_8);
        WebAddress base = Contestant.address(page);
        Matcher tags = TAG.matcher(html);
        StringBuilder out = new StringBuilder(html.length() + 4096);
        while (tags.find()) {
            tags.appendReplacement(out, Matcher.quoteReplacement(tag(tags, base, page.host())));
        }
        tags.appendTail(out);
        Matcher scripts = INLINE.matcher(html);
        int found = 0;
        while (scripts.find()) {
            found += JsoupContestant.hasSignature(scripts.group(1)) ? 1 : 0;
        }
        return out.append(found == 0 ? "" : " ").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String tag(Matcher tag, WebAddress base, String own) {
        Matcher attributes = ATTRIBUTE.matcher(tag.group(2));
        StringBuilder out = new StringBuilder("<").append(tag.group(1));
        while (attributes.find()) {
            String value = attributes.group(2).replaceAll("^[\"']|[\"']$", "");
            boolean loads = loads(tag.group(1), attributes.group(1), value, base, own);
            attributes.appendReplacement(
                    out, Matcher.quoteReplacement((loads ? "data-choice-" : "") + attributes.group()));
        }
        return attributes.appendTail(out).append('>').toString();
    }

    /** The question about one attribute, for those who have no rules of their own. */
    static boolean loads(String element, String attribute, String value, WebAddress base, String own) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "src", "poster", "background" -> Contestant.withheld(value, base, own);
            case "data" -> element.equalsIgnoreCase("object") && Contestant.withheld(value, base, own);
            case "href" -> element.equalsIgnoreCase("link") && Contestant.withheld(value, base, own);
            case "srcset" ->
                !SrcsetCandidates.without(value, each -> Contestant.withheld(each, base, own))
                        .equals(value);
            case "style" ->
                value.indexOf('(') >= 0
                        && !StyleSheet.without(value, each -> Contestant.withheld(each, base, own))
                                .equals(value);
            default -> false;
        };
    }
}
