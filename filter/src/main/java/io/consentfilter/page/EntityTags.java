package io.consentfilter.page;

import org.jspecify.annotations.Nullable;

/**
 * Composite entity tags (RFC 9110 §8.8.3): the app's tag and the state of the visitor, so that a page cached in one state never
 * answers for another. A foreign 304 would bring back the granted page after a withdrawal.
 */
final class EntityTags {
    private static final String MARK = "~c";

    private EntityTags() {}

    /** The tag of a rewritten page: always weak, because the bytes are not the app's. */
    static String compose(String appTag, String state) {
        boolean weak = appTag.startsWith("W/");
        String opaque = appTag.substring(weak ? 2 : 0).replace("\"", "");
        return "W/\"" + opaque + MARK + (weak ? 'w' : 's') + state + '"';
    }

    /** Whether any tag of the list is one of ours, in whatever state. */
    static boolean hasComposite(String list) {
        return list.contains(MARK);
    }

    /**
     * A conditional header as the app may see it: our tags in this state become the app's own, our tags in other states go.
     *
     * @param foreignPass whether tags that are not ours stay (answers that are not documents)
     * @return null where nothing is left
     */
    static @Nullable String forApp(String list, String state, boolean foreignPass) {
        StringBuilder left = new StringBuilder();
        int from = 0;
        while (from < list.length()) {
            int to = tagEnd(list, from);
            String seen = seen(list.substring(from, to).strip(), state, foreignPass);
            if (seen != null) {
                left.append(left.isEmpty() ? "" : ", ").append(seen);
            }
            from = to + 1;
        }
        return left.isEmpty() ? null : left.toString();
    }

    /** A comma inside of the quotes belongs to the tag. */
    private static int tagEnd(String list, int from) {
        boolean quoted = false;
        for (int at = from; at < list.length(); at++) {
            char c = list.charAt(at);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                return at;
            }
        }
        return list.length();
    }

    private static @Nullable String seen(String tag, String state, boolean foreignPass) {
        int mark = tag.lastIndexOf(MARK);
        if (mark < 0 || !tag.startsWith("W/\"")) {
            return foreignPass && !tag.isEmpty() ? tag : null;
        }
        int strength = mark + MARK.length();
        if (!tag.startsWith(state + '"', strength + 1) || tag.length() != strength + 1 + state.length() + 1) {
            return null;
        }
        return (tag.charAt(strength) == 'w' ? "W/" : "") + tag.substring(2, mark) + '"';
    }
}
