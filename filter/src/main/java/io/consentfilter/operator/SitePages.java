package io.consentfilter.operator;

import io.consentfilter.json.Json;
import io.consentfilter.metrics.Counter;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.registry.Gap;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the site really loads, and the configuration in force with its gaps. Names come from strangers: every one is escaped. */
final class SitePages {
    private final OperatorEndpoints.Parts parts;
    private final PageFrame frame;

    SitePages(OperatorEndpoints.Parts parts) {
        this.parts = parts;
        this.frame = new PageFrame(parts.config().site().name());
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(
                        "GET", "site", Access.READER, "What the site loads.", List.of(), "text/html", this::observed),
                new Endpoint(
                        "GET",
                        "configuration",
                        Access.READER,
                        "Configuration and gaps.",
                        List.of(),
                        "text/html",
                        this::configuration));
    }

    private void observed(Call call) throws IOException {
        Texts texts = PageFrame.texts(call);
        Html body = PageFrame.heading(texts, "site", texts.of("site.lead")).raw("<div class=\"grid\">");
        names(texts, "hosts", "host", parts.metrics().undeclaredHosts(), body);
        names(texts, "cookies", "name", parts.metrics().undeclaredCookies(), body);
        names(texts, "withheld", "service", parts.metrics().withheldServices(), body);
        body.raw("</div>");
        counters(texts, body);
        frame.send(call, 200, "site", texts.of("site.title"), body);
    }

    private static void names(Texts texts, String title, String column, Map<String, Long> counts, Html body) {
        body.raw("<section class=\"card\"><h2>").text(texts.of("site." + title)).raw("</h2>");
        if (counts.isEmpty()) {
            body.element("p class=\"quiet\"", texts.of("site.none")).raw("</section>\n");
            return;
        }
        body.raw("<table><thead><tr>")
                .element("th scope=\"col\"", texts.of("site." + column))
                .element("th scope=\"col\" class=\"number\"", texts.of("site.count"))
                .raw("</tr></thead><tbody>");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> body.raw("<tr><th scope=\"row\">")
                        .element("code", entry.getKey())
                        .raw("</th><td class=\"number\">" + entry.getValue() + "</td></tr>"));
        body.raw("</tbody></table>");
        if (!title.equals("withheld")) {
            body.element("p class=\"quiet\"", texts.of("site.hint"));
        }
        body.raw("</section>\n");
    }

    private void counters(Texts texts, Html body) {
        body.raw("<div class=\"card table\"><table><caption>")
                .text(texts.of("site.counters"))
                .raw("</caption><thead><tr>")
                .element("th scope=\"col\"", texts.of("site.meaning"))
                .element("th scope=\"col\" class=\"number\"", texts.of("site.count"))
                .raw("</tr></thead><tbody>");
        for (Counter counter : Counter.values()) {
            String own = texts.orSelf("counter.", counter.name());
            boolean translated = !own.equals(counter.name());
            body.raw(translated ? "<tr><th scope=\"row\">" : "<tr><th scope=\"row\" lang=\"en\">")
                    .text(translated ? own : counter.meaning())
                    .raw("</th><td class=\"number\">" + parts.metrics().value(counter) + "</td></tr>");
        }
        body.raw("</tbody></table></div>");
    }

    private void configuration(Call call) throws IOException {
        Texts texts = PageFrame.texts(call);
        Html body = PageFrame.heading(texts, "configuration", texts.of("configuration.lead"));
        gaps(texts, body);
        body.raw("<section class=\"card\"><p>")
                .text(texts.of("configuration.policy") + " ")
                .element("code", parts.policy().version())
                .raw("</p><pre tabindex=\"0\">")
                .text(Json.pretty(EffectiveConfiguration.of(parts.config())))
                .raw("</pre></section>");
        frame.send(call, 200, "configuration", texts.of("configuration.title"), body);
    }

    private void gaps(Texts texts, Html body) {
        List<Gap> services = parts.registry().gaps();
        List<String> policy = parts.policy().gaps();
        body.raw("<section class=\"card\">").element("h2", texts.of("configuration.gaps"));
        if (services.isEmpty() && policy.isEmpty()) {
            body.element("p", texts.of("configuration.gaps.none"));
        }
        list(
                texts.of("configuration.gaps.services"),
                services.stream()
                        .map(gap -> gap.serviceId() + ": " + String.join(", ", gap.missingFacts()))
                        .toList(),
                body);
        list(texts.of("configuration.gaps.policy"), policy, body);
        body.raw("</section>");
    }

    private static void list(String lead, List<String> items, Html body) {
        if (!items.isEmpty()) {
            body.element("p", lead).raw("<ul lang=\"en\">");
            items.forEach(item -> body.element("li", item));
            body.raw("</ul>");
        }
    }
}
