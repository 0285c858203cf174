package io.consentfilter.operator;

import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeFacts;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one version of the notice asks that an earlier one did not, and whom that concerns: somebody is asked again only about what is
 * new, or about what he agreed to and what has grown since (DESIGN §5, "two versions").
 */
final class NoticeDifference {
    private final Notice older;
    private final Notice newer;
    private final Map<String, Set<String>> before;
    private final Map<String, Set<String>> after;

    NoticeDifference(Notice one, Notice another) {
        boolean inOrder = !another.firstShown().isBefore(one.firstShown());
        this.older = inOrder ? one : another;
        this.newer = inOrder ? another : one;
        this.before = NoticeFacts.asked(older);
        this.after = NoticeFacts.asked(newer);
    }

    Html section(Texts texts) {
        Html section = new Html()
                .raw("<section class=\"card\">")
                .element("h2", texts.of("difference.title"))
                .element(
                        "p",
                        texts.of(
                                "difference.between",
                                "older",
                                texts.moment(older.firstShown()),
                                "newer",
                                texts.moment(newer.firstShown())));
        if (before.isEmpty() || after.isEmpty()) {
            section.element("p", texts.of("difference.unknown"));
        } else if (before.equals(after)) {
            section.element("p", texts.of("difference.none"));
        } else {
            table(texts, section);
        }
        Collection<String> changed = changedParts();
        section.element(
                "p",
                changed.isEmpty()
                        ? texts.of("difference.parts.none")
                        : texts.of("difference.parts", "parts", String.join(", ", changed)));
        return section.raw("</section>");
    }

    private void table(Texts texts, Html section) {
        section.raw("<div class=\"table\"><table class=\"stack\"><thead><tr>");
        for (String column : new String[] {"item", "added", "removed", "asked"}) {
            section.element("th scope=\"col\"", texts.of("difference." + column));
        }
        section.raw("</tr></thead><tbody>\n");
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (String id : ids) {
            Set<String> then = before.getOrDefault(id, Set.of());
            Set<String> now = after.getOrDefault(id, Set.of());
            if (!then.equals(now) || !before.containsKey(id) || !after.containsKey(id)) {
                Set<String> added = without(now, then);
                section.raw("<tr>")
                        .element("th scope=\"row\"", id)
                        .element("td", facts(texts, added))
                        .element("td", facts(texts, without(then, now)))
                        .element("td", texts.of("difference.asked." + asked(id, added)))
                        .raw("</tr>\n");
            }
        }
        section.raw("</tbody></table></div>");
    }

    private String asked(String id, Set<String> added) {
        if (!after.containsKey(id)) {
            return "gone";
        }
        if (!before.containsKey(id)) {
            return "new";
        }
        return added.isEmpty() ? "nobody" : "grown";
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    /** A fact begins with what it is about, such as {@code country US}. */
    private static String facts(Texts texts, Set<String> lines) {
        return lines.isEmpty()
                ? texts.of("difference.nothing")
                : String.join(
                        "; ", lines.stream().map(line -> fact(texts, line)).toList());
    }

    private static String fact(Texts texts, String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line : texts.orSelf("fact.", line.substring(0, space)) + " " + line.substring(space + 1);
    }

    private Collection<String> changedParts() {
        Set<String> changed = new TreeSet<>(older.parts().keySet());
        changed.addAll(newer.parts().keySet());
        changed.removeIf(
                name -> Arrays.equals(older.parts().get(name), newer.parts().get(name)));
        return changed;
    }
}
