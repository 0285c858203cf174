package io.consentfilter.policy;

import io.consentfilter.model.Measure;
import io.consentfilter.model.Service;
import java.util.ArrayList;
import java.util.List;

/** Measures that protect the data, as far as they are known (Art. 32 GDPR, Art. 8 DSG): facts, no statute retold. */
final class SecurityText {
    private SecurityText() {}

    static void write(Page page, Html out) {
        out.paragraph(page.say("security.lead", "law", law(page)));
        List<Html> points = new ArrayList<>();
        if (page.sources().encrypted()) {
            points.add(page.say("security.tls"));
        }
        points.add(page.say("security.held"));
        points.add(page.say("security.sealed"));
        for (Service service : page.sources().services()) {
            service.measures().forEach(measure -> points.add(entry(page, service, measure)));
        }
        out.list(points);
    }

    private static Html law(Page page) {
        List<Html> laws = new ArrayList<>();
        if (page.law().gdpr()) {
            laws.add(page.say("security.law.gdpr"));
        }
        if (page.law().dsg()) {
            laws.add(page.say("security.law.dsg"));
        }
        return Html.commas(laws);
    }

    private static Html entry(Page page, Service service, Measure measure) {
        return page.say(
                "measure.entry",
                "kind",
                page.words().constant("measure.", measure.kind()),
                "service",
                service.name(),
                "text",
                page.words().text(measure.text()));
    }
}
