package io.consentfilter.operator;

import io.consentfilter.operator.OperatorAuthenticator.Operator;
import java.time.Instant;

/**
 * Somebody who signed in.
 *
 * @param operator who
 * @param csrf what every form of theirs must carry
 * @param seen when they last asked
 */
record Session(Operator operator, String csrf, Instant seen) {}
