package io.consentfilter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is stored on the visitor's device: a row of the cookie table, and a name the filter enforces. */
public record StorageItem(
        @Option(doc = "Name, or a pattern with * that keeps at least three literal characters.", example = "\"_st_*\"")
        String name,

        @Option(doc = "What kind of storage it is.", byDefault = "\"http-cookie\"")
        StorageType type,

        @Option(doc = "Whether it lies on the site's own host or on the service's.", byDefault = "\"first-party\"")
        StorageScope scope,

        @Option(doc = "Cookie domains on which it may lie, besides the site's host and its parents.", byDefault = "[]")
        List<String> domains,

        @Option(doc = "Cookie paths on which it may lie.", byDefault = "[\"/\"]")
        List<String> paths,

        @Option(
                doc = "\"session\" or an ISO 8601 period, PT for hours and minutes.",
                example = "\"P13M\"",
                byDefault = "null")
        @Nullable
        Lifetime lifetime,

        @Option(doc = "What it is for, in the visitor's words.", byDefault = "null") @Nullable
        Text purpose,

        @Option(doc = "Who can read it, where not only the service's provider.", byDefault = "[]")
        List<String> readers) {
    public StorageItem {
        domains = List.copyOf(domains);
        paths = List.copyOf(paths);
        readers = List.copyOf(readers);
    }
}
