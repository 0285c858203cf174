package io.consentfilter.registry;

import io.consentfilter.config.ConsentConfig;
import io.consentfilter.model.Activity;
import io.consentfilter.model.Decision;
import io.consentfilter.model.HostPattern;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Catalogue and configuration in one: filter, CSP, banner, placeholders, policy, cookie table and receipts all come from here.
 * Immutable and safe for any number of threads; answers on the hot path without allocation.
 */
public final class Registry {
    private final ConsentConfig config;
    private final Set<String> ownHosts;
    private final Offer offer;
    private final AskFacts askFacts;
    private final String askVersion;
    private final Map<String, Map<String, Set<String>>> askedBefore;
    private final HostTable hosts;
    private final PathTable paths;
    private final CookieTable cookies;
    private final InlineTable inline;
    private final GrantsPool pool;

    private Registry(ConsentConfig config, Map<String, Map<String, Set<String>>> askedBefore) {
        this.config = config;
        this.askedBefore = Map.copyOf(askedBefore);
        this.offer = new Offer(config);
        this.askFacts = new AskFacts(offer.services(), offer.activities(), config.recipients());
        this.askVersion = askFacts.version();
        this.ownHosts = ownHosts(config);
        this.hosts = hosts(config);
        this.paths = new PathTable(config.services());
        this.cookies = new CookieTable(config);
        this.inline = new InlineTable(config);
        this.pool = new GrantsPool(Set.copyOf(offer.ids()));
    }

    /** Builds the registry. The configuration was checked before: this does not fail. */
    public static Registry of(ConsentConfig config) {
        return new Registry(config, Map.of());
    }

    /**
     * The same registry with a memory of what was asked before, so that a granted service whose recipients, countries, purpose
     * or ground grew since is asked for again, and nothing else is.
     *
     * @param askedBefore {@link #askFacts()} of earlier registries by their {@link #askVersion()}
     */
    public Registry remembering(Map<String, Map<String, Set<String>>> askedBefore) {
        return new Registry(config, askedBefore);
    }

    /** Purposes that something offerable belongs to, in the order of the configuration. */
    public List<Purpose> purposes() {
        return offer.purposes();
    }

    /** Every declared service, offerable or not. */
    public List<Service> services() {
        return config.services();
    }

    /** Services that can be offered for consent: every mandatory fact is known. */
    public List<Service> offerable() {
        return offer.services();
    }

    /** Activities that the banner asks for: their ground is consent, they name a purpose, every mandatory fact is known. */
    public List<Activity> consentActivities() {
        return offer.activities();
    }

    /** Every activity. */
    public List<Activity> activities() {
        return config.activities();
    }

    public List<Necessary> necessary() {
        return config.necessary();
    }

    public List<Retired> retired() {
        return config.retired();
    }

    public List<Recipient> recipients() {
        return config.recipients();
    }

    /** Services and consent activities that stay withheld because facts are missing. */
    public List<Gap> gaps() {
        return offer.gaps();
    }

    public Optional<Service> service(String id) {
        return config.services().stream()
                .filter(service -> service.id().equals(id))
                .findFirst();
    }

    /** A declared purpose, whether something offerable belongs to it or not. */
    public Optional<Purpose> purpose(String id) {
        return config.purposes().stream()
                .filter(purpose -> purpose.id().equals(id))
                .findFirst();
    }

    /** Ids of all that a visitor can be asked for: offerable services and consent activities, in a stable order. */
    public List<String> askable() {
        return offer.ids();
    }

    /** The askable ids of one purpose. */
    public List<String> askableOf(String purposeId) {
        return offer.idsOf(purposeId);
    }

    /** Hash of purposes, services, recipients, countries and grounds: only a change there asks again (DESIGN §5, "two versions"). 22 characters. */
    public String askVersion() {
        return askVersion;
    }

    /** The facts behind {@link #askVersion()}, by askable id: one line each, such as {@code country US}. */
    public Map<String, Set<String>> askFacts() {
        return askFacts.byId();
    }

    /**
     * What of {@link #askable()} a decision does not cover: new since then and not under a purpose that was wholly refused; or
     * granted and grown since, where what was asked then is {@linkplain #remembering known}.
     */
    public Set<String> notYetAsked(Decision decision) {
        return new Coverage(offer, decision).open(askFacts.byId(), askedBefore.get(decision.askVersion()));
    }

    /** The grants of a decision that still hold at that moment; nothing where there is none, or where it has expired. */
    public Grants grants(@Nullable Decision decision, Instant now) {
        return decision != null && now.isBefore(decision.validUntil()) ? pool.of(decision.granted()) : Grants.NONE;
    }

    /** The grants of just these services (for tests, previews and "load once"). Unknown ids are left out. */
    public Grants grantsOf(Set<String> serviceIds) {
        return pool.of(serviceIds);
    }

    /**
     * Whose is this host?
     *
     * @param host lower case, ASCII, no trailing dot, with {@code :port} where the address names a port other than its scheme's
     * @param requestHost the host the page was asked for at, same form; it is always own
     */
    public Verdict judgeHost(String host, String requestHost, Grants grants) {
        if (host.equals(requestHost) || ownHosts.contains(host)) {
            return Verdicts.OWN;
        }
        Owners owners = hosts.find(host);
        return owners == null ? Verdicts.UNDECLARED : owners.judge(grants);
    }

    /** Whose is this path on an own host (services proxied by the site)? OWN unless a service declares it. */
    public Verdict judgePath(String path, Grants grants) {
        return paths.judge(path, grants);
    }

    /** Whether any service declares paths on own hosts: spares the hot path the question. */
    public boolean hasPaths() {
        return !paths.isEmpty();
    }

    /** Whose is the first-party cookie (or storage key) of this name? Catalogue names are withheld even if their service is not declared. */
    public Verdict judgeCookie(String name, Grants grants) {
        return cookies.judge(name, grants);
    }

    /** Texts by which inline scripts are known, declared and of the catalogue; each text once. */
    public List<InlineSignature> inlineSignatures() {
        return inline.signatures();
    }

    /** What becomes of the inline script with this signature. */
    public Verdict judgeInline(InlineSignature signature, Grants grants) {
        return inline.judge(signature, grants);
    }

    private static HostTable hosts(ConsentConfig config) {
        HostTable.Builder table = new HostTable.Builder();
        for (Necessary necessary : config.necessary()) {
            necessary.hosts().forEach(host -> table.add(host, Owners::addNecessary));
        }
        for (Service service : config.services()) {
            service.hosts().forEach(host -> table.add(host, owners -> owners.add(service.id())));
        }
        for (Retired retired : config.retired()) {
            for (HostPattern host : retired.hosts()) {
                table.add(host, owners -> owners.add(retired.id()));
            }
        }
        return table.build();
    }

    private static Set<String> ownHosts(ConsentConfig config) {
        Stream<String> origins = config.site().origins().stream()
                .map(origin -> String.valueOf(URI.create(origin).getRawAuthority()));
        return Set.copyOf(Stream.concat(origins, config.site().ownHosts().stream())
                .distinct()
                .toList());
    }
}
