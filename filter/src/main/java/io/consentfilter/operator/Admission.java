package io.consentfilter.operator;

import io.consentfilter.operator.OperatorAuthenticator.Operator;
import org.jspecify.annotations.Nullable;

/**
 * What became of the question who asks.
 *
 * @param operator who; null where nobody is let in
 * @param session their session, where they came with one: then forms must carry its CSRF token
 */
record Admission(
        Outcome outcome,
        @Nullable Operator operator,
        @Nullable Session session) {
    /** How it ended. */
    enum Outcome {
        LET_IN,
        NOBODY,
        WRONG_TOKEN,
        TOO_MANY
    }

    static Admission refused(Outcome outcome) {
        return new Admission(outcome, null, null);
    }

    static Admission of(Operator operator) {
        return new Admission(Outcome.LET_IN, operator, null);
    }

    static Admission of(Session session) {
        return new Admission(Outcome.LET_IN, session.operator(), session);
    }
}
