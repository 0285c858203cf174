package io.consentfilter.config;

import io.consentfilter.model.HostPattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The site itself: origins, hosts, languages, countries, paths of our own pages. */
final class SiteChecks {
    static final List<String> LANGUAGES = List.of("de", "en", "fr", "it");
    static final List<String> REGIONS = List.of("CH", "DE", "AT", "LI");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private static final String MEDIA_TYPE = "[a-z]+/(\\*|[a-z0-9][a-z0-9.+_-]*)";
    /** Whoever left these alone would leave every page alone. */
    private static final Set<String> PAGES = Set.of("text/html", "text/*");

    private final Draft draft;
    private final Problems problems;

    SiteChecks(Draft draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    void run() {
        draft.section(SiteSection.class).ifPresent(this::site);
        draft.section(PolicySection.class).ifPresent(this::policy);
        draft.section(FilterSection.class).ifPresent(this::filter);
    }

    private void site(SiteSection site) {
        Spot spot = draft.root().key("site");
        each(
                spot.key("origins"),
                site.origins(),
                SiteChecks::isOrigin,
                "an origin such as \"https://www.site.example\", without path");
        each(
                spot.key("ownHosts"),
                site.ownHosts(),
                SiteChecks::isHost,
                "a host such as \"static.site.example\", in lower case, without scheme or path");
        words(spot.key("languages"), site.languages(), LANGUAGES);
        words(spot.key("regions"), site.regions(), REGIONS);
        if (!site.imprint().startsWith("/") && !site.imprint().startsWith("https://")) {
            problems.error(
                    spot.key("imprint"),
                    "found " + Wording.quoted(site.imprint())
                            + ", expected a path such as \"/impressum\" or an https address");
        }
    }

    private void policy(PolicySection policy) {
        Spot spot = draft.root().key("policy");
        ownPath(spot.key("path"), policy.path());
        draft.section(SiteSection.class)
                .filter(site -> !site.languages().contains(policy.binding()))
                .ifPresent(site -> problems.error(
                        spot.key("binding"),
                        Wording.unknown(policy.binding(), "a language of the site", site.languages())));
    }

    private void filter(FilterSection filter) {
        Spot spot = draft.root().key("filter");
        ownPath(spot.key("prefix"), filter.prefix());
        each(spot.key("exclude"), filter.exclude(), path -> path.startsWith("/"), "a path that begins with \"/\"");
        each(
                spot.key("excludeTypes"),
                filter.excludeTypes(),
                type -> type.matches(MEDIA_TYPE) && !PAGES.contains(type),
                "a content type in small letters without parameters, or \"type/*\", and none that means every page (exclude paths, or set \"disabled\")");
        each(
                spot.key("excludeWorkers"),
                filter.excludeWorkers(),
                path -> path.startsWith("/"),
                "a path that begins with \"/\"");
    }

    private void ownPath(Spot spot, String path) {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(path) + ", expected a path such as \"/name\", without \"/\" at its end");
        }
    }

    private void words(Spot spot, List<String> found, List<String> known) {
        if (found.isEmpty()) {
            problems.error(spot, "found an empty list, expected at least one of: " + String.join(", ", known));
        }
        for (int i = 0; i < found.size(); i++) {
            if (!known.contains(found.get(i))) {
                problems.error(spot.item(i), Wording.unknown(found.get(i), "one of", known));
            }
        }
    }

    private void each(Spot spot, List<String> values, Predicate<String> right, String expected) {
        for (int i = 0; i < values.size(); i++) {
            if (!right.test(values.get(i))) {
                problems.error(spot.item(i), "found " + Wording.quoted(values.get(i)) + ", expected " + expected);
            }
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            return SCHEMES.contains(String.valueOf(uri.getScheme()))
                    && uri.getRawAuthority() != null
                    && isHost(uri.getRawAuthority())
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isHost(String text) {
        try {
            return !new HostPattern(text).wildcard();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
