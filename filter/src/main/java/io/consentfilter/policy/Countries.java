package io.consentfilter.policy;

import io.consentfilter.model.Recipient;
import io.consentfilter.model.Service;
import io.consentfilter.model.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every country that data reaches and every transfer, gathered from services and recipients (Art. 19(4) DSG asks for all of them). */
final class Countries {
    private Countries() {}

    /** A transfer with the id of the service or activity it serves. */
    record Occasion(String id, Transfer transfer) {}

    /** Country codes, the controller's own left out. Blocked services receive nothing and do not count. */
    static List<String> named(Page page) {
        TreeSet<String> codes = new TreeSet<>();
        active(page.sources()).forEach(service -> {
            codes.addAll(service.storageCountries());
            add(codes, service.provider() == null ? null : service.provider().country());
            service.recipients().forEach(recipient -> add(codes, recipient.country()));
        });
        page.sources().recipients().forEach(recipient -> add(codes, recipient.country()));
        page.sources()
                .activities()
                .forEach(activity -> activity.profiles().forEach(profile -> add(codes, profile.country())));
        page.sources()
                .necessary()
                .forEach(necessary -> add(
                        codes,
                        necessary.provider() == null
                                ? null
                                : necessary.provider().country()));
        occasions(page.sources())
                .forEach(occasion -> add(codes, occasion.transfer().country()));
        codes.remove(page.sources().controller().country());
        return codes.stream()
                .sorted((a, b) -> page.words().country(a).compareTo(page.words().country(b)))
                .toList();
    }

    private static void add(TreeSet<String> codes, @Nullable String code) {
        if (code != null) {
            codes.add(code);
        }
    }

    static List<Occasion> occasions(Sources sources) {
        List<Occasion> all = new ArrayList<>();
        for (Service service : active(sources)) {
            service.transfers().forEach(transfer -> all.add(new Occasion(service.id(), transfer)));
            service.recipients()
                    .forEach(recipient ->
                            recipient.transfers().forEach(transfer -> all.add(new Occasion(service.id(), transfer))));
        }
        for (Recipient recipient : sources.recipients()) {
            String id =
                    recipient.worksFor().isEmpty() ? "" : recipient.worksFor().get(0);
            recipient.transfers().forEach(transfer -> all.add(new Occasion(id, transfer)));
        }
        return all.stream().distinct().toList();
    }

    private static List<Service> active(Sources sources) {
        return sources.services().stream()
                .filter(service -> sources.offered().contains(service.id()))
                .toList();
    }
}
