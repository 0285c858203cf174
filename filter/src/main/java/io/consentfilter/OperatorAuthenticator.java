package io.consentfilter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Lets a webapp decide itself who is an operator: its own sign-on, or a header that only its proxy sets. Put one into the servlet
 * context under {@link #ATTRIBUTE} before filters start (in a {@code ServletContextListener}); it then replaces bearer tokens and the
 * sign-in form. What an operator may do still stands in {@code consent.json}.
 */
@FunctionalInterface
public interface OperatorAuthenticator {
    /** Name of the servlet context's attribute. */
    String ATTRIBUTE = "io.consentfilter.OperatorAuthenticator";

    /**
     * Who asks. Called for every request to operator pages.
     *
     * @return the {@code name} of an entry of {@code operators}; empty, or a name that is not there, lets nobody in
     */
    Optional<String> operatorOf(HttpServletRequest request);
}
