package io.consentfilter.config;

import io.consentfilter.model.Activity;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageItem;
import io.consentfilter.registry.GapsOfService;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/catalogue.md}: what {@code "use"} can take. */
final class CatalogueManual {
    private final StringBuilder out = new StringBuilder();

    private CatalogueManual() {}

    static String text() {
        CatalogueManual manual = new CatalogueManual();
        manual.head();
        Catalogue.standard().services().forEach(manual::service);
        return manual.out.toString();
    }

    private void head() {
        out.append("""
                # Catalogue

                <!-- Made from META-INF/consent/catalogue by ConfigurationReferenceTest; run it with -Dupdate. -->

                What `"use"` can take. An entry holds what is known and nothing else: where a fact is *left to you*, the service stays withheld until
                `consent.json` names it. Check each entry against your contract with the provider; what stands beside `use` overrides it.
                First-party names of this list are withheld without consent even if their service is not declared.

                ## Purposes

                | name | German | English |
                |---|---|---|
                """);
        for (Purpose purpose : Catalogue.standard().purposes()) {
            row(purpose.id(), purpose.title().in("de"), purpose.title().in("en"));
        }
        out.append("\n## Activities\n\n| name | German | ground | kept |\n|---|---|---|---|\n");
        for (Activity activity : Catalogue.standard().activities()) {
            row(activity.id(), activity.title().in("de"), Scalars.word(activity.legalBasis()), kept(activity));
        }
        out.append("\n## Services\n\n| name | product | purpose | provider | left to you |\n|---|---|---|---|---|\n");
        for (Service service : Catalogue.standard().services()) {
            String link = "[" + service.id() + "](#" + service.id() + ")";
            out.append("| ")
                    .append(link)
                    .append(" | ")
                    .append(service.name())
                    .append(" | ")
                    .append(service.purpose())
                    .append(" | ")
                    .append(provider(service))
                    .append(" | ")
                    .append(String.join(", ", GapsOfService.of(service)))
                    .append(" |\n");
        }
        out.append('\n');
    }

    private void row(String id, String... cells) {
        out.append("| `")
                .append(id)
                .append("` | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private static String kept(Activity activity) {
        var retention = activity.retention();
        if (retention == null) {
            return "left to you";
        }
        return retention.period() == null
                ? String.valueOf(retention.criterion())
                : retention.period().toString();
    }

    private static String provider(Service service) {
        Provider provider = service.provider();
        return provider == null ? "" : provider.name() + (provider.country() == null ? "" : ", " + provider.country());
    }

    private void service(Service service) {
        out.append("### ").append(service.id()).append("\n\n");
        line(
                "hosts",
                service.hosts().stream().map(host -> "`" + host.text() + "`").toList());
        line(
                "inline scripts with",
                service.inline().stream().map(text -> "`" + text + "`").toList());
        line("data", service.data());
        line(
                "transfers",
                service.transfers().stream()
                        .map(transfer -> transfer.recipient() + " (" + transfer.country() + ", "
                                + Scalars.word(transfer.mechanism()) + ")")
                        .toList());
        storage(service.storage());
    }

    private void line(String title, List<String> values) {
        if (!values.isEmpty()) {
            out.append(title).append(": ").append(String.join(", ", values)).append("  \n");
        }
    }

    private void storage(List<StorageItem> items) {
        if (!items.isEmpty()) {
            out.append("\n| name | kind | on | lifetime | for |\n|---|---|---|---|---|\n");
            out.append(items.stream().map(CatalogueManual::row).collect(Collectors.joining()));
        }
        out.append('\n');
    }

    private static String row(StorageItem item) {
        return "| `" + item.name() + "` | " + Scalars.word(item.type()) + " | " + Scalars.word(item.scope()) + " | "
                + (item.lifetime() == null ? "" : item.lifetime()) + " | "
                + (item.purpose() == null ? "" : item.purpose().in("de")) + " |\n";
    }
}
