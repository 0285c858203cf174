package io.consentfilter.policy;

import io.consentfilter.model.HostPattern;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Role;
import io.consentfilter.model.Service;
import io.consentfilter.model.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every service that the filter knows, under its purpose: provider, role, data, storage, retention, countries, ground. */
final class ServicesText {
    private ServicesText() {}

    static void writeAsked(Page page, Html out) {
        List<Service> asked = page.sources().asked();
        if (asked.isEmpty()) {
            return;
        }
        out.paragraph(page.say("services.lead"));
        out.paragraph(page.say("services.once"));
        for (Purpose purpose : page.sources().purposes()) {
            List<Service> services = asked.stream()
                    .filter(service -> service.purpose().equals(purpose.id()))
                    .toList();
            if (!services.isEmpty()) {
                out.heading(3, "choice-purpose-" + purpose.id(), page.words().text(purpose.title()));
                out.paragraph(page.words().text(purpose.text()));
                services.forEach(service -> entry(page, out, 4, service));
            }
        }
    }

    static void writeOther(Page page, Html out) {
        List<Service> services = page.sources().onOtherGround();
        if (!services.isEmpty()) {
            out.paragraph(page.say("services.other.lead"));
            services.forEach(service -> entry(page, out, 3, service));
        }
    }

    static void writeBlocked(Page page, Html out) {
        List<Service> blocked = page.sources().blocked();
        if (!blocked.isEmpty()) {
            out.paragraph(page.say("services.blocked.lead"));
            blocked.forEach(service -> blocked(page, out, service));
        }
    }

    /** What is known of a service that nobody gets: who it is and what is held back. */
    private static void blocked(Page page, Html out, Service service) {
        out.heading(3, "choice-service-" + service.id(), Html.text(service.name()));
        new Facts()
                .add(page.say("service.provider"), provider(page, service.provider()))
                .add(page.say("service.purpose"), purpose(page, service.purpose()))
                .add(page.say("service.hosts"), hosts(service.hosts()))
                .add(page.say("service.paths"), paths(service))
                .add(
                        page.say("services.blocked.storage"),
                        Html.commas(service.storage().stream()
                                .map(item -> Html.code(item.name()))
                                .toList()))
                .writeTo(out);
    }

    private static Html paths(Service service) {
        return Html.commas(service.paths().stream().map(Html::code).toList());
    }

    private static void entry(Page page, Html out, int level, Service service) {
        out.heading(level, "choice-service-" + service.id(), Html.text(service.name()));
        new Facts()
                .add(page.say("service.provider"), provider(page, service.provider()))
                .add(page.say("service.role"), role(page, service.role()))
                .add(page.say("service.purpose"), purpose(page, service.purpose()))
                .add(page.say("service.data"), page.words().data(service.data()))
                .add(page.say("service.ground"), page.law().ground(page.wording(), service.legalBasis()))
                .add(page.say("service.device"), device(page, service))
                .add(page.say("service.retention"), page.words().retention(service.retention()))
                .add(page.say("service.countries"), Html.text(page.words().countries(service.storageCountries())))
                .add(page.say("service.recipients"), recipients(page, service))
                .add(page.say("service.transfers"), transfers(page, service))
                .add(page.say("service.hosts"), hosts(service.hosts()))
                .add(page.say("service.paths"), paths(service))
                .writeTo(out);
        if (service.storage().isEmpty()) {
            out.paragraph(page.say("storage.nothing"));
        } else {
            StorageTable.write(page, out, Html.text(service.name()), reader(service), service.storage());
        }
    }

    private static String reader(Service service) {
        return service.provider() == null ? service.name() : service.provider().name();
    }

    /** Name, address, country and own policy of a provider. */
    static Html provider(Page page, @Nullable Provider provider) {
        if (provider == null) {
            return new Html();
        }
        List<Html> parts = new ArrayList<>();
        Stream.of(provider.name(), provider.address(), country(page, provider.country()))
                .filter(part -> part != null)
                .forEach(part -> parts.add(Html.text(part)));
        if (provider.email() != null) {
            parts.add(Html.mail(provider.email()));
        }
        if (provider.privacyUrl() != null) {
            parts.add(Html.link(provider.privacyUrl(), page.say("service.provider.privacy")));
        }
        return Html.commas(parts);
    }

    static @Nullable String country(Page page, @Nullable String code) {
        return code == null ? null : page.words().country(code);
    }

    private static Html role(Page page, @Nullable Role role) {
        return role == null ? new Html() : page.words().constant("role.", role);
    }

    private static Html purpose(Page page, String id) {
        return page.sources().purposes().stream()
                .filter(purpose -> purpose.id().equals(id))
                .findFirst()
                .map(purpose -> page.words().text(purpose.title()))
                .orElseGet(() -> Html.text(id));
    }

    private static Html device(Page page, Service service) {
        boolean asked = service.legalBasis() == LegalBasis.CONSENT;
        return asked && !page.law().regions().isEmpty()
                ? page.say("service.device.consent", "laws", page.law().consentRules(page.wording()))
                : new Html();
    }

    private static Html recipients(Page page, Service service) {
        List<Recipient> all = new ArrayList<>(service.recipients());
        all.addAll(page.sources().recipientsFor(service.id()));
        return Html.commas(all.stream()
                .map(recipient -> RecipientsText.named(page, recipient))
                .toList());
    }

    private static Html transfers(Page page, Service service) {
        List<Html> lines = service.transfers().stream()
                .map(transfer -> transfer(page, transfer))
                .toList();
        return Html.lines(lines);
    }

    private static Html transfer(Page page, Transfer transfer) {
        return Html.text(page.words().country(transfer.country()) + " (" + transfer.recipient() + "): ")
                .raw(page.law().mechanism(page.wording(), transfer.mechanism()).toString());
    }

    static Html hosts(List<HostPattern> hosts) {
        return Html.commas(hosts.stream().map(host -> Html.code(host.text())).toList());
    }
}
