package io.consentfilter.model;

import java.time.LocalDate;

/** A service that was taken out: its hosts stay withheld, its cookies are expired, its grants are revoked. */
public record Retired(
        @Option(doc = "Id the service had.") String id,
        @Option(doc = "Until when its cookies are expired.") LocalDate until,

        @Option(doc = "Hosts it loaded from.", byDefault = "[]")
        java.util.List<HostPattern> hosts,

        @Option(doc = "What it stored on the device.", byDefault = "[]")
        java.util.List<StorageItem> storage) {
    public Retired {
        hosts = java.util.List.copyOf(hosts);
        storage = java.util.List.copyOf(storage);
    }
}
