package io.consentfilter.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of cookies and keys: most are found by their hash, patterns by their first letter. */
final class NameTable {
    private static final int LETTERS = 128;

    private final Map<String, Owners> exact = new HashMap<>();
    private final List<Ruled> openPatterns = new ArrayList<>();
    private final List<List<Ruled>> patternsByLetter = new ArrayList<>();

    /** A pattern and the one it belongs to. */
    private record Ruled(NamePattern pattern, Owners owners) {}

    NameTable() {
        for (int i = 0; i < LETTERS; i++) {
            patternsByLetter.add(List.of());
        }
    }

    void add(String name, String serviceId) {
        if (name.indexOf('*') < 0) {
            exact.computeIfAbsent(name, key -> new Owners()).add(serviceId);
            return;
        }
        Owners owners = new Owners();
        owners.add(serviceId);
        Ruled ruled = new Ruled(new NamePattern(name), owners);
        char letter = name.charAt(0);
        if (letter == '*' || letter >= LETTERS) {
            openPatterns.add(ruled);
            return;
        }
        List<Ruled> more = new ArrayList<>(patternsByLetter.get(letter));
        more.add(ruled);
        patternsByLetter.set(letter, more);
    }

    /** What becomes of a name; null where nobody here owns it. */
    @Nullable
    Verdict judge(String name, Grants grants) {
        Owners owners = exact.get(name);
        Verdict verdict = owners == null ? null : owners.judge(grants);
        if ((verdict != null && !verdict.withheld()) || name.isEmpty()) {
            return verdict;
        }
        char letter = name.charAt(0);
        if (letter < LETTERS) {
            verdict = judge(patternsByLetter.get(letter), name, grants, verdict);
        }
        return judge(openPatterns, name, grants, verdict);
    }

    private static @Nullable Verdict judge(List<Ruled> patterns, String name, Grants grants, @Nullable Verdict soFar) {
        Verdict verdict = soFar;
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).pattern().matches(name)) {
                Verdict next = patterns.get(i).owners().judge(grants);
                if (!next.withheld()) {
                    return next;
                }
                verdict = verdict == null ? next : verdict;
            }
        }
        return verdict;
    }
}
