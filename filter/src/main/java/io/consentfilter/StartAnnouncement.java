package io.consentfilter;

import io.consentfilter.config.ConsentConfig;
import io.consentfilter.registry.Registry;

/** What the log says when all is wired: who is guarded, what is not offered and why, and loudly where nothing is withheld. */
final class StartAnnouncement {
    private static final System.Logger LOG = System.getLogger(StartAnnouncement.class.getName());

    private final ConsentConfig config;
    private final DataDirectory data;
    private final Registry registry;

    StartAnnouncement(ConsentConfig config, DataDirectory data, Registry registry) {
        this.config = config;
        this.data = data;
        this.registry = registry;
    }

    void log() {
        LOG.log(
                System.Logger.Level.INFO,
                "Consent Filter guards {0} ({1} services, {2} offered); data directory {3}",
                config.site().id(),
                registry.services().size(),
                registry.offerable().size(),
                data.path());
        registry.gaps()
                .forEach(gap -> LOG.log(
                        System.Logger.Level.WARNING,
                        "Service {0} stays withheld and is not offered: unknown are {1}",
                        gap.serviceId(),
                        String.join(", ", gap.missingFacts())));
        leftAlone();
        if (config.mode() == ConsentConfig.Mode.REPORT) {
            LOG.log(System.Logger.Level.WARNING, "MODE REPORT: NOTHING IS WITHHELD. Everything is only counted.");
        }
        if (config.disabled()) {
            LOG.log(System.Logger.Level.WARNING, "DISABLED: the filter is out of the way, nothing is withheld.");
        }
    }

    private void leftAlone() {
        if (!config.filter().exclude().isEmpty()
                || !config.filter().excludeTypes().isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Left alone, neither rewritten nor guarded: paths {0}, content types {1}",
                    config.filter().exclude(),
                    config.filter().excludeTypes());
        }
    }
}
