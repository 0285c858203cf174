package io.consentfilter.config;

import io.consentfilter.model.Activity;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ids: their form, and that each stands for one thing. Receipts name them for years. */
final class IdChecks {
    /** An id has at most so many characters: ids stand in the choice cookie. */
    static final int ID_LENGTH_MAX = 40;

    private static final Comparator<String> BY_INDEX = Comparator.comparing(
                    (String pointer) -> pointer.replaceAll("[0-9]", ""))
            .thenComparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());

    private final Draft draft;
    private final Binder binder;
    private final Problems problems;

    /** Ids by kind, each list in the order of the file. */
    private final Map<String, Map<String, Found>> found = new HashMap<>();

    private record Found(Spot spot, String id) {}

    IdChecks(Draft draft, Binder binder, Problems problems) {
        this.draft = draft;
        this.binder = binder;
        this.problems = problems;
    }

    void run() {
        binder.each(Purpose.class, (purpose, spot) -> id("purpose", purpose.id(), spot));
        binder.each(Service.class, (service, spot) -> id("service or activity", service.id(), spot));
        binder.each(Activity.class, (activity, spot) -> id("service or activity", activity.id(), spot));
        binder.each(Necessary.class, (necessary, spot) -> id("necessary entry", necessary.id(), spot));
        binder.each(Retired.class, (retired, spot) -> id("retired service", retired.id(), spot));
        binder.each(OperatorSection.class, (operator, spot) -> operator(operator, spot));
        draft.section(SiteSection.class)
                .ifPresent(site -> form(site.id(), draft.root().key("site").key("id")));
        found.forEach(this::refuseDuplicates);
        binder.each(Retired.class, this::retired);
    }

    private void id(String kind, String id, Spot spot) {
        form(id, spot.key("id"));
        found.computeIfAbsent(kind, k -> new TreeMap<>(BY_INDEX)).put(spot.pointer(), new Found(spot.key("id"), id));
    }

    private void form(String id, Spot spot) {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > ID_LENGTH_MAX) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(id) + ", expected at most " + ID_LENGTH_MAX
                            + " small letters and digits, words joined by one dash");
        }
    }

    private void operator(OperatorSection operator, Spot spot) {
        found.computeIfAbsent("operator", k -> new TreeMap<>(BY_INDEX))
                .put(spot.pointer(), new Found(spot.key("name"), operator.name()));
        if (!operator.tokenSha256().matches("[0-9a-fA-F]{64}")) {
            problems.error(
                    spot.key("tokenSha256"),
                    "found something else (not shown), expected the SHA-256 of the token, 64 hexadecimal digits");
        }
    }

    private void refuseDuplicates(String kind, Map<String, Found> ids) {
        Map<String, Spot> first = new HashMap<>();
        ids.forEach((pointer, found) -> {
            Spot earlier = first.putIfAbsent(found.id(), found.spot());
            if (earlier != null) {
                problems.error(
                        found.spot(),
                        "found " + Wording.quoted(found.id()) + " a second time, expected another name: it is the "
                                + kind + " at " + earlier.pointer() + " already");
            }
        });
    }

    private void retired(Retired retired, Spot spot) {
        List<String> services = draft.ids("services");
        if (services.contains(retired.id())) {
            problems.error(
                    spot.key("id"),
                    "found " + Wording.quoted(retired.id())
                            + " retired and among the services, expected it in one of the two: take it out of /services");
        }
    }
}
