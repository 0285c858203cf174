package io.consentfilter.receipt;

import io.consentfilter.model.Decision;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What ends grants before they run out: their notice was declared invalid, or their subject was erased. */
public final class EndedGrants {
    private final InvalidNotices notices;
    private final EndedSubjects subjects;

    public EndedGrants(InvalidNotices notices, EndedSubjects subjects) {
        this.notices = notices;
        this.subjects = subjects;
    }

    /** Reads both again. Notices last: while they are unknown no grant counts, so by then subjects are known too. */
    public void refresh(ReceiptStore store) throws StoreException {
        subjects.refresh(store);
        notices.refresh(store);
        subjects.eraseLate(store);
    }

    /** What is left of a genuine decision that grants something: itself, with an earlier end, or nothing where its subject was erased. */
    public @Nullable Decision leftOf(Decision decision) {
        if (subjects.of(decision)) {
            return null;
        }
        Instant end = notices.endOf(decision);
        return end == null ? decision : decision.endedAt(end);
    }
}
