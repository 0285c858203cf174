package io.consentfilter.operator;

import io.consentfilter.config.OperatorSection.OperatorRole;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Lets a webapp decide itself who is an operator (its own sign-on, a proxy's header). Replaces bearer tokens and the sign-in form. */
public interface OperatorAuthenticator {
    /** Who asks; empty where it is nobody we know. Called for every operator request. */
    Optional<Operator> authenticate(HttpServletRequest request);

    /**
     * Somebody who may ask.
     *
     * @param name name in the access log; a role, not a person
     * @param role what they may do
     */
    record Operator(String name, OperatorRole role) {
        /** Whether they may erase and invalidate. */
        public boolean keeps() {
            return role == OperatorRole.KEEPER;
        }
    }
}
