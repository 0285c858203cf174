package io.consentfilter.policy;

import io.consentfilter.model.Activity;
import io.consentfilter.model.SocialProfile;
import java.util.List;
import java.util.stream.Stream;

/** Pages of the controller in social networks (Art. 26 GDPR; C-210/16). */
final class SocialText {
    private SocialText() {}

    static void write(Page page, Html out) {
        List<Activity> social = page.sources().activities().stream()
                .filter(activity -> !activity.profiles().isEmpty())
                .toList();
        if (social.isEmpty()) {
            return;
        }
        out.paragraph(page.say("social.lead"));
        social.forEach(activity -> entry(page, out, activity));
    }

    private static void entry(Page page, Html out, Activity activity) {
        out.heading(3, ActivitiesText.anchor(activity), page.words().text(activity.title()));
        out.paragraph(page.words().text(activity.text()));
        new Facts()
                .add(page.say("activity.data"), page.words().data(activity.data()))
                .add(page.say("activity.ground"), page.law().ground(page.wording(), activity.legalBasis()))
                .add(page.say("activity.interest"), page.words().text(activity.interest()))
                .add(page.say("activity.retention"), page.words().retention(activity.retention()))
                .add(page.say("activity.obligation"), page.words().text(activity.obligation()))
                .writeTo(out);
        List<Html> heads = Stream.of("network", "provider", "profile", "role", "privacy")
                .map(column -> page.say("social." + column))
                .toList();
        out.table(
                page.say("social.caption"),
                heads,
                activity.profiles().stream().map(profile -> row(page, profile)).toList());
        if (activity.profiles().stream().anyMatch(SocialProfile::jointController)) {
            out.paragraph(page.say("social.joint.note"));
        }
    }

    private static List<Html> row(Page page, SocialProfile profile) {
        String joint = page.law().gdpr() ? "social.joint" : "social.joint.ch";
        String privacy = profile.privacyUrl();
        return List.of(
                Html.text(profile.network()),
                Html.text(profile.provider() + ", " + page.words().country(profile.country())),
                Html.web(profile.url()),
                page.say(profile.jointController() ? joint : "social.own"),
                privacy == null ? Html.text("–") : Html.web(privacy));
    }
}
