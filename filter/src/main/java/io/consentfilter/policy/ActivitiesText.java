package io.consentfilter.policy;

import io.consentfilter.model.Activity;
import io.consentfilter.model.LegalBasis;

/** Processing that is no embedded service: data, ground, interest, retention, whether it must be given (Art. 13 GDPR). */
final class ActivitiesText {
    private ActivitiesText() {}

    static void write(Page page, Html out) {
        page.sources().described().forEach(activity -> entry(page, out, activity));
    }

    private static void entry(Page page, Html out, Activity activity) {
        out.heading(3, anchor(activity), page.words().text(activity.title()));
        out.paragraph(page.words().text(activity.text()));
        new Facts()
                .add(page.say("activity.data"), page.words().data(activity.data()))
                .add(page.say("activity.ground"), page.law().ground(page.wording(), activity.legalBasis()))
                .add(page.say("activity.interest"), page.words().text(activity.interest()))
                .add(page.say("activity.retention"), page.words().retention(activity.retention()))
                .add(page.say("activity.obligation"), obligation(page, activity))
                .add(
                        page.say("activity.recipients"),
                        Html.commas(page.sources().recipientsFor(activity.id()).stream()
                                .map(recipient -> RecipientsText.named(page, recipient))
                                .toList()))
                .writeTo(out);
    }

    static String anchor(Activity activity) {
        return "choice-activity-" + activity.id();
    }

    private static Html obligation(Page page, Activity activity) {
        return activity.obligation() == null && activity.legalBasis() == LegalBasis.CONSENT
                ? page.say("activity.voluntary")
                : page.words().text(activity.obligation());
    }
}
