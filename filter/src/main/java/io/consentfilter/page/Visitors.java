package io.consentfilter.page;

import io.consentfilter.model.Decision;
import io.consentfilter.model.GateState;
import io.consentfilter.model.Standing;
import io.consentfilter.model.Visitor;
import io.consentfilter.registry.Registry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Says how a visitor stands towards us (DESIGN §4.2). */
final class Visitors {
    /** No new question so long after a refusal, in months. */
    static final int MONTHS_BETWEEN_QUESTIONS = 6;

    private static final Visitor UNKNOWN = new Visitor(Standing.UNKNOWN, null, false);
    private static final Visitor UNKNOWN_WITH_SIGNAL = new Visitor(Standing.UNKNOWN, null, true);
    private static final Visitor SIGNAL = new Visitor(Standing.SIGNAL, null, true);
    private static final Visitor CLOSED = new Visitor(Standing.CLOSED, null, false);
    private static final Visitor UNDECIDED = new Visitor(Standing.UNDECIDED, null, false);

    private Visitors() {}

    /**
     * Judges one request.
     *
     * @param decision the verified choice that came along
     * @param now counts only where there is a decision
     * @param gate whether grants can be told to count, and anybody can be asked
     */
    static Visitor judge(
            HttpServletRequest request, @Nullable Decision decision, Registry registry, GateState gate, Instant now) {
        boolean signal = RequestSigns.refuses(request);
        if (gate == GateState.UNKNOWN && decision != null && !decision.isRefusal()) {
            return new Visitor(Standing.UNKNOWN, null, signal);
        }
        if (decision != null && now.isBefore(decision.validUntil())) {
            boolean asks = gate != GateState.CLOSED && asksAgain(decision, registry, now);
            return new Visitor(asks ? Standing.ASK_AGAIN : Standing.DECIDED, decision, signal);
        }
        if (decision == null && RequestSigns.comesWithoutLaxCookies(request)) {
            return signal ? UNKNOWN_WITH_SIGNAL : UNKNOWN;
        }
        if (signal) {
            return SIGNAL;
        }
        return gate == GateState.CLOSED ? CLOSED : UNDECIDED;
    }

    private static boolean asksAgain(Decision decision, Registry registry, Instant now) {
        if (decision.askVersion().equals(registry.askVersion()) && coversAll(decision, registry)) {
            return false;
        }
        boolean tooSoon = !decision.refused().isEmpty()
                && now.isBefore(decision.decidedAt()
                        .atZone(ZoneOffset.UTC)
                        .plusMonths(MONTHS_BETWEEN_QUESTIONS)
                        .toInstant());
        return !tooSoon && !registry.notYetAsked(decision).isEmpty();
    }

    /** A placeholder asks about one service only: then the rest is still open under the same question. */
    private static boolean coversAll(Decision decision, Registry registry) {
        return decision.granted().size() + decision.refused().size()
                >= registry.askable().size();
    }
}
