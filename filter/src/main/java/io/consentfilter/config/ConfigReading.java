package io.consentfilter.config;

import java.util.List;

/**
 * A configuration that can be used.
 *
 * @param config the configuration
 * @param warnings what does not stop the start and should be known all the same, sorted by place
 */
public record ConfigReading(ConsentConfig config, List<ConfigProblem> warnings) {
    public ConfigReading {
        warnings = List.copyOf(warnings);
    }
}
