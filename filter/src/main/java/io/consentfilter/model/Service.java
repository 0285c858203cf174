package io.consentfilter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that a site embeds. The same facts are enforced by the filter, offered in the banner and described in the policy.
 * Facts that are unknown are null: such a service stays withheld and is not offered.
 */
public record Service(
        @Option(doc = "Short name, lower case with dashes; unique over services and activities.")
        String id,

        @Option(doc = "Name of the product.") String name,
        @Option(doc = "Id of its purpose.") String purpose,

        @Option(doc = "What its provider is towards the controller.", byDefault = "null") @Nullable
        Role role,

        @Option(doc = "Ground of the processing.", byDefault = "\"consent\"")
        LegalBasis legalBasis,

        @Option(doc = "Who stands behind it.", byDefault = "null") @Nullable
        Provider provider,

        @Option(doc = "Hosts it loads from.", byDefault = "[]")
        List<HostPattern> hosts,

        @Option(
                doc = "Paths on own hosts under which it is proxied; a trailing * means everything under it.",
                byDefault = "[]")
        List<String> paths,

        @Option(doc = "Text by which its inline scripts are known; at least six characters.", byDefault = "[]")
        List<String> inline,

        @Option(doc = "What it stores on the device.", byDefault = "[]")
        List<StorageItem> storage,

        @Option(doc = "Kinds of data it gets.", byDefault = "[]")
        List<String> data,

        @Option(doc = "How long its provider keeps the data.", byDefault = "null") @Nullable
        Retention retention,

        @Option(doc = "Countries in which the data lies.", byDefault = "[]")
        List<String> storageCountries,

        @Option(doc = "Transfers to third countries.", byDefault = "[]")
        List<Transfer> transfers,

        @Option(doc = "Others who receive the data.", byDefault = "[]")
        List<Recipient> recipients,

        @Option(doc = "Measures that protect the data.", byDefault = "[]")
        List<Measure> measures) {
    public Service {
        hosts = List.copyOf(hosts);
        paths = List.copyOf(paths);
        inline = List.copyOf(inline);
        storage = List.copyOf(storage);
        data = List.copyOf(data);
        storageCountries = List.copyOf(storageCountries);
        transfers = List.copyOf(transfers);
        recipients = List.copyOf(recipients);
        measures = List.copyOf(measures);
    }
}
