package io.consentfilter.registry;

import java.util.Set;

/**
 * What is granted to one visitor right now. Interned per registry: the same grants are the same object, so that policies and
 * tags can be kept by it.
 */
public final class Grants {
    /** Nothing is granted. The same object for every registry. */
    static final Grants NONE = new Grants(Set.of(), "0");

    private final Set<String> services;
    private final String key;

    Grants(Set<String> services, String key) {
        this.services = Set.copyOf(services);
        this.key = key;
    }

    /** Whether a service or activity is granted. */
    public boolean allows(String serviceId) {
        return services.contains(serviceId);
    }

    /** The granted services and activities. */
    public Set<String> services() {
        return services;
    }

    /** A short stable name of this set, fit for an ETag. */
    public String key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Grants grants && services.equals(grants.services));
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
