package io.consentfilter.policy;

import java.util.Locale;

/** The sections of the policy in their order. A section that has nothing to say is left out. */
enum Section {
    CONTROLLER(ControllerText::write),
    OVERVIEW(OverviewText::write),
    GROUNDS(GroundsText::write),
    NECESSARY(NecessaryText::write),
    SERVICES(ServicesText::writeAsked),
    SERVICES_OTHER(ServicesText::writeOther),
    SERVICES_BLOCKED(ServicesText::writeBlocked),
    RETIRED(RetiredText::write),
    ACTIVITIES(ActivitiesText::write),
    SOCIAL(SocialText::write),
    RECIPIENTS(RecipientsText::write),
    COUNTRIES(CountriesText::write),
    CHOICE(ChoiceText::write),
    SIGNALS(ChoiceText::writeSignals),
    SECURITY(SecurityText::write),
    RIGHTS(RightsText::write),
    OBJECTION(ObjectionText::write),
    WITHDRAWAL(ChoiceText::writeWithdrawal),
    REMARK(ChangesText::writeRemark),
    CHANGES(ChangesText::write);

    private final Writer writer;

    Section(Writer writer) {
        this.writer = writer;
    }

    /** Writes one section; nothing where it does not apply. */
    interface Writer {
        void write(Page page, Html out);
    }

    void write(Page page, Html out) {
        writer.write(page, out);
    }

    /** The same in every language, so that links and comparisons of versions hold. */
    String anchor() {
        return "choice-policy-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String titleKey() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.') + ".title";
    }
}
