package io.consentfilter.policy;

import io.consentfilter.model.Authority;
import java.util.List;

/** Rights of the visitor (Art. 15–22, 77 GDPR; Art. 25, 28, 32, 49 DSG) and the authority by its name. */
final class RightsText {
    private static final List<String> GDPR = List.of("15", "16", "17", "18", "19", "20", "21", "22", "77");
    private static final List<String> DSG = List.of("25", "28", "32", "49");

    private RightsText() {}

    static void write(Page page, Html out) {
        out.paragraph(page.say(
                "rights.lead", "email", Html.mail(page.sources().controller().email())));
        out.paragraph(page.say("rights.lead.receipt"));
        if (page.law().gdpr()) {
            rights(page, out, "rights.gdpr.", GDPR);
        }
        if (page.law().dsg()) {
            rights(page, out, "rights.dsg.", DSG);
        }
        Authorities.of(page.sources().controller()).ifPresent(authority -> authority(page, out, authority));
    }

    private static void rights(Page page, Html out, String law, List<String> articles) {
        out.heading(3, page.say(law + "title"));
        out.paragraph(page.say(law + "lead"));
        Facts facts = new Facts();
        articles.forEach(article -> facts.add(page.say(law + article + ".name"), right(page, law + article)));
        facts.writeTo(out);
    }

    private static Html right(Page page, String key) {
        if (!key.equals("rights.gdpr.21")) {
            return page.say(key);
        }
        return ObjectionText.concerned(page).isEmpty()
                ? page.say("rights.gdpr.21.plain")
                : page.say(key, "link", page.section(Section.OBJECTION));
    }

    private static void authority(Page page, Html out, Authority authority) {
        out.heading(3, page.say("rights.authority.title"));
        out.paragraph(page.say("rights.authority"));
        String country = page.words().country(authority.country());
        out.paragraph(new Html()
                .raw(Html.escape(authority.name()) + "<br>" + Html.escape(authority.address() + ", " + country) + "<br>"
                        + Html.web(authority.url())));
    }
}
