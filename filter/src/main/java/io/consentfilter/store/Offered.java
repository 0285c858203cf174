package io.consentfilter.store;

import java.util.Set;

/**
 * What the site asks for today. A consent to anything else ended with the service that was taken out: it is <em>revoked</em>.
 *
 * @param services ids of services and activities
 * @param purposes ids of purposes with at least one of them
 */
public record Offered(Set<String> services, Set<String> purposes) {
    public Offered {
        services = Set.copyOf(services);
        purposes = Set.copyOf(purposes);
    }
}
