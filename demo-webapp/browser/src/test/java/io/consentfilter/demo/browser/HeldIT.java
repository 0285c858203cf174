package io.consentfilter.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to reach a third party that is listed as held: each page reaches it without the filter, and not once with it. */
final class HeldIT extends HostileIT {
    static List<String> pages() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(HeldIT.class.getResource("/held")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.replace(".html", ""))
                    .sorted()
                    .toList();
        }
    }

    /** What the pages did: many tabs share one time of watching, and each page reaches the third party under a name of its own. */
    private static final Map<String, Sighting> SEEN = new HashMap<>();

    /** How long all tabs are watched after the last one has loaded. */
    private static final double WATCHED_MILLIS = 700;

    /** Tabs that are open at once. */
    private static final int TABS = 12;

    /** How often a page that reached nothing among other tabs is opened alone. */
    private static final int VISITS_ALONE = 3;

    /**
     * What one page did.
     *
     * @param without contacts while the filter was away
     * @param with contacts while it was there
     * @param banners how many banners the page carried then
     */
    private record Sighting(List<String> without, List<String> with, int banners) {}

    @ParameterizedTest
    @MethodSource("pages")
    void pageReachesTheThirdPartyOnlyWithoutTheFilter(String name) throws Exception {
        if (!SEEN.containsKey(name)) {
            watch(pages().stream().filter(page -> !SEEN.containsKey(page)).toList());
        }
        Sighting sighting = Objects.requireNonNull(SEEN.get(name));

        Contactless.nobodyIn(sighting.with(), "with the filter");
        if (sighting.without().isEmpty() || sighting.banners() != 1) {
            // A second try watches it again.
            SEEN.remove(name);
        }
        assertThat(sighting.without()).as("without the filter").isNotEmpty();
        assertThat(sighting.banners()).as("the page is there").isEqualTo(1);
    }

    private void watch(List<String> names) {
        for (int from = 0; from < names.size(); from += TABS) {
            List<String> some = names.subList(from, Math.min(names.size(), from + TABS));
            guarded(false);
            visit(true);
            open(some);
            untilAllReached(some);
            Map<String, List<String>> without = new HashMap<>();
            some.forEach(name -> without.put(name, contactsOf(name)));
            some.stream().filter(name -> without.get(name).isEmpty()).forEach(name -> without.put(name, alone(name)));
            guarded(true);
            visit(true);
            List<Page> tabs = open(some);
            page().waitForTimeout(WATCHED_MILLIS);
            for (int i = 0; i < some.size(); i++) {
                int banners = tabs.get(i).locator("#choice-panel").count();
                SEEN.put(some.get(i), new Sighting(without.get(some.get(i)), contactsOf(some.get(i)), banners));
            }
            Contactless.nobodyIn(contacts(), "with the filter, under whatever name");
        }
    }

    /** A tab among many may be put off by a busy browser, its icon and its hints first: the page has the browser to itself then. */
    private List<String> alone(String name) {
        List<String> reached = List.of();
        for (int visit = 0; visit < VISITS_ALONE && reached.isEmpty(); visit++) {
            visit(true);
            page().navigate(address() + "/" + name + ".html");
            untilAllReached(List.of(name));
            reached = contactsOf(name);
        }
        return reached;
    }

    private List<Page> open(List<String> names) {
        List<Page> tabs = new ArrayList<>();
        for (String name : names) {
            Page tab = context().newPage();
            tab.navigate(address() + "/" + name + ".html");
            tabs.add(tab);
        }
        return tabs;
    }

    private void untilAllReached(List<String> names) {
        for (int poll = 0;
                poll < 60 && names.stream().anyMatch(name -> contactsOf(name).isEmpty());
                poll++) {
            page().waitForTimeout(100);
        }
    }
}
