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

        @Option(
                doc =
                        "Content types of answers that are neither rewritten nor guarded by our policy, such as \"image/svg+xml\" or \"application/*\"; their cookies are judged all the same.",
                byDefault = "[]")
        List<String> excludeTypes,

        @Option(doc = "Service-worker scripts that get no policy comment.", byDefault = "[]")
        List<String> excludeWorkers) {
    public FilterSection {
        exclude = List.copyOf(exclude);
        excludeTypes = List.copyOf(excludeTypes);
        excludeWorkers = List.copyOf(excludeWorkers);
    }
}
