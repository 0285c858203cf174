package io.consentfilter.receipt;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Decision;
import io.consentfilter.model.Notice;
import io.consentfilter.model.Purpose;
import io.consentfilter.registry.Registry;
import io.consentfilter.seal.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes records: id, number, states of purposes, times. */
final class RecordWriter {
    /** How long "load once" counts: one page view. */
    static final Duration ONCE_LIFETIME = Duration.ofMinutes(5);

    private final String site;
    private final RecordTimes times;
    private final Registry registry;
    private final Ids ids;

    RecordWriter(String site, RecordTimes times, Registry registry, Ids ids) {
        this.site = site;
        this.times = times;
        this.registry = registry;
        this.ids = ids;
    }

    /**
     * The decision, still without ids. What was not confirmed now keeps its old end and stays under what was asked for it; a
     * decision has one end only, so it is the earliest.
     *
     * @param confirmed whether the visitor saw the notice and confirmed all that is granted
     */
    Decision decision(Notice notice, Before before, Weighing weighing, boolean confirmed, Instant now) {
        Decision old = confirmed && weighing.carried().isEmpty() ? null : before.counting();
        Instant until = weighing.granted().isEmpty() ? times.refusalEnds(now) : times.grantEnds(now);
        String askVersion = notice.askVersion();
        if (old != null && !weighing.granted().isEmpty()) {
            until = old.validUntil().isBefore(until) ? old.validUntil() : until;
            askVersion = old.askVersion();
        }
        return new Decision(
                now,
                until,
                askVersion,
                notice.version(),
                weighing.granted(),
                weighing.refused(),
                null,
                null,
                weighing.granted().isEmpty() || old == null ? Set.of() : noticesBehind(old, notice));
    }

    /** Where some of what is granted was given earlier, its notices stay named: one of them may be declared invalid. */
    private static Set<String> noticesBehind(Decision old, Notice notice) {
        Set<String> notices = new TreeSet<>(old.earlierNotices());
        notices.add(old.noticeVersion());
        notices.remove(notice.version());
        return notices;
    }

    ConsentRecord record(
            DecisionRequest request,
            Notice notice,
            Before before,
            Weighing weighing,
            @Nullable String subjectKey,
            Decision decision) {
        LocalDate eraseAfter = eraseAfter(decision, subjectKey);
        return write(
                request,
                notice,
                weighing,
                subjectKey,
                before.recordId(),
                decision.decidedAt(),
                decision.validUntil(),
                eraseAfter);
    }

    /** One occurrence of one service, by nobody in particular; kept like a grant, because it is one. */
    ConsentRecord once(DecisionRequest request, Notice notice, Weighing weighing, Instant now) {
        Instant until = now.plus(ONCE_LIFETIME);
        return write(request, notice, weighing, null, null, now, until, times.eraseChain(until));
    }

    private LocalDate eraseAfter(Decision decision, @Nullable String subjectKey) {
        if (subjectKey == null) {
            return times.eraseRefusal(decision.decidedAt());
        }
        return times.eraseChain(decision.isRefusal() ? decision.decidedAt() : decision.validUntil());
    }

    private ConsentRecord write(
            DecisionRequest request,
            Notice notice,
            Weighing weighing,
            @Nullable String subjectKey,
            @Nullable String previousId,
            Instant now,
            Instant until,
            LocalDate eraseAfter) {
        String id = ids.recordId();
        return new ConsentRecord(
                id,
                Ids.receiptNumber(id),
                site,
                now,
                subjectKey,
                notice.version(),
                notice.askVersion(),
                request.language(),
                request.method(),
                weighing.states(),
                purposes(weighing),
                previousId,
                until,
                eraseAfter);
    }

    /** Purposes of which all was decided; a purpose is given only where all of it was. */
    private Map<String, ConsentState> purposes(Weighing weighing) {
        Map<String, ConsentState> states = new TreeMap<>();
        for (Purpose purpose : registry.purposes()) {
            List<String> services = new ArrayList<>(registry.askableOf(purpose.id()));
            if (!services.isEmpty() && weighing.states().keySet().containsAll(services)) {
                states.put(purpose.id(), weighing.purpose(services));
            }
        }
        return states;
    }
}
