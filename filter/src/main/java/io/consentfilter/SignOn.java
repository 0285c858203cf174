package io.consentfilter;

import io.consentfilter.config.OperatorSection;
import io.consentfilter.operator.OperatorAuthenticator.Operator;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The webapp's own sign-on for operators; whom it names must be configured, and has the role that stands there. */
final class SignOn {
    private SignOn() {}

    /**
     * The sign-on, or null where the webapp has put none into the servlet context.
     *
     * @throws ConsentStartupException where something else lies there
     */
    static io.consentfilter.operator.@Nullable OperatorAuthenticator of(
            ServletContext context, List<OperatorSection> operators) throws ConsentStartupException {
        Object own = context.getAttribute(OperatorAuthenticator.ATTRIBUTE);
        if (own == null) {
            return null;
        }
        if (!(own instanceof OperatorAuthenticator authenticator)) {
            throw new ConsentStartupException("The servlet context's attribute " + OperatorAuthenticator.ATTRIBUTE
                    + " is a " + own.getClass().getName() + ", expected an OperatorAuthenticator");
        }
        return request -> authenticator.operatorOf(request).flatMap(name -> operator(name, operators));
    }

    private static Optional<Operator> operator(String name, List<OperatorSection> operators) {
        return operators.stream()
                .filter(operator -> operator.name().equals(name))
                .map(operator -> new Operator(operator.name(), operator.role()))
                .findFirst();
    }
}
