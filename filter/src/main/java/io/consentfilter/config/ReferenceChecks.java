package io.consentfilter.config;

import io.consentfilter.model.Activity;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Service;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names that refer to other parts: purposes, and what a recipient works for. */
final class ReferenceChecks {
    private final Draft draft;
    private final Binder binder;
    private final Problems problems;

    ReferenceChecks(Draft draft, Binder binder, Problems problems) {
        this.draft = draft;
        this.binder = binder;
        this.problems = problems;
    }

    void run() {
        binder.each(Service.class, (service, spot) -> purpose(service.purpose(), spot));
        binder.each(Activity.class, this::activity);
        binder.each(Recipient.class, this::recipient);
    }

    private void activity(Activity activity, Spot spot) {
        purpose(activity.purpose(), spot);
        if (activity.legalBasis() == LegalBasis.LEGITIMATE_INTEREST && activity.interest() == null) {
            problems.error(
                    spot.key("interest"),
                    "found no \"interest\", expected the legitimate interest that was weighed (Art. 13(1)(d) GDPR)");
        }
    }

    private void purpose(@Nullable String purpose, Spot spot) {
        List<String> declared = draft.ids("purposes");
        if (purpose == null || declared.contains(purpose)) {
            return;
        }
        String hint = Catalogue.standard().purposeIds().contains(purpose)
                ? ". The catalogue has it: add " + Wording.quoted(purpose) + " to /purposes"
                : "";
        problems.error(spot.key("purpose"), Wording.unknown(purpose, "a declared purpose", declared) + hint);
    }

    private void recipient(Recipient recipient, Spot spot) {
        List<String> known = new ArrayList<>(draft.ids("services"));
        known.addAll(draft.ids("activities"));
        known.addAll(draft.ids("necessary"));
        for (int i = 0; i < recipient.worksFor().size(); i++) {
            String id = recipient.worksFor().get(i);
            if (!known.contains(id)) {
                problems.error(spot.key("for").item(i), Wording.unknown(id, "a service or activity", known));
            }
        }
    }
}
