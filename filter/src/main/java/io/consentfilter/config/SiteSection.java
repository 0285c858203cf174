package io.consentfilter.config;

import io.consentfilter.model.Option;
import java.util.List;

/** The site that the filter guards. */
public record SiteSection(
        @Option(doc = "Short name of the site; every receipt carries it.", example = "\"muster\"")
        String id,

        @Option(doc = "Name that visitors know.") String name,

        @Option(
                doc = "Origins under which visitors reach it; behind a TLS proxy scheme and host come from here.",
                byDefault = "[]",
                example = "[\"https://www.muster-technik.example\"]")
        List<String> origins,

        @Option(doc = "Further hosts that belong to the site.", byDefault = "[]")
        List<String> ownHosts,

        @Option(
                doc = "Languages of the texts, the first is the default: de, en, fr, it.",
                byDefault = "[\"de\", \"en\"]")
        List<String> languages,

        @Option(doc = "Countries whose law counts; the strictest wins: CH, DE, AT, LI.", byDefault = "[\"DE\"]")
        List<String> regions,

        @Option(doc = "Path or address of the imprint.", byDefault = "\"/impressum\"")
        String imprint) {
    public SiteSection {
        origins = List.copyOf(origins);
        ownHosts = List.copyOf(ownHosts);
        languages = List.copyOf(languages);
        regions = List.copyOf(regions);
    }
}
