package io.consentfilter.receipt;

import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.Decision;
import io.consentfilter.model.GateState;
import io.consentfilter.model.Notice;
import io.consentfilter.registry.Registry;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Turns decisions into records. What must stay true: a grant takes effect only after its record is durable and says which notice
 * was shown; a refusal or withdrawal always takes effect, whatever the store does and whatever the browser can prove.
 */
public final class ReceiptDesk {
    /**
     * Refusals that may wait for the store at the same time, and as many grants: each holds a thread of the container, and those that
     * are left have to go on serving pages while a database hangs.
     */
    static final int WAITING_MAX = 64;

    private final Registry registry;
    private final ShownNotices shown;
    private final ReceiptStore receipts;
    private final Opening opening;
    private final InvalidNotices invalid;
    private final RecordWriter writer;
    private final SubjectKeys subjects;
    private final InstantSource clock;
    private final SameOnce sameOnce = new SameOnce();
    private final Semaphore grantsWaiting = new Semaphore(WAITING_MAX);
    private final Semaphore refusalsWaiting = new Semaphore(WAITING_MAX);

    /** What has to be in the log before the first record of a run, so that nobody can ask whether the gate was on by then. */
    public interface Opening {
        /**
         * Asked before every record.
         *
         * @throws StoreException if it is not certain that it is there: then the record is not written either
         */
        void written() throws StoreException;
    }

    public ReceiptDesk(
            String site,
            ReceiptsSection settings,
            Registry registry,
            Notice notice,
            ReceiptStore receipts,
            NoticeArchive notices,
            Opening opening,
            InvalidNotices invalid,
            Ids ids,
            SubjectKeys subjects,
            InstantSource clock) {
        this.registry = registry;
        this.shown = new ShownNotices(notice, notices);
        this.receipts = receipts;
        this.opening = opening;
        this.invalid = invalid;
        this.writer = new RecordWriter(site, new RecordTimes(settings), registry, ids);
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * Archives today's notice. Called once at start; while it fails, every grant tries again first.
     *
     * @throws StoreException if the archive did not take it
     */
    public void archiveNotice() throws StoreException {
        shown.archive();
    }

    /** The notice that is shown today. */
    public Notice notice() {
        return shown.today();
    }

    /**
     * Accepts a decision. Where {@value #WAITING_MAX} of its kind wait already it is as if the store had failed.
     *
     * @return what takes effect; without record where the store failed: then it holds only what was granted before and not
     *     taken back now
     * @throws UnknownChoiceException if it names something that the registry does not offer
     * @throws NoticeNotShownException if it grants something and no known notice was shown
     * @throws StoreException if it grants something, takes nothing back and the record is not certainly durable: nothing changes
     */
    public ConsentReceipt accept(DecisionRequest request)
            throws UnknownChoiceException, NoticeNotShownException, StoreException {
        checkOffered(request);
        Instant now = clock.instant();
        Before before = Before.of(request.previous(), invalid, now);
        boolean grants = grantsAnew(request, before);
        Semaphore waiting = grants ? grantsWaiting : refusalsWaiting;
        if (waiting.tryAcquire()) {
            try {
                return once(request);
            } finally {
                waiting.release();
            }
        }
        DecisionRequest takesBack = withoutNewGrants(request, before);
        if (grants && !takesBack(takesBack, before)) {
            throw new StoreException(WAITING_MAX + " grants wait for the store already");
        }
        return unrecorded(takesBack, before, now);
    }

    /** Takes what a decision takes back and grants nothing anew; for those that come faster than anybody can record. */
    public ConsentReceipt takeBackUnrecorded(DecisionRequest request) throws UnknownChoiceException {
        checkOffered(request);
        Instant now = clock.instant();
        Before before = Before.of(request.previous(), invalid, now);
        return unrecorded(withoutNewGrants(request, before), before, now);
    }

    private ConsentReceipt once(DecisionRequest request) throws NoticeNotShownException, StoreException {
        String key = request.idempotencyKey();
        if (key == null) {
            return decide(request);
        }
        try {
            return sameOnce.run(
                    new SameOnce.Key(key, request.asked(), request.granted(), request.method()), () -> decide(request));
        } catch (StoreException e) {
            Instant now = clock.instant();
            Before before = Before.of(request.previous(), invalid, now);
            if (grantsAnew(request, before)) {
                throw e;
            }
            return unrecorded(request, before, now);
        }
    }

    /**
     * Records that one service was loaded once (LAW.md B29: an event of its own). It changes no decision and knows no subject.
     *
     * @throws StoreException if the record is not certainly durable: then the service must not be loaded
     */
    public StoredReceipt acceptOnce(String service, String language, String shownNotice)
            throws UnknownChoiceException, NoticeNotShownException, StoreException {
        DecisionRequest request =
                new DecisionRequest(Set.of(service), Set.of(service), language, "embed:once", shownNotice, null, null);
        checkOffered(request);
        if (!grantsWaiting.tryAcquire()) {
            throw new StoreException(WAITING_MAX + " grants wait for the store already");
        }
        try {
            return storedOnce(request, service, shownNotice);
        } finally {
            grantsWaiting.release();
        }
    }

    private StoredReceipt storedOnce(DecisionRequest request, String service, String shownNotice)
            throws NoticeNotShownException, StoreException {
        Notice notice = valid(shownNotice);
        if (!shown.offered(notice, registry).contains(service)) {
            throw new NoticeNotShownException("the notice that was shown did not name " + service);
        }
        Instant now = clock.instant();
        Weighing weighing =
                Weighing.of(request.asked(), request.granted(), Before.of(null, invalid, now), registry.askable());
        return append(writer.once(request, notice, weighing, now));
    }

    /** The key under which the records of a cookie's subject id are kept. */
    public String subjectKey(String subjectId) {
        return subjects.key(subjectId);
    }

    private void checkOffered(DecisionRequest request) throws UnknownChoiceException {
        for (String id : new TreeSet<>(request.granted())) {
            if (!registry.askable().contains(id) || !request.asked().contains(id)) {
                throw new UnknownChoiceException(
                        "\"" + id + "\" is not offered; offered are " + String.join(", ", registry.askable()));
            }
        }
    }

    private ConsentReceipt decide(DecisionRequest request) throws NoticeNotShownException, StoreException {
        Instant now = clock.instant();
        Before before = Before.of(request.previous(), invalid, now);
        return grantsAnew(request, before) ? grant(request, before, now) : refuse(request, before, now);
    }

    private static boolean grantsAnew(DecisionRequest request, Before before) {
        return !before.granted().containsAll(request.granted());
    }

    /** Something is granted that did not count before: notice first, proof first; but what is taken back is taken back. */
    private ConsentReceipt grant(DecisionRequest request, Before before, Instant now)
            throws NoticeNotShownException, StoreException {
        DecisionRequest takesBack = withoutNewGrants(request, before);
        boolean takesSomethingBack = takesBack(takesBack, before);
        try {
            return proven(request, before, now);
        } catch (NoticeNotShownException e) {
            if (takesSomethingBack) {
                return refuse(takesBack, before, now);
            }
            throw e;
        } catch (StoreException e) {
            if (takesSomethingBack) {
                return unrecorded(takesBack, before, now);
            }
            throw e;
        }
    }

    private static boolean takesBack(DecisionRequest withoutNewGrants, Before before) {
        return !withoutNewGrants.granted().containsAll(intersection(withoutNewGrants.asked(), before.granted()));
    }

    private ConsentReceipt proven(DecisionRequest request, Before before, Instant now)
            throws NoticeNotShownException, StoreException {
        String version = request.shownNotice();
        if (version == null) {
            throw new NoticeNotShownException("nothing says which notice was shown");
        }
        Notice notice = valid(version);
        Set<String> named = shown.offered(notice, registry);
        Set<String> wanted = intersection(request.granted(), named);
        if (wanted.isEmpty()) {
            throw new NoticeNotShownException("the notice that was shown named nothing of what is granted");
        }
        Weighing weighing = Weighing.of(intersection(request.asked(), named), wanted, before, registry.askable());
        return stored(request, notice, before, weighing, now);
    }

    /** The notice, certainly archived; under one that was declared invalid nobody can agree any more. */
    private Notice valid(String version) throws NoticeNotShownException, StoreException {
        if (invalid.unknown()) {
            throw new StoreException("the store has not said yet which notices are invalid");
        }
        if (invalid.of(version).isPresent()) {
            if (version.equals(shown.today().version())) {
                throw new StoreException(
                        "today's notice was declared invalid: nothing can be granted until there is another");
            }
            throw new NoticeNotShownException("the notice that was shown was declared invalid");
        }
        return shown.find(version);
    }

    /** Whether grants can take effect at this moment; asked at every request. */
    public GateState gateState() {
        if (invalid.unknown()) {
            return GateState.UNKNOWN;
        }
        return invalid.of(shown.today().version()).isPresent() ? GateState.CLOSED : GateState.OPEN;
    }

    /** Whether the grants of a decision ended because its notice was declared invalid. */
    public boolean invalidated(Decision decision) {
        return !decision.isRefusal() && invalid.endOf(decision) != null;
    }

    /** The same form without what it would newly grant: that stays undecided, so that it is asked again. */
    private static DecisionRequest withoutNewGrants(DecisionRequest request, Before before) {
        Set<String> kept = intersection(request.granted(), before.granted());
        Set<String> asked = new TreeSet<>(request.asked());
        asked.removeIf(id -> request.granted().contains(id) && !kept.contains(id));
        return new DecisionRequest(
                asked,
                kept,
                request.language(),
                request.method(),
                request.shownNotice(),
                request.previous(),
                request.idempotencyKey());
    }

    /** Nothing new is granted: this works whatever happens. */
    private ConsentReceipt refuse(DecisionRequest request, Before before, Instant now) {
        Weighing weighing = weigh(request, before);
        try {
            return stored(request, shown.findOrToday(request.shownNotice()), before, weighing, now);
        } catch (StoreException e) {
            return unrecorded(request, before, now);
        }
    }

    private Weighing weigh(DecisionRequest request, Before before) {
        return Weighing.of(request.asked(), request.granted(), before, registry.askable());
    }

    private ConsentReceipt stored(DecisionRequest request, Notice notice, Before before, Weighing weighing, Instant now)
            throws StoreException {
        boolean confirmed = notice.version().equals(request.shownNotice());
        String subjectId = subjectId(before, weighing, now);
        String subjectKey = subjectId == null ? null : subjectKey(subjectId);
        Decision open = writer.decision(notice, before, weighing, confirmed, now);
        ConsentRecord record = writer.record(request, notice, before, weighing, subjectKey, open);
        StoredReceipt stored = append(record);
        return new ConsentReceipt(withIds(open, record.id(), subjectId), record, stored.proof());
    }

    private ConsentReceipt unrecorded(DecisionRequest request, Before before, Instant now) {
        Decision open = writer.decision(shown.today(), before, weigh(request, before), false, now);
        return new ConsentReceipt(withIds(open, before.recordId(), before.subjectId()), null, null);
    }

    private StoredReceipt append(ConsentRecord record) throws StoreException {
        opening.written();
        return receipts.append(record, ReceiptDocuments.canonical(record));
    }

    /**
     * A refusal carries no identifier (LAW.md B41): the ids go into the cookie only where something is granted, and its times are
     * whole days, because a moment to the millisecond would be one.
     */
    private static Decision withIds(Decision open, @Nullable String recordId, @Nullable String subjectId) {
        if (open.isRefusal()) {
            return RecordTimes.inWholeDays(open);
        }
        return new Decision(
                open.decidedAt(),
                open.validUntil(),
                open.askVersion(),
                open.noticeVersion(),
                open.granted(),
                open.refused(),
                recordId,
                subjectId,
                open.earlierNotices());
    }

    /** The id of the visitor's chain: kept where there is one, made where the first grant begins one, else none. */
    private static @Nullable String subjectId(Before before, Weighing weighing, Instant now) {
        if (before.subjectId() != null) {
            return before.subjectId();
        }
        return weighing.granted().isEmpty() ? null : Ids.subjectId(now);
    }

    private static Set<String> intersection(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }
}
