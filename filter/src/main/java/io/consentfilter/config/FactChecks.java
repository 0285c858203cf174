package io.consentfilter.config;

import io.consentfilter.model.Necessary;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Retention;
import io.consentfilter.model.Transfer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Single facts: countries, retention, transfers, addresses, necessary entries. */
final class FactChecks {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Binder binder;
    private final Problems problems;

    FactChecks(Binder binder, Problems problems) {
        this.binder = binder;
        this.problems = problems;
    }

    void run() {
        binder.each(Record.class, this::countries);
        binder.each(Retention.class, this::retention);
        binder.each(Transfer.class, this::transfer);
        binder.each(Provider.class, this::provider);
        binder.each(Necessary.class, this::necessary);
    }

    private void countries(Record record, Spot spot) {
        List<String> keys =
                Component.of(record.getClass()).stream().map(Component::key).toList();
        if (keys.contains("country")) {
            country(spot.key("country"));
        }
        if (keys.contains("storageCountries")) {
            Spot list = spot.key("storageCountries");
            for (int i = 0; i < list.node().items().size(); i++) {
                country(list.item(i));
            }
        }
    }

    private void country(Spot spot) {
        String code = spot.node().text();
        if (code == null || COUNTRIES.contains(code)) {
            return;
        }
        String upper = code.toUpperCase(Locale.ROOT);
        String hint = COUNTRIES.contains(upper) ? ". Did you mean \"" + upper + "\"?" : "";
        problems.error(spot, Wording.mismatch(spot.node(), "a country such as \"DE\" (ISO 3166-1 alpha-2)") + hint);
    }

    private void retention(Retention retention, Spot spot) {
        if ((retention.period() == null) == (retention.criterion() == null)) {
            String found = retention.period() == null ? "neither" : "both";
            problems.error(spot, "found " + found + " of \"period\" and \"criterion\", expected one of them");
        }
    }

    private void transfer(Transfer transfer, Spot spot) {
        if (transfer.checkedOn() == null) {
            problems.warn(
                    spot,
                    "nobody has noted that the transfer to " + transfer.recipient() + " (" + transfer.country()
                            + ") was checked: add \"checkedOn\"");
        }
    }

    private void provider(Provider provider, Spot spot) {
        String url = provider.privacyUrl();
        if (url != null && !url.startsWith("https://")) {
            problems.error(spot.key("privacyUrl"), "found " + Wording.quoted(url) + ", expected an https address");
        }
    }

    private void necessary(Necessary necessary, Spot spot) {
        if (necessary.frames() == null) {
            return;
        }
        if (!necessary.frames().equals("any")) {
            problems.error(spot.key("frames"), Wording.unknown(necessary.frames(), "nothing or", List.of("any")));
        }
        if (necessary.framePaths().isEmpty()) {
            problems.error(
                    spot.key("framePaths"),
                    "found no paths, expected the pages on which frames may go anywhere, such as [\"/checkout/*\"]");
        }
        refuseWholeSite(necessary, spot);
    }

    private void refuseWholeSite(Necessary necessary, Spot spot) {
        boolean everywhere = necessary.framePaths().stream().anyMatch(Arrays.asList("/", "/*", "*")::contains);
        if (everywhere) {
            problems.error(
                    spot.key("framePaths"),
                    "found the whole site, expected the pages that need it, such as [\"/checkout/*\"]");
        }
    }
}
