package io.consentfilter.receipt;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.json.CanonicalJson;
import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import io.consentfilter.model.Notice;
import io.consentfilter.registry.Registry;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The facts behind a notice: controller, purposes, what was offered. They are archived with the bytes shown, as one more part,
 * so that a receipt of years ago is written with the facts of its day.
 */
public final class NoticeFacts {
    /** Name of the part of a {@link Notice} that holds them, RFC 8785 JSON. */
    public static final String PART = "facts.json";

    private final Map<?, ?> values;

    private NoticeFacts(Map<?, ?> values) {
        this.values = values;
    }

    /**
     * Where a visitor finds things; absolute where an origin is configured, so that a receipt says it outside of the site too.
     *
     * @param policy the privacy policy
     * @param choices the choices page
     */
    public record Addresses(String policy, String choices) {}

    /** The facts of today. */
    public static NoticeFacts of(
            SiteSection site,
            ControllerSection controller,
            Registry registry,
            String policyVersion,
            Addresses addresses) {
        return new NoticeFacts(FactsOfToday.collect(site, controller, registry, policyVersion, addresses));
    }

    /** The facts that a notice was archived with; none if it has none or they cannot be read. */
    static NoticeFacts in(Notice notice) {
        byte[] part = notice.parts().get(PART);
        if (part == null) {
            return new NoticeFacts(Map.of());
        }
        try {
            return new NoticeFacts(Json.parse(part) instanceof Map<?, ?> map ? map : Map.of());
        } catch (JsonProblem e) {
            return new NoticeFacts(Map.of());
        }
    }

    /** The policy version that a notice was shown with; empty where that is not known. */
    public static String policyVersion(Notice notice) {
        return in(notice).text("policyVersion");
    }

    /**
     * What archived notices asked: facts of each service by {@code askVersion}, for {@link Registry#remembering}. Versions that
     * cannot be read are left out: then nothing is known to have grown.
     *
     * @throws StoreException if the archive does not answer
     */
    public static Map<String, Map<String, Set<String>>> askedBefore(NoticeArchive archive) throws StoreException {
        Map<String, Map<String, Set<String>>> asked = new TreeMap<>();
        for (Notice listed : archive.list()) {
            if (!asked.containsKey(listed.askVersion())) {
                archive.find(listed.version())
                        .ifPresent(notice ->
                                asked.put(notice.askVersion(), in(notice).asked()));
            }
        }
        return asked;
    }

    /** What a notice asked: facts of each service and activity, such as {@code country US}, by id; none where they cannot be read. */
    public static Map<String, Set<String>> asked(Notice notice) {
        return in(notice).asked();
    }

    private Map<String, Set<String>> asked() {
        Map<String, Set<String>> asked = new TreeMap<>();
        Map<?, ?> facts = object(values, "asked");
        for (Object id : facts.keySet()) {
            Set<String> lines = new TreeSet<>();
            list(facts, String.valueOf(id)).forEach(line -> lines.add(String.valueOf(line)));
            asked.put(String.valueOf(id), lines);
        }
        return asked;
    }

    /** The notice: what was shown and these facts, under the hash of both. */
    public Notice notice(Map<String, byte[]> shown, Instant now) {
        Map<String, byte[]> parts = new TreeMap<>(shown);
        parts.put(PART, CanonicalJson.bytes(values));
        return new Notice(version(parts), text("askVersion"), now, parts);
    }

    /**
     * The version of a notice: SHA-256 (base64url) of the RFC 8785 JSON object that maps each part's name to the SHA-256
     * (base64url) of its bytes. Anybody can recompute it from the parts.
     */
    public static String version(Map<String, byte[]> parts) {
        return NoticeParts.version(NoticeParts.hashes(parts));
    }

    /** Ids of what the notice offered. */
    Set<String> offered() {
        return strings(object(values, "items").keySet());
    }

    /** One offered service or activity; an empty map where the facts do not know it. */
    Map<?, ?> item(String id) {
        return object(object(values, "items"), id);
    }

    Map<?, ?> purpose(String id) {
        return object(object(values, "purposes"), id);
    }

    Map<?, ?> controller() {
        return object(values, "controller");
    }

    /** The supervisory authority; an empty map where it is not known. */
    Map<?, ?> authority() {
        return object(values, "authority");
    }

    List<?> regions() {
        return list(values, "regions");
    }

    String text(String key) {
        return values.get(key) instanceof String text ? text : "";
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    static Map<?, ?> object(Map<?, ?> in, String key) {
        return in.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(Map<?, ?> in, String key) {
        return in.get(key) instanceof List<?> list ? list : List.of();
    }

    /** A plain text, or the wording in that language where the fact is written in several. */
    static String wording(Map<?, ?> in, String key, String language) {
        Object value = in.get(key);
        if (value instanceof String text) {
            return text;
        }
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            return "";
        }
        for (String tag : List.of(language, language.split("-", 2)[0], "de", "en")) {
            if (map.get(tag) instanceof String text) {
                return text;
            }
        }
        return String.valueOf(map.values().iterator().next());
    }

    private static Set<String> strings(Set<?> keys) {
        return keys.stream().map(String::valueOf).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return new String(CanonicalJson.bytes(values), StandardCharsets.UTF_8);
    }
}
