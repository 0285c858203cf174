package io.consentfilter.config;

/** What can only be judged over the whole: references, duplicates, contradictions, legal floors and caps. */
final class ConfigChecks {
    private ConfigChecks() {}

    static void run(Draft draft, Binder binder, Problems problems) {
        new SiteChecks(draft, problems).run();
        new SectionChecks(draft, problems).run();
        new IdChecks(draft, binder, problems).run();
        new ReferenceChecks(draft, binder, problems).run();
        new FactChecks(binder, problems).run();
        new ServiceChecks(draft, binder, problems).run();
        new CookieNameChecks(binder, problems).run();
        new TextChecks(draft, binder, problems).run();
    }
}
