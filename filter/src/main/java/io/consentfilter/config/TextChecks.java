package io.consentfilter.config;

import io.consentfilter.model.Text;
import java.util.List;

/** Every text stands in every language of the site. */
final class TextChecks {
    private final Draft draft;
    private final Binder binder;
    private final Problems problems;

    TextChecks(Draft draft, Binder binder, Problems problems) {
        this.draft = draft;
        this.binder = binder;
        this.problems = problems;
    }

    void run() {
        List<String> languages = draft.section(SiteSection.class).map(SiteSection::languages).orElse(List.of()).stream()
                .filter(SiteChecks.LANGUAGES::contains)
                .toList();
        binder.each(Record.class, (record, spot) -> {
            for (Component component : Component.of(record.getClass())) {
                if (component.type() == Text.class && spot.names(component.key())) {
                    complete(spot.key(component.key()), languages);
                }
            }
        });
    }

    /** What the catalogue says of a service in too few languages is a gap of the service, not a fault of the file. */
    private void complete(Spot text, List<String> languages) {
        boolean gap = text.borrowed() && text.pointer().startsWith("/services/");
        List<String> missing =
                languages.stream().filter(language -> !text.names(language)).toList();
        if (!missing.isEmpty() && !gap) {
            problems.error(
                    text,
                    "found the text in "
                            + String.join(", ", text.node().fields().keySet()) + ", expected it also in "
                            + String.join(", ", missing) + ", a language of the site");
        }
    }
}
