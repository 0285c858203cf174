package io.consentfilter.operator;

import io.consentfilter.model.Purpose;
import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Statistics.Group;
import io.consentfilter.operator.Statistics.Share;
import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Acceptance per purpose over time: a picture and the table it is made from. */
final class StatsPages {
    private final OperatorEndpoints.Parts parts;
    private final PageFrame frame;

    StatsPages(OperatorEndpoints.Parts parts) {
        this.parts = parts;
        this.frame = new PageFrame(parts.config().site().name());
    }

    List<Endpoint> endpoints() {
        return List.of(new Endpoint(
                "GET", "acceptance", Access.READER, "Acceptance over time.", List.of(), "text/html", this::show));
    }

    private void show(Call call) throws IOException, StoreException, BadParameterException {
        Texts texts = PageFrame.texts(call);
        Window window = Window.of(call, parts.clock().instant());
        Statistics byDay = Statistics.of(parts.receipts(), Statistics.by("day"), window);
        Html body = PageFrame.heading(texts, "acceptance", texts.of("acceptance.lead"));
        form(call, texts, window, body);
        if (byDay.groups().isEmpty()) {
            body.raw("<p class=\"card\">").text(texts.of("acceptance.none")).raw("</p>");
        } else {
            charts(texts, byDay, window, body);
            table(texts, "day", byDay, body);
            for (String by : List.of("language", "notice")) {
                table(texts, by, Statistics.of(parts.receipts(), Statistics.by(by), window), body);
            }
        }
        frame.send(call, 200, "acceptance", texts.of("acceptance.title"), body);
    }

    private static void form(Call call, Texts texts, Window window, Html body) {
        body.raw("<form class=\"card\" method=\"get\" action=\"")
                .text(call.base() + "/acceptance")
                .raw("\"><div class=\"fields\"><label>")
                .text(texts.of("acceptance.from"))
                .raw("<input type=\"date\" name=\"from\" value=\"" + window.from() + "\"></label><label>")
                .text(texts.of("acceptance.to"))
                .raw("<input type=\"date\" name=\"to\" value=\"" + window.to() + "\"></label><div><button>")
                .text(texts.of("acceptance.show"))
                .raw("</button></div></div></form>\n");
    }

    private void charts(Texts texts, Statistics byDay, Window window, Html body) {
        body.raw("<div class=\"grid\">");
        for (String purpose : purposes(byDay)) {
            String title = title(texts, purpose);
            body.raw("<section class=\"card\">")
                    .element("h2", title)
                    .raw(AcceptanceChart.draw(
                            texts.of("acceptance.chart", "purpose", title), purpose, byDay.groups(), window))
                    .raw("</section>\n");
        }
        body.raw("</div>\n");
    }

    private static Set<String> purposes(Statistics statistics) {
        Set<String> purposes = new TreeSet<>();
        statistics
                .groups()
                .values()
                .forEach(group -> purposes.addAll(group.purposes().keySet()));
        return purposes;
    }

    private String title(Texts texts, String purpose) {
        return parts.registry()
                .purpose(purpose)
                .map(Purpose::title)
                .map(title -> title.in(texts.language()))
                .orElse(purpose);
    }

    private void table(Texts texts, String by, Statistics statistics, Html body) {
        Set<String> purposes = purposes(statistics);
        body.raw("<div class=\"card table\" tabindex=\"0\" role=\"group\"><table class=\"figures\"><caption>")
                .text(texts.of("acceptance.caption." + by))
                .raw("</caption><thead><tr>")
                .element("th scope=\"col\"", texts.of("acceptance." + by));
        for (String column : List.of("decisions", "grants")) {
            body.element("th scope=\"col\" class=\"number\"", texts.of("acceptance." + column));
        }
        purposes.forEach(purpose -> body.element("th scope=\"col\" class=\"number\"", title(texts, purpose)));
        body.raw("</tr></thead><tbody>\n");
        statistics
                .groups()
                .forEach(
                        (name, group) -> row(texts, by.equals("day") ? day(texts, name) : name, group, purposes, body));
        body.raw("</tbody></table></div>\n");
    }

    private static String day(Texts texts, String day) {
        return texts.day(LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static void row(Texts texts, String name, Group group, Set<String> purposes, Html body) {
        body.raw("<tr>")
                .element("th scope=\"row\"", name)
                .raw("<td class=\"number\">" + group.decisions() + "</td><td class=\"number\">" + group.grants()
                        + "</td>");
        for (String purpose : purposes) {
            Share share = group.purposes().get(purpose);
            body.element("td class=\"number\"", share == null ? "–" : said(texts, share));
        }
        body.raw("</tr>\n");
    }

    private static String said(Texts texts, Share share) {
        return String.format(
                Locale.forLanguageTag(texts.language()),
                "%d / %d (%.0f %%)",
                share.given(),
                share.decided(),
                share.rate() * 100);
    }
}
