package io.consentfilter.csp;

import io.consentfilter.config.SiteSection;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Service;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our Content-Security-Policy, added to whatever the app sends (DESIGN §4, "second wall"): policies intersect, so the app's stays
 * as strict as it was. It always carries {@code 'unsafe-inline' 'unsafe-eval'} and never a nonce, a hash or
 * {@code strict-dynamic}: without the former every nonce app would break, with the latter the host list would be ignored.
 * Compiled once per grants, never per request.
 */
public final class ContentPolicies {
    /** Above this many characters hosts collapse to wildcards of their domain. */
    static final int POLICY_LENGTH_MAX = 3 * 1024;

    /** So many policies are kept. Hosts come from request headers: without a limit they could fill the heap. */
    static final int KEPT_MAX = 2_000;

    /** Of a usual length; which host a visitor asks for is not known at start. */
    private static final String HOST_FOR_MEASURE = "www.own-site.example";

    private final Registry registry;
    private final Set<String> own = new LinkedHashSet<>();
    private final String reporting;
    private final Map<Key, String> compiled = new ConcurrentHashMap<>();

    /**
     * Policies of one site.
     *
     * @param reportPath where browsers send violations, with the context path in front
     */
    public ContentPolicies(Registry registry, SiteSection site, String reportPath) {
        this.registry = registry;
        site.origins().forEach(origin -> addSource(own, hostOf(origin)));
        site.ownHosts().forEach(host -> own.addAll(PolicySources.of(host)));
        this.reporting = "; report-uri " + reportPath;
    }

    private record Key(String grants, String host, boolean framesAny) {}

    /**
     * For a page.
     *
     * @param path path of the page, for {@code "frames": "any"}
     */
    public String page(Grants grants, String requestHost, String path) {
        return kept(new Key(grants.key(), requestHost, framesAny(path)), grants);
    }

    /** For scripts, SVG and XML: own and necessary hosts only, the same for every visitor. */
    public String visitorIndependent(String requestHost) {
        Grants none = registry.grantsOf(Set.of());
        return kept(new Key(none.key(), requestHost, false), none);
    }

    private String kept(Key key, Grants grants) {
        String policy = compiled.get(key);
        if (policy == null) {
            policy = compile(key, grants);
            if (compiled.size() < KEPT_MAX) {
                compiled.put(key, policy);
            }
        }
        return policy;
    }

    private String compile(Key key, Grants grants) {
        Set<String> sources = sources(key.host(), grants);
        String policy = text(sources, key.framesAny());
        return policy.length() <= POLICY_LENGTH_MAX ? policy : text(PolicySources.collapse(sources), key.framesAny());
    }

    /**
     * What an operator should know at start about the longest policy, that of a visitor who granted everything: containers and
     * proxies refuse an answer whose head is longer than 8 KB (Tomcat {@code maxHttpResponseHeaderSize}, Jetty {@code
     * responseHeaderSize}, nginx {@code proxy_buffer_size}), and the app's own headers are in there too.
     */
    public Optional<String> nearLimit() {
        Grants all = registry.grantsOf(Set.copyOf(registry.askable()));
        Set<String> sources = sources(HOST_FOR_MEASURE, all);
        boolean framesAny = registry.necessary().stream().anyMatch(entry -> "any".equals(entry.frames()));
        int whole = text(sources, framesAny).length();
        if (whole <= POLICY_LENGTH_MAX) {
            return Optional.empty();
        }
        int sent = text(PolicySources.collapse(sources), framesAny).length();
        String told = "The Content-Security-Policy of a visitor who grants everything has " + whole
                + " characters, more than " + POLICY_LENGTH_MAX + ": its hosts collapse to wildcards of their domains ("
                + sent + " characters). Declare \"*.domain\" for services with many hosts.";
        return Optional.of(
                sent <= POLICY_LENGTH_MAX
                        ? told
                        : told
                                + " Containers refuse an answer whose head is longer than about 8192 bytes, all headers together:"
                                + " raise maxHttpResponseHeaderSize (Tomcat), responseHeaderSize (Jetty) or proxy_buffer_size (nginx).");
    }

    private Set<String> sources(String requestHost, Grants grants) {
        Set<String> sources = new LinkedHashSet<>();
        ownSocket(sources, requestHost);
        sources.addAll(own);
        registry.necessary()
                .forEach(entry -> entry.hosts().forEach(host -> sources.addAll(PolicySources.of(host.text()))));
        for (Service service : registry.services()) {
            if (grants.allows(service.id())) {
                service.hosts().forEach(host -> sources.addAll(PolicySources.of(host.text())));
            }
        }
        return sources;
    }

    private String text(Set<String> sources, boolean framesAny) {
        String list = sources.isEmpty() ? "" : " " + String.join(" ", sources);
        return "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:" + list
                + (framesAny ? "; frame-src * data: blob:" : "") + reporting;
    }

    /** Payment and sign-on frames go on to hosts that nobody can list; a necessary entry says where that counts. */
    private boolean framesAny(String path) {
        for (Necessary entry : registry.necessary()) {
            if ("any".equals(entry.frames()) && onPath(entry, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean onPath(Necessary entry, String path) {
        return entry.framePaths().stream()
                .anyMatch(p -> p.endsWith("*") ? path.startsWith(p.substring(0, p.length() - 1)) : path.equals(p));
    }

    /** {@code 'self'} does not cover sockets in every browser. The host comes from a header: only what is a host gets in. */
    private static void ownSocket(Set<String> sources, String requestHost) {
        if (PolicySources.isHost(requestHost)) {
            sources.add("wss://" + requestHost);
        }
    }

    private static void addSource(Set<String> sources, String host) {
        if (PolicySources.isHost(host)) {
            sources.add(host);
            sources.add("wss://" + host);
        }
    }

    private static String hostOf(String origin) {
        String authority = URI.create(origin).getRawAuthority();
        return authority == null ? "" : authority;
    }
}
