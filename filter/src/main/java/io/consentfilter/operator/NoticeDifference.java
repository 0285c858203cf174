package io.consentfilter.operator;

import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

    /** One service or activity that is not asked about as before. */
    private record Item(String id, Set<String> added, Set<String> removed, Asked asked) {}

    /** Whom the newer version asks again about an item. */
    private enum Asked {
        /** It was not there: everybody but those who refused its whole purpose. */
        NEW,
        /** More facts than before: those who had agreed to it. */
        GROWN,
        NOBODY,
        /** It is not there any more; consents to it have ended. */
        GONE
    }

    /**
     * A version beside another: the one named, else the one in force, and for that one itself the version before it.
     *
     * @param with version to compare with
     */
    static Optional<NoticeDifference> of(OperatorEndpoints.Parts parts, Notice notice, @Nullable String with)
            throws StoreException {
        String today = parts.documents().todaysNotice();
        if (with != null) {
            return parts.notices().find(with).map(other -> new NoticeDifference(notice, other));
        }
        if (!notice.version().equals(today)) {
            return parts.notices().find(today).map(other -> new NoticeDifference(notice, other));
        }
        for (Notice earlier : parts.notices().list()) {
            if (earlier.firstShown().isBefore(notice.firstShown())) {
                return parts.notices().find(earlier.version()).map(other -> new NoticeDifference(notice, other));
            }
        }
        return Optional.empty();
    }

    /** As plain values, for programs. */
    Map<String, Object> values() {
        List<Item> items = known() ? items() : List.of();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("older", NoticeApi.values(older));
        values.put("newer", NoticeApi.values(newer));
        values.put("known", known());
        values.put(
                "asksAgain", items.stream().anyMatch(item -> item.asked() == Asked.NEW || item.asked() == Asked.GROWN));
        values.put("items", items.stream().map(NoticeDifference::values).toList());
        values.put("parts", List.copyOf(changedParts()));
        return values;
    }

    private static Map<String, Object> values(Item item) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", item.id());
        values.put("added", List.copyOf(item.added()));
        values.put("removed", List.copyOf(item.removed()));
        values.put("asked", name(item.asked()));
        values.put("meaning", Texts.in("en").of("difference.asked." + name(item.asked())));
        return values;
    }

    private static String name(Asked asked) {
        return asked.name().toLowerCase(Locale.ROOT);
    }

    /** Whether both say what they asked about. */
    private boolean known() {
        return !before.isEmpty() && !after.isEmpty();
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
        if (!known()) {
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
        for (Item item : items()) {
            section.raw("<tr>")
                    .element("th scope=\"row\"", item.id())
                    .element("td", facts(texts, item.added()))
                    .element("td", facts(texts, item.removed()))
                    .element("td", texts.of("difference.asked." + name(item.asked())))
                    .raw("</tr>\n");
        }
        section.raw("</tbody></table></div>");
    }

    private List<Item> items() {
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        List<Item> items = new ArrayList<>();
        for (String id : ids) {
            Set<String> then = before.getOrDefault(id, Set.of());
            Set<String> now = after.getOrDefault(id, Set.of());
            if (!then.equals(now) || !before.containsKey(id) || !after.containsKey(id)) {
                Set<String> added = without(now, then);
                items.add(new Item(id, added, without(then, now), asked(id, added)));
            }
        }
        return items;
    }

    private Asked asked(String id, Set<String> added) {
        if (!after.containsKey(id)) {
            return Asked.GONE;
        }
        if (!before.containsKey(id)) {
            return Asked.NEW;
        }
        return added.isEmpty() ? Asked.NOBODY : Asked.GROWN;
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
