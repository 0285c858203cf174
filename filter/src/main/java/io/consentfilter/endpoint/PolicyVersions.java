package io.consentfilter.endpoint;

import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of the policy that were shown, found in the archive of notices. Several notices share one policy; its date is the
 * day the first of them came up. What a notice says never changes, so it is read once.
 */
final class PolicyVersions {
    /** At most so many notices are remembered; a site has a few each year. */
    static final int REMEMBERED_MAX = 2_000;

    private final NoticeArchive archive;
    private final Notice today;
    private final Map<String, String> policyOfNotice = new ConcurrentHashMap<>();

    PolicyVersions(NoticeArchive archive, Notice today) {
        this.archive = archive;
        this.today = today;
    }

    /**
     * One version.
     *
     * @param notice version of the first notice that showed it
     */
    record Entry(String version, Instant firstShown, String notice) {
        LocalDate date() {
            return firstShown.atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    /** All versions, newest first; at least today's. */
    List<Entry> all() throws StoreException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Notice> notices = new ArrayList<>(archive.list());
        notices.add(today);
        notices.sort(Comparator.comparing(Notice::firstShown));
        for (Notice notice : notices) {
            String version = policyOf(notice.version());
            if (!version.isEmpty()) {
                entries.putIfAbsent(version, new Entry(version, notice.firstShown(), notice.version()));
            }
        }
        List<Entry> newestFirst = new ArrayList<>(entries.values());
        newestFirst.sort(Comparator.comparing(Entry::firstShown).reversed());
        return newestFirst;
    }

    Optional<Entry> find(String version) throws StoreException {
        return all().stream().filter(entry -> entry.version().equals(version)).findFirst();
    }

    /** The archived bytes in that language, or in the first one there is. */
    Optional<Part> part(Entry entry, String language) throws StoreException {
        Optional<Notice> notice =
                entry.notice().equals(today.version()) ? Optional.of(today) : archive.find(entry.notice());
        return notice.flatMap(found -> part(found.parts(), language));
    }

    /** A policy in one language, as archived. */
    record Part(String language, byte[] bytes) {}

    private static Optional<Part> part(Map<String, byte[]> parts, String language) {
        byte[] exact = parts.get(language + "/policy.html");
        if (exact != null) {
            return Optional.of(new Part(language, exact));
        }
        return parts.entrySet().stream()
                .filter(part -> part.getKey().endsWith("/policy.html"))
                .findFirst()
                .map(part -> new Part(part.getKey().split("/", 2)[0], part.getValue()));
    }

    private String policyOf(String notice) throws StoreException {
        String known = notice.equals(today.version()) ? NoticeFacts.policyVersion(today) : policyOfNotice.get(notice);
        if (known != null) {
            return known;
        }
        String found = archive.find(notice).map(NoticeFacts::policyVersion).orElse("");
        if (policyOfNotice.size() < REMEMBERED_MAX) {
            policyOfNotice.put(notice, found);
        }
        return found;
    }
}
