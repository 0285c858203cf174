package io.consentfilter.policy;

import io.consentfilter.model.Transfer;
import java.util.List;
import java.util.stream.Stream;

/** Every country by name, every transfer with what allows it and when that was last checked (Art. 13(1)(f) GDPR, Art. 19(4) DSG). */
final class CountriesText {
    private CountriesText() {}

    static void write(Page page, Html out) {
        List<String> countries = Countries.named(page);
        if (countries.isEmpty()) {
            return;
        }
        out.paragraph(page.say("countries.lead", "countries", page.words().countries(countries)));
        if (countries.stream().anyMatch(Law.EEA::contains)) {
            out.paragraph(page.say(page.law().swissSeat() ? "countries.eea.ch" : "countries.eea"));
        }
        List<Countries.Occasion> occasions = Countries.occasions(page.sources());
        if (!occasions.isEmpty()) {
            out.paragraph(page.say("countries.transfers"));
            table(page, out, occasions);
            out.paragraph(page.say("countries.copy.ask"));
        }
    }

    private static void table(Page page, Html out, List<Countries.Occasion> occasions) {
        out.table(
                page.say("countries.caption"),
                Stream.of("recipient", "country", "for", "mechanism", "checked")
                        .map(column -> page.say("countries." + column))
                        .toList(),
                occasions.stream().map(occasion -> row(page, occasion)).toList());
    }

    private static List<Html> row(Page page, Countries.Occasion occasion) {
        Transfer transfer = occasion.transfer();
        return List.of(
                Html.text(transfer.recipient()),
                Html.text(page.words().country(transfer.country())),
                occasion.id().isEmpty() ? page.say("recipients.for.general") : RecipientsText.task(page, occasion.id()),
                mechanism(page, transfer),
                transfer.checkedOn() == null
                        ? page.say("storage.unknown")
                        : Html.text(page.words().date(transfer.checkedOn())));
    }

    private static Html mechanism(Page page, Transfer transfer) {
        Html mechanism = page.law().mechanism(page.wording(), transfer.mechanism());
        String reference = transfer.reference();
        return reference == null
                ? mechanism
                : mechanism
                        .raw(". ")
                        .raw(page.say("countries.copy", "reference", Html.web(reference))
                                .toString());
    }
}
