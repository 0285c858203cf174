package io.consentfilter.config;

import io.consentfilter.model.HostPattern;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Service;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Services: hosts, paths, inline signatures, ground. */
final class ServiceChecks {
    /** A shorter text would be found in scripts that are nobody's. */
    static final int INLINE_LENGTH_MIN = 6;

    private final Draft draft;
    private final Binder binder;
    private final Problems problems;
    private final Set<String> ownHosts = new HashSet<>();
    private final Map<String, Set<String>> servicesByHost = new TreeMap<>();

    ServiceChecks(Draft draft, Binder binder, Problems problems) {
        this.draft = draft;
        this.binder = binder;
        this.problems = problems;
    }

    void run() {
        draft.section(SiteSection.class).ifPresent(this::own);
        binder.each(Service.class, this::service);
        binder.each(Service.class, this::sharedHosts);
    }

    private void own(SiteSection site) {
        ownHosts.addAll(site.ownHosts());
        for (String origin : site.origins()) {
            try {
                ownHosts.add(String.valueOf(URI.create(origin).getRawAuthority()));
            } catch (IllegalArgumentException e) {
                ownHosts.add(origin); // told by SiteChecks
            }
        }
    }

    private void service(Service service, Spot spot) {
        for (int i = 0; i < service.hosts().size(); i++) {
            host(service, service.hosts().get(i), spot.key("hosts").item(i));
        }
        for (int i = 0; i < service.inline().size(); i++) {
            inline(service.inline().get(i), spot.key("inline").item(i));
        }
        for (int i = 0; i < service.paths().size(); i++) {
            path(service.paths().get(i), spot.key("paths").item(i));
        }
        if (service.legalBasis() == LegalBasis.LEGITIMATE_INTEREST) {
            problems.error(
                    spot.key("legalBasis"),
                    "found \"legitimate-interest\", expected \"consent\": what a page loads reads and stores on the device, and no"
                            + " interest replaces consent there (Art. 5(3) ePrivacy Directive). What is exempt stands under /necessary");
        }
    }

    private void host(Service service, HostPattern host, Spot spot) {
        servicesByHost.computeIfAbsent(host.text(), key -> new TreeSet<>()).add(service.id());
        if (host.wildcard() && host.domain().indexOf('.') < 0) {
            problems.error(
                    spot, "found " + Wording.quoted(host.text()) + ", expected a domain under the top level one");
        }
        ownHosts.stream()
                .filter(host::matches)
                .findFirst()
                .ifPresent(own -> problems.error(
                        spot,
                        "found " + Wording.quoted(host.text()) + ", which is the site's own host " + own
                                + ", expected another one: what the site proxies is declared by \"paths\""));
    }

    private void inline(String text, Spot spot) {
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 127);
        if (text.length() < INLINE_LENGTH_MIN || !printable) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(text) + ", expected at least " + INLINE_LENGTH_MIN
                            + " ASCII characters that only this service's snippet has");
        }
    }

    private void path(String path, Spot spot) {
        boolean whole = List.of("/", "/*").contains(path);
        if (!path.startsWith("/") || whole || (path.indexOf('*') >= 0 && path.indexOf('*') < path.length() - 1)) {
            problems.error(
                    spot,
                    "found " + Wording.quoted(path)
                            + ", expected a path of the site such as \"/proxy/stat/*\", a * at its end only");
        }
    }

    private void sharedHosts(Service service, Spot spot) {
        for (int i = 0; i < service.hosts().size(); i++) {
            Set<String> owners =
                    servicesByHost.getOrDefault(service.hosts().get(i).text(), Set.of());
            if (owners.size() > 1 && owners.iterator().next().equals(service.id())) {
                problems.warn(
                        spot.key("hosts").item(i),
                        service.hosts().get(i).text() + " belongs to " + String.join(" and ", owners)
                                + ": granting one of them opens the host for all of them");
            }
        }
    }
}
