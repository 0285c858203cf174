package io.consentfilter.policy;

import io.consentfilter.config.PolicySection;

/** Versions, the language that binds, and a remark of the operator's own. */
final class ChangesText {
    /** Stands where version and date are filled in, so that neither is part of the hash. No configured text can contain it: all is escaped. */
    static final String VERSION_MARK = "<!--version-->";

    static final String DATE_MARK = "<!--date-->";

    private ChangesText() {}

    static void write(Page page, Html out) {
        PolicySection policy = page.sources().policy();
        out.paragraph(page.say("changes.text"));
        out.paragraph(page.say(
                "changes.versions",
                "link",
                Html.link(page.sources().links().versions(), page.say("changes.versions.link"))));
        if (page.sources().site().languages().size() > 1 && page.wording().has("language." + policy.binding())) {
            out.paragraph(page.say("changes.language", "language", page.say("language." + policy.binding())));
        }
        out.paragraph(page.say(
                "changes.version",
                "version",
                new Html().raw("<code>" + VERSION_MARK + "</code>"),
                "date",
                new Html().raw(DATE_MARK)));
    }

    static void writeRemark(Page page, Html out) {
        if (page.sources().policy().remark() != null) {
            out.paragraph(page.words().text(page.sources().policy().remark()));
        }
    }
}
