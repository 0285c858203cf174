package io.consentfilter.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The differences between two archived versions of the policy in one language, section by section, for readers. */
public final class PolicyDiff {
    private static final Pattern SECTION =
            Pattern.compile("<section id=\"([^\"]+)\">\\s*<h2>(.*?)</h2>(.*?)</section>", Pattern.DOTALL);
    private static final Pattern BLOCK_END = Pattern.compile("</(?:p|li|div|tr|h[1-6]|caption)>");
    private static final Pattern CELL_END = Pattern.compile("</(?:th|td|dt)>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final Wording wording;
    private final Html out = new Html();

    private PolicyDiff(Wording wording) {
        this.wording = wording;
    }

    /** A section as it was archived: title and lines, both still escaped HTML without a tag. */
    private record Part(String title, List<String> lines) {}

    /**
     * Compares.
     *
     * @param language one of the policy's languages
     * @param before bytes of the older version, as {@link PrivacyPolicy#noticeParts()} gave them
     * @param after bytes of the newer version
     * @return HTML content for a page, a heading first
     */
    public static String html(String language, byte[] before, byte[] after) {
        String newer = new String(after, StandardCharsets.UTF_8);
        String known = Wording.LANGUAGES.contains(language) ? language : "de";
        PolicyDiff diff = new PolicyDiff(Wording.of(known, newer.contains(" lang=\"de-CH\"")));
        return diff.compare(parts(new String(before, StandardCharsets.UTF_8)), parts(newer));
    }

    private String compare(Map<String, Part> before, Map<String, Part> after) {
        Html heading = new Html().raw("<h1>" + wording.say("diff.title") + "</h1>\n");
        Set<String> ids = new LinkedHashSet<>(after.keySet());
        ids.addAll(before.keySet());
        for (String id : ids) {
            section(before.get(id), after.get(id));
        }
        return heading + (out.isEmpty() ? "<p>" + wording.say("diff.none") + "</p>\n" : out.toString());
    }

    private void section(@Nullable Part before, @Nullable Part after) {
        if (before == null && after != null) {
            whole(after, true);
        } else if (before != null && after == null) {
            whole(before, false);
        } else if (before != null && after != null && !before.lines().equals(after.lines())) {
            out.raw("<h2>" + after.title() + "</h2>\n");
            out.list(changes(before.lines(), after.lines()));
        }
    }

    private void whole(Part part, boolean added) {
        out.raw("<h2>" + part.title() + "</h2>\n");
        out.paragraph(wording.say(added ? "diff.section.added" : "diff.section.removed"));
        out.list(part.lines().stream().map(line -> entry(added, line)).toList());
    }

    private Html entry(boolean added, String line) {
        String tag = added ? "ins" : "del";
        return wording.say(added ? "diff.added" : "diff.removed").raw(" <" + tag + ">" + line + "</" + tag + ">");
    }

    /** What is only in one of the two, in reading order: everything that is no part of a longest common subsequence. */
    private List<Html> changes(List<String> before, List<String> after) {
        int[][] common = commonLengths(before, after);
        List<Html> changes = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                changes.add(entry(false, before.get(i++)));
            } else {
                changes.add(entry(true, after.get(j++)));
            }
        }
        return changes;
    }

    private static int[][] commonLengths(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static Map<String, Part> parts(String html) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(html);
        while (section.find()) {
            parts.put(section.group(1), new Part(plain(section.group(2)), lines(section.group(3))));
        }
        return parts;
    }

    private static List<String> lines(String html) {
        // Version and date differ always and say nothing.
        String body = html.replaceAll("<p>[^<]*<code><!--version--></code>.*?</p>", "");
        List<String> lines = new ArrayList<>();
        for (String block : BLOCK_END.split(CELL_END.matcher(body).replaceAll(" · "))) {
            String line = plain(block);
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Text without tags. It stays escaped; a stray angle bracket of bytes that are not ours is escaped too. */
    private static String plain(String html) {
        return TAG.matcher(html)
                .replaceAll("")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\s+", " ")
                .replaceAll("( ·)+ ?$", "")
                .strip();
    }
}
