package io.consentfilter.operator;

import io.consentfilter.json.Json;
import io.consentfilter.ledger.Head;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.EvidenceLines;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.receipt.NoticeParts;
import io.consentfilter.store.DayCounts;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the ZIP for an authority: everything that is needed to read and to check, streamed. File names are German, like its readers. */
final class AuthorityPack {
    private static final String README = "/META-INF/consent/operator/pack-readme.txt";
    private static final String NOTICES = "hinweise/";

    private final OperatorEndpoints.Parts parts;
    private final Verification verification;
    private final ZipOutputStream zip;
    private final Set<String> notices = new TreeSet<>();
    private final Map<String, Map<String, String>> sealedDays = new TreeMap<>();
    private final StringBuilder report = new StringBuilder();
    private int records;
    private int unproven;

    AuthorityPack(OperatorEndpoints.Parts parts, Verification verification, OutputStream out) {
        this.parts = parts;
        this.verification = verification;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    void write(ReceiptQuery query, @Nullable StoredReceipt one) throws IOException, StoreException {
        file("LIESMICH.txt", readme());
        if (one != null) {
            file("beleg.txt", parts.documents().plainText(one, "de").getBytes(StandardCharsets.UTF_8));
            file("beleg.jsonld", Json.pretty(parts.documents().jsonLd(one)).getBytes(StandardCharsets.UTF_8));
        }
        evidence(query, one);
        // Also where no record names a notice: the command in LIESMICH.txt names the folder.
        zip.putNextEntry(new ZipEntry(NOTICES));
        zip.closeEntry();
        for (String version : notices) {
            notice(version);
        }
        Span span = span(query, one);
        configurations(span);
        counts(span);
        file(
                "einstellungen.json",
                Json.pretty(EffectiveConfiguration.of(parts.config())).getBytes(StandardCharsets.UTF_8));
        file("schluessel.json", keys());
        file("pruefbericht.txt", report().getBytes(StandardCharsets.UTF_8));
        // Only now: a file that broke off in the middle must not open as if it were whole.
        zip.finish();
        zip.flush();
    }

    /** What the pack is about. */
    private record Span(Instant from, Instant to) {}

    private Span span(ReceiptQuery query, @Nullable StoredReceipt one) {
        if (one != null) {
            Instant at = one.record().at();
            return new Span(at, at.plusMillis(1));
        }
        return new Span(
                query.from() == null ? Instant.EPOCH : query.from(),
                query.to() == null ? parts.clock().instant() : query.to());
    }

    /** The counts of its days, summed up as they are sealed; a day that is over is sealed in the journal, too, and must say the same. */
    private void counts(Span span) throws IOException, StoreException {
        LocalDate first = day(span.from());
        LocalDate next = day(span.to().minusMillis(1)).plusDays(1);
        Map<String, Object> days = new TreeMap<>();
        parts.receipts().counts(first, next).forEach((day, counts) -> {
            days.put(day.toString(), DayCounts.sums(counts));
            Map<String, String> sealed = sealedDays.get(day.toString());
            if (sealed != null && !sealed.equals(DayCounts.facts(day, counts))) {
                report.append("  Die Zahlen vom ").append(day).append(" stimmen nicht mit dem Protokoll überein\n");
            }
        });
        file("tageszahlen.json", Json.pretty(Map.of("days", days)).getBytes(StandardCharsets.UTF_8));
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** What counted then, by the journal: the bytes whose hash each start names. */
    private void configurations(Span span) throws IOException, StoreException {
        List<ConfigurationsOfDay.Counted> counted =
                new ConfigurationsOfDay(parts.receipts()).between(span.from(), span.to());
        for (ConfigurationsOfDay.Counted each : counted) {
            if (each.content() == null) {
                report.append("  Einstellungen ").append(each.hash()).append(" stehen nicht im Protokoll\n");
            } else {
                String since = each.since().toString().replaceAll("[^0-9TZ-]", "");
                String hash = each.hash().substring(0, Math.min(12, each.hash().length()));
                file(
                        "einstellungen/" + since + "-" + safe(hash) + ".json",
                        each.content().getBytes(StandardCharsets.UTF_8));
            }
        }
        if (counted.isEmpty()) {
            report.append("  Das Protokoll nennt keine Einstellungen für diese Zeit\n");
        }
    }

    private void evidence(ReceiptQuery query, @Nullable StoredReceipt one) throws IOException, StoreException {
        zip.putNextEntry(new ZipEntry("nachweise.jsonl"));
        EvidenceLines lines = new EvidenceLines(zip);
        List<Head> cut = parts.receipts().latestHeads();
        lines.about(parts.config().site().id(), parts.clock().instant(), false);
        lines.keys(parts.publicKeys());
        parts.receipts().export(query, receipt -> {
            lines.receipt(receipt);
            check(receipt);
        });
        lines.notices(parts.notices());
        // To this day: what was declared invalid, erased or stamped since belongs to it.
        parts.receipts().journal(Instant.EPOCH, parts.clock().instant().plusSeconds(1), entry -> {
            lines.journal(entry);
            sealedDay(entry.entry());
        });
        lines.heads(parts.receipts(), cut);
        zip.closeEntry();
    }

    private void sealedDay(JournalEntry entry) {
        if (entry.kind().equals(JournalEntry.DAY)) {
            sealedDays.putIfAbsent(entry.facts().getOrDefault("day", ""), entry.facts());
        }
    }

    private void check(StoredReceipt receipt) {
        records++;
        notices.add(receipt.record().noticeVersion());
        List<String> problems = verification.problems(receipt);
        if (!problems.isEmpty()) {
            unproven++;
            report.append("  ")
                    .append(receipt.record().number())
                    .append(": ")
                    .append(String.join("; ", problems))
                    .append('\n');
        }
    }

    private void notice(String version) throws IOException, StoreException {
        Optional<Notice> found = parts.documents().notice(version);
        if (found.isEmpty()) {
            report.append("  Hinweis ").append(version).append(" fehlt im Archiv\n");
            return;
        }
        Notice notice = found.get();
        String folder = NOTICES + safe(version) + "/";
        file(
                folder + NoticeParts.LIST,
                Json.pretty(NoticeParts.hashes(notice.parts())).getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, byte[]> part : notice.parts().entrySet()) {
            file(folder + safe(part.getKey()), part.getValue());
        }
        for (String page : Replay.pages(notice)) {
            file(
                    folder + "ansicht-" + safe(page.replace('/', '-')),
                    Replay.page(notice, page).getBytes(StandardCharsets.UTF_8));
        }
        if (!NoticeFacts.version(notice.parts()).equals(version)) {
            report.append("  Hinweis ").append(version).append(" stimmt nicht mit seiner Prüfsumme überein\n");
        }
    }

    private byte[] keys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        parts.publicKeys()
                .forEach((id, key) ->
                        keys.put(id, Base64.getUrlEncoder().withoutPadding().encodeToString(key)));
        return Json.pretty(Map.of("keys", keys)).getBytes(StandardCharsets.UTF_8);
    }

    private String report() throws StoreException {
        LogChains chains = new LogChains(parts.receipts(), verification.verifier(), LogChains.SIGNATURES_MAX);
        List<String> problems = chains.problems();
        String found = report.isEmpty() && problems.isEmpty() ? "  keine\n" : report + asLines(problems);
        return "PRÜFBERICHT\n\nErstellt: " + parts.clock().instant() + "\nWebsite: "
                + parts.config().site().name()
                + "\n\nNachweise: " + records + "\nDavon bewiesen: " + (records - unproven)
                + "\nFassungen des Hinweises: " + notices.size() + "\nProtokollketten: "
                + parts.receipts().latestHeads().size()
                + older(chains.byChainAlone())
                + "\nVeröffentlichte Schlüssel zum Vergleich: "
                + parts.documents().keysAddress() + "\n\nBeanstandungen:\n" + found;
    }

    private static String older(long heads) {
        return heads == 0 ? "" : "\nÄltere Protokollköpfe, durch die Kette allein geprüft: " + heads;
    }

    private static String asLines(List<String> sentences) {
        StringBuilder lines = new StringBuilder();
        sentences.forEach(sentence -> lines.append("  ").append(sentence).append('\n'));
        return lines.toString();
    }

    private static byte[] readme() throws IOException {
        try (InputStream in = AuthorityPack.class.getResourceAsStream(README)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + README);
            }
            return in.readAllBytes();
        }
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._/-]", "_").replace("..", "_");
    }

    private void file(String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
