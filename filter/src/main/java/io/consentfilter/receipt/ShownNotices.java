package io.consentfilter.receipt;

import io.consentfilter.model.Notice;
import io.consentfilter.registry.Registry;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.StoreException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows which notice a visitor saw. Today's is archived before the first grant under it; older ones are found in the archive. */
final class ShownNotices {
    private final Notice today;
    private final NoticeArchive archive;
    private volatile boolean archived;

    ShownNotices(Notice today, NoticeArchive archive) {
        this.today = today;
        this.archive = archive;
    }

    Notice today() {
        return today;
    }

    /** Archives today's notice, once. Doing it twice at the same moment harms nobody: the archive leaves a known version alone. */
    void archive() throws StoreException {
        if (!archived) {
            archive.keep(today);
            archived = true;
        }
    }

    /** The notice of this version, certainly archived. */
    Notice find(String version) throws StoreException, NoticeNotShownException {
        if (version.equals(today.version())) {
            archive();
            return today;
        }
        return archive.find(version)
                .orElseThrow(() -> new NoticeNotShownException("no notice of version " + version + " is archived"));
    }

    /** For refusals: the notice shown, or today's where nothing better is known. */
    Notice findOrToday(@Nullable String version) throws StoreException {
        if (version != null && !version.equals(today.version())) {
            return archive.find(version).orElse(today);
        }
        archive();
        return today;
    }

    /** What a notice named and is still offered. */
    Set<String> offered(Notice notice, Registry registry) {
        return notice == today
                ? Set.copyOf(registry.askable())
                : NoticeFacts.in(notice).offered();
    }
}
