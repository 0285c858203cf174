package io.consentfilter.policy;

import io.consentfilter.model.LegalBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The right to object, apart from everything else and easy to see (Art. 21(4) GDPR). Only where something can be objected to. */
final class ObjectionText {
    private static final Set<LegalBasis> OPEN_TO_OBJECTION =
            Set.of(LegalBasis.LEGITIMATE_INTEREST, LegalBasis.PUBLIC_TASK);

    private ObjectionText() {}

    static void write(Page page, Html out) {
        List<String> concerned = concerned(page);
        if (concerned.isEmpty()) {
            return;
        }
        out.raw("<div class=\"choice-message\">\n");
        if (page.law().gdpr()) {
            out.paragraph(page.say("objection.own"));
            out.paragraph(page.say("objection.ads"));
        } else {
            out.paragraph(page.say("objection.own.dsg"));
        }
        out.paragraph(page.say(
                "objection.applies", "names", new Html().raw(page.words().join(concerned))));
        out.paragraph(page.say(
                "objection.how",
                "email",
                Html.mail(page.sources().controller().email()),
                "link",
                page.section(Section.SIGNALS)));
        out.raw("</div>\n");
    }

    /** Names, already HTML, of what runs on a ground that one may object to. */
    static List<String> concerned(Page page) {
        List<String> names = new ArrayList<>();
        page.sources().activities().stream()
                .filter(activity -> OPEN_TO_OBJECTION.contains(activity.legalBasis()))
                .forEach(activity -> names.add(Html.anchor(
                                ActivitiesText.anchor(activity), page.words().text(activity.title()))
                        .toString()));
        page.sources().onOtherGround().stream()
                .filter(service -> OPEN_TO_OBJECTION.contains(service.legalBasis()))
                .forEach(service -> names.add(Html.anchor("choice-service-" + service.id(), Html.text(service.name()))
                        .toString()));
        return names;
    }
}
