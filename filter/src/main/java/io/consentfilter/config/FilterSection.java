package io.consentfilter.config;

import io.consentfilter.model.Option;
import java.util.List;

/** How the filter treats requests. */
public record FilterSection(
        @Option(doc = "Path under which our own pages live, relative to the context.", byDefault = "\"/_choice\"")
        String prefix,

        @Option(
                doc =
                        "Paths that the filter leaves alone; a trailing * means everything under it. They are neither rewritten nor guarded.",
                byDefault = "[]")
        List<String> exclude,

        @Option(doc = "Service-worker scripts that get no policy comment.", byDefault = "[]")
        List<String> excludeWorkers) {
    public FilterSection {
        exclude = List.copyOf(exclude);
        excludeWorkers = List.copyOf(excludeWorkers);
    }
}
