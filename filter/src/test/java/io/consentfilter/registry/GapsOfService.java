package io.consentfilter.registry;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import io.consentfilter.model.Service;
import java.util.List;

/** What a service of the catalogue leaves to the site, for the generated list. */
public final class GapsOfService {
    private GapsOfService() {}

    public static List<String> of(Service service) {
        try {
            return new MandatoryFacts(Samples.read(Samples.minimal())).missing(service);
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
