package io.consentfilter.registry;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changed between two registries: for the question whether to ask again, and for the list of changes of the policy.
 *
 * @param added ids that can be asked for now and could not before
 * @param removed ids that could be asked for before and cannot now
 * @param grown new purposes, grounds, recipients and countries of ids that stayed, one line each such as {@code country US}
 * @param shrunk those that ids which stayed no longer have
 * @param described ids whose other facts changed (hosts, storage, data, retention, wording): nobody is asked for that
 */
public record RegistryDiff(
        SortedSet<String> added,
        SortedSet<String> removed,
        SortedMap<String, SortedSet<String>> grown,
        SortedMap<String, SortedSet<String>> shrunk,
        SortedSet<String> described) {

    /** What changed from one registry to the next. */
    public static RegistryDiff between(Registry before, Registry after) {
        Map<String, Set<String>> then = before.askFacts();
        Map<String, Set<String>> now = after.askFacts();
        return new RegistryDiff(
                without(now.keySet(), then.keySet()),
                without(then.keySet(), now.keySet()),
                more(now, then),
                more(then, now),
                described(facts(before), facts(after)));
    }

    /** Whether somebody who granted everything before has to be asked again (LAW.md B39). */
    public boolean asksAgain() {
        return !added.isEmpty() || !grown.isEmpty();
    }

    /** Whether visitors would notice nothing at all. */
    public boolean isEmpty() {
        return Stream.of(added, removed, grown.keySet(), shrunk.keySet(), described)
                .allMatch(Set::isEmpty);
    }

    /** Per id in both, the facts of the first that the second has not. */
    private static SortedMap<String, SortedSet<String>> more(
            Map<String, Set<String>> first, Map<String, Set<String>> second) {
        SortedMap<String, SortedSet<String>> more = new TreeMap<>();
        first.forEach((id, facts) -> {
            SortedSet<String> only = without(facts, second.getOrDefault(id, facts));
            if (!only.isEmpty()) {
                more.put(id, only);
            }
        });
        return more;
    }

    private static SortedSet<String> without(Set<String> all, Set<String> less) {
        SortedSet<String> rest = new TreeSet<>(all);
        rest.removeAll(less);
        return rest;
    }

    /** Everything the configuration says about a thing, by its kind and id: records compare by value. */
    private static Map<String, Object> facts(Registry registry) {
        Map<String, Object> facts = new TreeMap<>();
        put(facts, registry.services().stream(), service -> service.id());
        put(facts, registry.activities().stream(), activity -> activity.id());
        put(facts, registry.necessary().stream(), necessary -> necessary.id());
        put(facts, registry.purposes().stream(), purpose -> purpose.id());
        return facts;
    }

    private static <T> void put(Map<String, Object> facts, Stream<T> things, Function<T, String> id) {
        things.forEach(
                thing -> facts.put(id.apply(thing) + " " + thing.getClass().getSimpleName(), thing));
    }

    private static SortedSet<String> described(Map<String, Object> before, Map<String, Object> after) {
        return after.entrySet().stream()
                .filter(entry -> before.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> entry.getKey().substring(0, entry.getKey().indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
