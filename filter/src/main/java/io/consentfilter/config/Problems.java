package io.consentfilter.config;

import io.consentfilter.json.LocatedJson;
import io.consentfilter.json.LocatedJson.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that it can be told at once. */
final class Problems {
    private static final Comparator<ConfigProblem> BY_PLACE = Comparator.comparing(ConfigProblem::file)
            .thenComparingInt(ConfigProblem::line)
            .thenComparingInt(ConfigProblem::column)
            .thenComparing(ConfigProblem::pointer)
            .thenComparing(ConfigProblem::message);

    private final List<ConfigProblem> errors = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();
    private final Set<LocatedJson> unusable = Collections.newSetFromMap(new IdentityHashMap<>());

    void error(Spot spot, String message) {
        errors.add(problem(spot.node().place(), spot.pointer(), message));
    }

    /** A problem with the key itself, not with its value. */
    void keyError(Spot object, String key, String message) {
        errors.add(problem(object.node().keyPlace(key), object.key(key).pointer(), message));
    }

    void warn(Spot spot, String message) {
        warnings.add(problem(spot.node().place(), spot.pointer(), message));
    }

    /** What is wrong with this value was told: the binder leaves it out without a further word. */
    void unusable(LocatedJson node) {
        unusable.add(node);
    }

    boolean isUnusable(LocatedJson node) {
        return unusable.contains(node);
    }

    int count() {
        return errors.size();
    }

    List<ConfigProblem> errors() {
        return errors.stream().sorted(BY_PLACE).toList();
    }

    List<ConfigProblem> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }

    private static ConfigProblem problem(Place place, String pointer, String message) {
        return new ConfigProblem(place.source(), place.line(), place.column(), pointer, message);
    }
}
