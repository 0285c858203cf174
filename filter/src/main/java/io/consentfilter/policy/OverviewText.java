package io.consentfilter.policy;

import io.consentfilter.model.Activity;
import io.consentfilter.model.Service;
import java.util.ArrayList;
import java.util.List;

/** The first layer of the policy: what matters in five sentences, each with a way to its section. */
final class OverviewText {
    private OverviewText() {}

    static void write(Page page, Html out) {
        List<Html> points = new ArrayList<>();
        points.add(necessary(page));
        points.add(services(page));
        List<Activity> activities = page.sources().activities();
        if (!activities.isEmpty()) {
            points.add(page.say(
                    "overview.activities",
                    "names",
                    new Html()
                            .raw(page.words()
                                    .join(activities.stream()
                                            .map(activity -> page.words()
                                                    .text(activity.title())
                                                    .toString())
                                            .toList())),
                    "link",
                    page.section(page.sources().described().isEmpty() ? Section.SOCIAL : Section.ACTIVITIES)));
        }
        List<String> countries = Countries.named(page);
        if (!countries.isEmpty()) {
            points.add(page.say("overview.countries", "countries", page.words().countries(countries)));
        }
        points.add(page.say("overview.rights", "link", page.section(Section.RIGHTS)));
        out.list(points);
    }

    private static Html necessary(Page page) {
        // The choice itself is always stored.
        int count = page.sources().necessary().stream()
                        .mapToInt(necessary -> necessary.storage().size())
                        .sum()
                + ChoiceText.ITEMS;
        return page.say("overview.necessary", "count", count, "link", page.section(Section.NECESSARY));
    }

    private static Html services(Page page) {
        List<Service> asked = page.sources().asked();
        if (asked.isEmpty()) {
            return page.say("overview.services.none");
        }
        return page.say(
                asked.size() == 1 ? "overview.services.one" : "overview.services",
                "count",
                asked.size(),
                "names",
                page.words().join(asked.stream().map(Service::name).toList()),
                "link",
                page.section(Section.SERVICES));
    }
}
