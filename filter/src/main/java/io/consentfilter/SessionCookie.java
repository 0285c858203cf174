package io.consentfilter;

import io.consentfilter.config.KeptCookies;
import io.consentfilter.registry.Registry;
import io.consentfilter.registry.Verdict;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.util.Set;

/** The name of the container's session cookie in this webapp: the deployer may have chosen any. */
final class SessionCookie {
    private SessionCookie() {}

    /**
     * The name, certain not to be withheld.
     *
     * @throws ConsentStartupException where a service, or a tracker of the catalogue, has a pattern that hits it
     */
    static String checked(ServletContext context, Registry registry) throws ConsentStartupException {
        String name = nameIn(context);
        Verdict verdict = registry.judgeCookie(name, registry.grantsOf(Set.of()));
        if (verdict.kind() == Verdict.Kind.WITHHELD) {
            throw new ConsentStartupException("The session cookie of this webapp is called \"" + name
                    + "\" (session-config of web.xml, or SessionCookieConfig), and a storage name of service "
                    + verdict.serviceId()
                    + ", declared or of the catalogue, means it too: without consent nobody could sign in."
                    + " Give the session another name, or the service a narrower one.");
        }
        return name;
    }

    private static String nameIn(ServletContext context) {
        SessionCookieConfig settings = context.getSessionCookieConfig();
        String name = settings == null ? null : settings.getName();
        return name == null || name.isBlank() ? KeptCookies.SESSION : name;
    }
}
