package io.consentfilter.receipt;

import io.consentfilter.json.Json;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.store.StoredReceipt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A receipt for people: as a page and as plain text, from the same lines. Every value is escaped in the page. */
final class ReadableReceipt {
    private final NoticeFacts facts;
    private final Since since;
    private final ReceiptTexts texts;

    ReadableReceipt(NoticeFacts facts, Since since, ReceiptTexts texts) {
        this.facts = facts;
        this.since = since;
        this.texts = texts;
    }

    String plainText(StoredReceipt receipt) {
        StringBuilder text = new StringBuilder(2_000);
        text.append(texts.of("title")).append("\n\n").append(texts.of("intro")).append("\n\n");
        lines(receipt.record())
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        text.append('\n').append(texts.of("choices")).append('\n');
        for (Row row : rows(receipt.record())) {
            text.append("- ").append(row.plain()).append('\n');
        }
        text.append('\n')
                .append(texts.of("withdraw"))
                .append(": ")
                .append(choices())
                .append('\n');
        text.append(texts.of("policy"))
                .append(": ")
                .append(facts.text("policyUrl"))
                .append("\n\n");
        text.append(texts.of("proof")).append('\n');
        text.append(texts.of("proofText")).append('\n');
        if (!choices().isEmpty()) {
            text.append(texts.of("proofNeeds")).append("\n- ");
            text.append(texts.of("proofKeys")).append(": ").append(keys()).append("\n- ");
            text.append(texts.of("proofNotice"))
                    .append(": ")
                    .append(notice(receipt.record()))
                    .append('\n');
        }
        text.append('\n').append(proof(receipt)).append('\n');
        return text.toString();
    }

    /** What can be said of the time of a receipt by others than us. */
    String stamped(TimeStamps.@Nullable Stamp stamp) {
        return stamp == null
                ? texts.of("stampNone")
                : texts.of("stampOf").replace("{authority}", stamp.authority()).replace("{at}", moment(stamp.at()));
    }

    /**
     * The page.
     *
     * @param stamped sentence on the time stamp; null where nobody looked
     */
    String html(StoredReceipt receipt, @Nullable String stamped) {
        StringBuilder html = new StringBuilder(4_000);
        html.append("<h1>").append(escape(texts.of("title"))).append("</h1>\n<p>");
        html.append(escape(texts.of("intro"))).append("</p>\n<dl class=\"choice-facts\">\n");
        lines(receipt.record())
                .forEach((name, value) -> html.append("<div><dt>")
                        .append(escape(name))
                        .append("</dt><dd>")
                        .append(escape(value))
                        .append("</dd></div>\n"));
        html.append("</dl>\n<h2>").append(escape(texts.of("choices"))).append("</h2>\n");
        table(html, rows(receipt.record()));
        html.append("<p>").append(link("withdraw", choices())).append("</p>\n<p>");
        html.append(link("policy", facts.text("policyUrl"))).append("</p>\n<details><summary>");
        html.append(escape(texts.of("proof"))).append("</summary>\n<p>").append(escape(texts.of("proofText")));
        if (!choices().isEmpty()) {
            html.append("</p>\n<p>").append(escape(texts.of("proofNeeds"))).append(' ');
            html.append(link("proofKeys", keys())).append(", ");
            html.append(link("proofNotice", notice(receipt.record()))).append('.');
        }
        if (stamped != null) {
            html.append("</p>\n<p>").append(escape(stamped));
        }
        html.append("</p>\n<div class=\"choice-table\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(escape(texts.of("proof")))
                .append("\"><pre>")
                .append(escape(proof(receipt)))
                .append("</pre></div></details>\n");
        return html.toString();
    }

    private void table(StringBuilder html, Set<Row> rows) {
        html.append("<div class=\"choice-table\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(escape(texts.of("choices")))
                .append("\"><table><thead><tr>");
        for (String column : new String[] {"service", "state", "purpose", "provider", "countries"}) {
            html.append("<th scope=\"col\">").append(escape(texts.of(column))).append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        rows.forEach(row -> html.append(row.html()));
        html.append("</tbody></table></div>\n");
    }

    private Map<String, String> lines(ConsentRecord record) {
        Map<?, ?> controller = facts.controller();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(texts.of("number"), record.number());
        lines.put(texts.of("at"), moment(record.at()));
        lines.put(texts.of("site"), site(record));
        lines.put(
                texts.of("controller"),
                NoticeFacts.wording(controller, "name", texts.language()) + ", "
                        + NoticeFacts.wording(controller, "address", texts.language()) + ", "
                        + NoticeFacts.wording(controller, "email", texts.language()));
        lines.put(texts.of("method"), texts.of(record.method()));
        lines.put(texts.of("language"), languageName(record.language()));
        lines.put(texts.of("notice"), record.noticeVersion());
        lines.put(texts.of("validUntil"), moment(record.validUntil()));
        if (since.ended() != null && since.at() != null) {
            lines.put(texts.of("ended." + CanonicalRecord.state(since.ended())), moment(since.at()));
        }
        lines.put(texts.of("eraseAfter"), day(record.eraseAfter()));
        if (record.previousId() != null) {
            lines.put(texts.of("previous"), record.previousId());
        }
        return lines;
    }

    /** One service and what became of it. */
    private record Row(String service, String purpose, String provider, String countries, String state) {
        String plain() {
            return service + " (" + purpose + (provider.isEmpty() ? "" : "; " + provider)
                    + (countries.isEmpty() ? "" : "; " + countries) + "): " + state;
        }

        String html() {
            // The state second: on a narrow screen the rest is scrolled to.
            return "<tr><th scope=\"row\">" + escape(service) + "</th><td>" + escape(state) + "</td><td>"
                    + escape(purpose) + "</td><td>" + escape(provider) + "</td><td>" + escape(countries)
                    + "</td></tr>\n";
        }
    }

    private Set<Row> rows(ConsentRecord record) {
        Set<Row> rows = new LinkedHashSet<>();
        record.services().forEach((id, state) -> rows.add(row(id, state)));
        return rows;
    }

    private Row row(String id, ConsentState state) {
        Map<?, ?> item = facts.item(id);
        String name = NoticeFacts.wording(item, "name", texts.language());
        String purpose = NoticeFacts.wording(item, "purpose", texts.language());
        String title = NoticeFacts.wording(facts.purpose(purpose), "title", texts.language());
        return new Row(
                name.isEmpty() ? id : name,
                title.isEmpty() ? purpose : title,
                NoticeFacts.wording(NoticeFacts.object(item, "provider"), "name", texts.language()),
                countries(item),
                texts.of(CanonicalRecord.state(since.now(state))));
    }

    /** By the name visitors know; the id is what was proven. */
    private String site(ConsentRecord record) {
        String name = facts.text("siteName");
        return name.isEmpty() ? record.site() : name + " (" + record.site() + ")";
    }

    private String languageName(String tag) {
        return Locale.forLanguageTag(tag).getDisplayName(Locale.forLanguageTag(texts.language())) + " (" + tag + ")";
    }

    private static String countries(Map<?, ?> item) {
        return NoticeFacts.list(item, "transfers").stream()
                .map(transfer -> transfer instanceof Map<?, ?> map ? NoticeFacts.wording(map, "country", "en") : "")
                .filter(country -> !country.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String link(String text, String address) {
        String wording = escape(texts.of(text));
        return address.isEmpty() ? wording : "<a href=\"" + escape(address) + "\">" + wording + "</a>";
    }

    /** Our own pages begin with this; empty where that is not known. */
    private String choices() {
        return facts.text("choicesUrl");
    }

    private String keys() {
        return choices() + NoticeParts.KEYS_BELOW;
    }

    private String notice(ConsentRecord record) {
        return choices() + NoticeParts.NOTICES_BELOW + record.noticeVersion();
    }

    private static String proof(StoredReceipt receipt) {
        return Json.pretty(ReceiptDocuments.compact(receipt));
    }

    private String moment(Instant instant) {
        String pattern = texts.language().equals("de") ? "d. MMMM uuuu, HH:mm:ss 'UTC'" : "d MMMM uuuu, HH:mm:ss 'UTC'";
        return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(texts.language()))
                .format(instant.atZone(ZoneOffset.UTC));
    }

    private String day(LocalDate day) {
        String pattern = texts.language().equals("de") ? "d. MMMM uuuu" : "d MMMM uuuu";
        return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(texts.language()))
                .format(day);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
