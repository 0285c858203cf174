package io.consentfilter.policy;

import io.consentfilter.model.Recipient;
import io.consentfilter.model.Role;
import io.consentfilter.model.Service;
import java.util.List;
import java.util.stream.Stream;

/** Who receives personal data besides the services above (Art. 13(1)(e) GDPR, Art. 19(2)(c) DSG). */
final class RecipientsText {
    private RecipientsText() {}

    static void write(Page page, Html out) {
        List<Recipient> recipients = page.sources().recipients();
        if (recipients.isEmpty()) {
            return;
        }
        boolean processor = recipients.stream().anyMatch(recipient -> recipient.role() == Role.PROCESSOR);
        out.paragraph(page.say(processor ? "recipients.lead" : "recipients.lead.plain"));
        out.table(
                page.say("recipients.caption"),
                Stream.of("name", "country", "role", "for")
                        .map(column -> page.say("recipients." + column))
                        .toList(),
                recipients.stream().map(recipient -> row(page, recipient)).toList());
    }

    private static List<Html> row(Page page, Recipient recipient) {
        String country = recipient.country();
        return List.of(
                Html.text(
                        recipient.address() == null ? recipient.name() : recipient.name() + ", " + recipient.address()),
                country == null
                        ? page.say("storage.unknown")
                        : Html.text(page.words().country(country)),
                page.words().constant("recipients.role.", recipient.role()),
                tasks(page, recipient));
    }

    private static Html tasks(Page page, Recipient recipient) {
        return recipient.worksFor().isEmpty()
                ? page.say("recipients.for.general")
                : Html.commas(
                        recipient.worksFor().stream().map(id -> task(page, id)).toList());
    }

    /** Title of the activity or name of the service with this id, linked to its place. */
    static Html task(Page page, String id) {
        return page.sources().activities().stream()
                .filter(activity -> activity.id().equals(id))
                .map(activity -> Html.anchor(
                        ActivitiesText.anchor(activity), page.words().text(activity.title())))
                .findFirst()
                .orElseGet(() -> page.sources().services().stream()
                        .filter(service -> service.id().equals(id))
                        .map(Service::name)
                        .map(name -> Html.anchor("choice-service-" + id, Html.text(name)))
                        .findFirst()
                        .orElseGet(() -> Html.text(id)));
    }

    /** A recipient inside a sentence: name and country. */
    static Html named(Page page, Recipient recipient) {
        String country = recipient.country();
        return Html.text(
                country == null
                        ? recipient.name()
                        : recipient.name() + " (" + page.words().country(country) + ")");
    }
}
