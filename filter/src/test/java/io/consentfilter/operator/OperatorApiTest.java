package io.consentfilter.operator;

import static io.consentfilter.operator.OperatorServer.KEEPER;
import static io.consentfilter.operator.OperatorServer.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.Json;
import io.consentfilter.json.JsonProblem;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.ConsentState;
import io.consentfilter.store.DayCounts;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoredReceipt;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperatorApiTest {
    @TempDir
    Path folder;

    private OperatorServer server;

    @BeforeEach
    void start() throws Exception {
        server = OperatorServer.open(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static Map<?, ?> json(String body) throws JsonProblem {
        return (Map<?, ?>) Objects.requireNonNull(Json.parse(body.getBytes(StandardCharsets.UTF_8)));
    }

    private List<?> items(String query) throws Exception {
        HttpResponse<String> answer = server.api(READER, "receipts" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return (List<?>) Objects.requireNonNull(json(answer.body()).get("items"));
    }

    @Test
    void nothingIsThereUntilAnOperatorIsConfigured(@TempDir Path other) throws Exception {
        try (OperatorServer nobody = new OperatorServer(other, "[]")) {
            assertThat(nobody.get(nobody.program(), "/api/receipts").statusCode())
                    .isEqualTo(404);
            assertThat(nobody.get(nobody.program(), "/sign-in").statusCode()).isEqualTo(404);
            assertThat(nobody.get(nobody.program(), "/style.css").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutOrWithAWrongTokenNobodyIsLetIn() throws Exception {
        HttpResponse<String> none = server.get(server.program(), "/api/receipts");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"operator\"");
        HttpResponse<String> wrong = server.api("guess", "receipts");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
        assertThat(wrong.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void guessingIsSlowedDownButNotForWhoWasRightBefore() throws Exception {
        assertThat(server.api(KEEPER, "receipts").statusCode()).isEqualTo(200);
        int last = 0;
        for (int i = 0; i <= Throttle.WRONG_AT_ONCE_MAX; i++) {
            last = server.api("guess" + i, "receipts").statusCode();
        }
        assertThat(last).isEqualTo(429);
        assertThat(server.api(READER, "receipts").statusCode()).isEqualTo(429);
        assertThat(server.api(KEEPER, "receipts").statusCode()).isEqualTo(200);
        server.later(Throttle.REFILL);
        assertThat(server.api(READER, "receipts").statusCode()).isEqualTo(200);
    }

    @Test
    void everyReceiptComesWithItsProofAndTheResultOfCheckingIt() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        Map<?, ?> item = (Map<?, ?>) items("").get(0);
        assertThat(item.get("record")).asString().contains(granted.record().id());
        assertThat(item.get("proof")).isNotNull();
        assertThat(item.get("verify")).isEqualTo(Map.of("proven", true, "problems", List.of()));
    }

    @Test
    void pagesAreFollowedByNext() throws Exception {
        for (int i = 0; i < 5; i++) {
            server.refuse();
        }
        Map<?, ?> first = json(server.api(READER, "receipts?limit=2").body());
        assertThat((List<?>) first.get("items")).hasSize(2);
        Map<?, ?> second = json(server.api(READER, "receipts?limit=3&after=" + first.get("next"))
                .body());
        assertThat((List<?>) second.get("items")).hasSize(3);
        assertThat(second.get("next")).isNull();
    }

    @Test
    void everyFilterFinds() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        server.refuse();
        assertThat(items("?id=" + granted.record().id())).hasSize(1);
        assertThat(items("?number=" + granted.record().number().toLowerCase(java.util.Locale.ROOT)))
                .hasSize(1);
        assertThat(items("?subject=subject-1")).hasSize(1);
        assertThat(items("?notice=" + server.notice.version())).hasSize(2);
        assertThat(items("?purpose=media&state=refused")).hasSize(1);
        assertThat(items("?service=visitor-statistics&state=given")).hasSize(1);
        assertThat(items("?state=given")).hasSize(1);
        assertThat(items("?method=banner:layer1:reject")).hasSize(1);
        assertThat(items("?from=2026-11-23&to=2026-11-23")).hasSize(2);
        assertThat(items("?to=2026-11-22")).isEmpty();
    }

    @Test
    void statesAreThoseOfTodayInTheListTheExportAndTheReceiptItself() throws Exception {
        String grant = server.grant("subject-1").record().id();
        String old = server.append(
                        "subject-2",
                        "choices:layer2:save",
                        Map.of("old-analytics", ConsentState.GIVEN),
                        Map.of("media", ConsentState.RENEWED),
                        "de")
                .record()
                .id();
        assertThat(found("service=old-analytics&state=given")).isEmpty();
        assertThat(found("service=old-analytics&state=revoked")).containsExactly(old);
        assertThat(found("purpose=media&state=given")).containsExactly(grant);
        server.later(Duration.ofDays(365));
        assertThat(found("purpose=media&state=given")).isEmpty();
        assertThat(found("purpose=media&state=expired")).containsExactly(old, grant);
        assertThat(found("service=old-analytics&state=revoked")).isEmpty();
        assertThat(found("service=old-analytics&state=expired")).containsExactly(old);
        server.stores.receipts().invalidate(server.notice.version(), "wrong recipient named");
        assertThat(found("purpose=media&state=expired")).isEmpty();
        assertThat(found("purpose=media&state=invalidated")).containsExactly(old, grant);
    }

    /** The ids that the list finds; the export has to find the same. */
    private List<String> found(String query) throws Exception {
        List<String> listed =
                items("?" + query).stream().map(item -> id((Map<?, ?>) item)).toList();
        List<String> exported = server.api(READER, "receipts/export?" + query)
                .body()
                .lines()
                .map(OperatorApiTest::line)
                .filter(line -> line.containsKey("record"))
                .map(OperatorApiTest::id)
                .toList();
        assertThat(exported).isEqualTo(listed);
        return listed;
    }

    private static String id(Map<?, ?> receipt) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(receipt.get("record"))).get("id"));
    }

    private static Map<?, ?> line(String line) {
        try {
            return json(line);
        } catch (Exception e) {
            throw new AssertionError(line, e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "receipts?limit=0, limit, 0",
        "receipts?limit=many, limit, many",
        "receipts?from=yesterday, from, yesterday",
        "receipts?from=2026-11-23&to=2026-11-22, to, 2026-11-22",
        "receipts?state=maybe, state, maybe",
        "receipts?purpose=media, state, ''",
        "receipts?number=0000, number, 0000",
        "receipts?sate=given, sate, given",
        "receipts/export?format=xls, format, xls",
        "stats?by=mood, by, mood",
        "stats?from=2020-01-01&to=2026-01-01, from, 2020-01-01",
        "pack, receipt, ''",
    })
    void whatIsNotUnderstoodIsNamed(String call, String parameter, String found) throws Exception {
        HttpResponse<String> answer = server.api(READER, call);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Map<?, ?> problem = json(answer.body());
        assertThat(problem.get("parameter")).isEqualTo(parameter);
        assertThat(problem.get("found")).isEqualTo(found);
        assertThat(problem.get("expected")).asString().isNotBlank();
    }

    @Test
    void oneReceiptIsAlsoAnIsoRecord() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        String path = "/api/receipts/" + granted.record().id();
        assertThat(server.api(READER, "receipts/" + granted.record().id()).body())
                .contains("\"proven\":true");
        HttpResponse<String> linked = server.get(
                server.program(), path, "Authorization", "Bearer " + READER, "Accept", "application/ld+json");
        assertThat(linked.headers().firstValue("Content-Type")).hasValue("application/ld+json");
        assertThat(linked.body()).contains("@context");
        assertThat(server.api(READER, "receipts/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void theExportCanBeCheckedWithNothingButItself() throws Exception {
        server.grant("subject-1");
        server.refuse();
        String export = server.api(READER, "receipts/export?format=jsonl").body();
        List<Map<?, ?>> lines = new ArrayList<>();
        for (String line : export.split("\n")) {
            lines.add(json(line));
        }
        assertThat(lines.get(0).get("export")).asString().contains("format=1");
        Map<String, byte[]> keys = new LinkedHashMap<>();
        lines.stream().filter(line -> line.containsKey("key")).forEach(line -> {
            Map<?, ?> key = (Map<?, ?>) Objects.requireNonNull(line.get("key"));
            keys.put(
                    String.valueOf(key.get("id")),
                    java.util.Base64.getUrlDecoder().decode(String.valueOf(key.get("publicKey"))));
        });
        assertThat(new ProofVerifier(keys)).isNotNull();
        assertThat(keys).containsOnlyKeys(server.keys.signing().publicKeys().keySet());
        assertThat(lines.stream().filter(line -> line.containsKey("record"))).hasSize(2);
        assertThat(lines.stream().filter(line -> line.containsKey("journal"))).isNotEmpty();
        assertThat(lines.stream().filter(line -> line.containsKey("head"))).isNotEmpty();
    }

    @Test
    void aSpreadsheetNeverTakesAFieldForAFormula() throws Exception {
        server.append("=cmd|' /C calc'!A0", "@SUM(1)", ConsentState.GIVEN, ConsentState.REFUSED, "-1+1");
        HttpResponse<String> csv = server.api(READER, "receipts/export?format=csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body())
                .startsWith(Csv.HEAD)
                .contains("\"'=cmd|' /C calc'!A0\"", "\"'@SUM(1)\"", "\"'-1+1\"", "media=refused statistics=given");
        assertThat(Csv.field("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void statisticsCountDecisionsByDayNoticeAndLanguage() throws Exception {
        server.grant("subject-1");
        server.refuse();
        Map<String, Object> half = Map.of("given", 1L, "decided", 2L);
        assertThat(json(server.api(READER, "stats").body()).get("groups"))
                .isEqualTo(Map.of(
                        "2026-11-23",
                        Map.of(
                                "decisions",
                                2L,
                                "grants",
                                1L,
                                "withdrawals",
                                0L,
                                "purposes",
                                Map.of("media", half, "statistics", half),
                                "services",
                                Map.of("matomo", half, "visitor-statistics", half, "youtube", half))));
        assertThat(server.api(READER, "stats?by=language").body()).contains("\"de\":{\"decisions\":2");
        assertThat(server.api(READER, "stats?by=notice").body()).contains(server.notice.version());
        assertThat(server.api(READER, "stats?by=method").body()).contains("\"banner:");
    }

    @Test
    void noticesAreListedAndTheirPartsChecked() throws Exception {
        assertThat(server.api(READER, "notices").body()).contains(server.notice.version());
        Map<?, ?> one =
                json(server.api(READER, "notices/" + server.notice.version()).body());
        assertThat(one.get("intact")).isEqualTo(true);
        assertThat(one.get("parts")).asString().contains("de/banner.html=");
        assertThat(server.api(READER, "notices/none").statusCode()).isEqualTo(404);
    }

    @Test
    void erasingTakesAReasonARoleAndNamesWhoMustBeTold() throws Exception {
        server.grant("subject-1");
        String call = "/api/subjects/subject-1";
        assertThat(server.send(server.program(), "DELETE", call + "?reason=x", "Authorization", "Bearer " + READER)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.program(), "DELETE", call, "Authorization", "Bearer " + KEEPER)
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> erased =
                server.send(server.program(), "DELETE", call + "?reason=wish", "Authorization", "Bearer " + KEEPER);
        assertThat(json(erased.body()).get("erased")).isEqualTo(1L);
        assertThat(erased.body()).contains("Statistik GmbH");
        assertThat(items("")).isEmpty();
    }

    @Test
    void theAnswerUnderArticle15HoldsEveryRecordOfTheSubject() throws Exception {
        server.grant("subject-1");
        server.grant("subject-1");
        server.grant("subject-2");
        Map<?, ?> bundle = json(server.api(READER, "subjects/subject-1").body());
        assertThat((List<?>) bundle.get("records")).hasSize(2);
        assertThat(server.api(READER, "subjects/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void aNoticeCanBeDeclaredInvalid() throws Exception {
        server.grant("subject-1");
        String call = "/api/notices/" + server.notice.version() + "/invalidation?reason=wrong+text";
        assertThat(server.send(server.program(), "POST", call, "Authorization", "Bearer " + READER)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.program(), "POST", call, "Authorization", "Bearer " + KEEPER)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.api(READER, "notices").body()).contains("wrong text");
    }

    @Test
    void everyAccessIsInTheJournalAndSaysNothingAboutVisitors() throws Exception {
        server.grant("subject-1");
        server.api(READER, "receipts?subject=subject-1");
        List<String> entries = new ArrayList<>();
        server.stores
                .receipts()
                .journal(
                        Instant.EPOCH,
                        Instant.parse("2030-01-01T00:00:00Z"),
                        entry ->
                                entries.add(entry.entry().kind() + entry.entry().facts()));
        assertThat(entries)
                .anyMatch(entry -> entry.equals("operator-access{call=GET api/receipts, operator=revision}"))
                .noneMatch(entry -> entry.contains("subject-1"));
    }

    @Test
    void theDescriptionNamesEveryCallOfTheApi() throws Exception {
        Map<?, ?> document = json(server.get(server.program(), "/openapi.json", "Authorization", "Bearer " + READER)
                .body());
        assertThat(document.get("openapi")).isEqualTo("3.1.0");
        Map<?, ?> paths = (Map<?, ?>) Objects.requireNonNull(document.get("paths"));
        assertThat(paths.keySet().stream().map(String::valueOf))
                .contains("/api/receipts", "/api/receipts/export", "/api/subjects/{key}", "/api/pack", "/api/stats");
        List<String> ids = new ArrayList<>();
        paths.values()
                .forEach(methods -> ((Map<?, ?>) methods)
                        .values()
                        .forEach(operation -> ids.add(String.valueOf(((Map<?, ?>) operation).get("operationId")))));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void theDescriptionIsValidOpenApi() throws Exception {
        String description = server.get(server.program(), "/openapi.json", "Authorization", "Bearer " + READER)
                .body();
        ParseOptions everything = new ParseOptions();
        everything.setResolve(true);

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(description, null, everything);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).hasSizeGreaterThan(8);
        SwaggerParseResult broken = new OpenAPIV3Parser()
                .readContents(description.replaceFirst("\"responses\":", "\"respnses\":"), null, everything);
        assertThat(broken.getMessages()).isNotEmpty();
    }

    @Test
    void thePackForAnAuthorityHoldsEverythingNeededToCheck() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        server.refuse();
        Map<String, String> files = unzip(
                server.bytes(READER, "/api/pack?receipt=" + granted.record().number())
                        .body());
        String folderOfNotice = "hinweise/" + server.notice.version() + "/";
        assertThat(files)
                .containsKeys(
                        "LIESMICH.txt",
                        "beleg.txt",
                        "beleg.jsonld",
                        "nachweise.jsonl",
                        "einstellungen.json",
                        "tageszahlen.json",
                        "schluessel.json",
                        "pruefbericht.txt",
                        folderOfNotice + "de/banner.html",
                        folderOfNotice + "de/policy.html",
                        folderOfNotice + "ansicht-de-banner.html");
        assertThat(files.get("pruefbericht.txt")).contains("Nachweise: 1", "Davon bewiesen: 1", "keine Einstellungen");
        assertThat(files.get("einstellungen.json")).contains(EffectiveConfiguration.MASK);
        assertThat(files.get("nachweise.jsonl")).contains(granted.record().id());
    }

    @Test
    void thePackSaysWhatBecameOfItSince() throws Exception {
        StoredReceipt granted = server.grant("subject-1");
        server.later(Duration.ofDays(40));
        server.stores.receipts().invalidate(server.notice.version(), "the text was faulty");
        Map<String, String> files = unzip(
                server.bytes(READER, "/api/pack?receipt=" + granted.record().number())
                        .body());
        assertThat(files.get("nachweise.jsonl")).contains("\"kind\":\"invalidation\"");
    }

    @Test
    void aSubjectIsFoundByTheNumberOfAReceipt() throws Exception {
        String number = server.grant("subject-7").record().number();
        server.grant("subject-7");
        server.grant("subject-8");
        Map<?, ?> bundle = json(server.api(READER, "subjects/" + number).body());
        assertThat((List<?>) bundle.get("records")).hasSize(2);
        HttpResponse<String> erased = server.send(
                server.program(),
                "DELETE",
                "/api/subjects/" + number.toLowerCase(Locale.ROOT) + "?reason=wish",
                "Authorization",
                "Bearer " + KEEPER);
        assertThat(json(erased.body()).get("erased")).isEqualTo(2L);
        assertThat((List<?>) json(server.api(READER, "receipts").body()).get("items"))
                .hasSize(1);
    }

    @Test
    void thePackOfADayHoldsThatDay() throws Exception {
        server.grant("subject-1");
        server.refuse();
        assertThat(pack("2026-11-23").get("pruefbericht.txt")).contains("Nachweise: 2");
        assertThat(pack("2026-11-24").get("pruefbericht.txt")).contains("Nachweise: 0");
    }

    @Test
    void thePackOfADayHoldsItsCountsAndSaysWhereTheyAreNotTheSealedOnes() throws Exception {
        ReceiptStore store = server.stores.receipts();
        LocalDate day = LocalDate.of(2026, 11, 23);
        store.addCounts(
                day, Map.of("banners-shown", 7L, "undeclared-host:a.example", 1L, "undeclared-host:b.example", 2L));
        server.later(Duration.ofDays(1));
        store.appendJournal(JournalEntry.DAY, DayCounts.facts(day, Map.of("banners-shown", 7L, "undeclared-host", 3L)));
        assertThat(counts("2026-11-23"))
                .isEqualTo(Map.of("days", Map.of("2026-11-23", Map.of("banners-shown", 7L, "undeclared-host", 3L))));
        assertThat(counts("2026-11-22")).isEqualTo(Map.of("days", Map.of()));
        assertThat(pack("2026-11-23").get("pruefbericht.txt")).doesNotContain("stimmen nicht");
        store.addCounts(day, Map.of("banners-shown", 1L));
        assertThat(pack("2026-11-23").get("pruefbericht.txt"))
                .contains("Die Zahlen vom 2026-11-23 stimmen nicht mit dem Protokoll überein");
    }

    @Test
    void thePackOfADayHoldsTheConfigurationThatCountedThen() throws Exception {
        ReceiptStore store = server.stores.receipts();
        store.appendJournal(JournalEntry.CONFIGURATION, Map.of("hash", "aaaa", "content", "{\"mode\":\"report\"}"));
        store.appendJournal(JournalEntry.START, Map.of("configuration", "aaaa"));
        server.later(Duration.ofDays(1));
        assertThat(configurationsOf("2026-11-23")).containsExactly("{\"mode\":\"report\"}");
        server.later(Duration.ofDays(1));
        store.appendJournal(JournalEntry.STOP, Map.of());
        store.appendJournal(JournalEntry.CONFIGURATION, Map.of("hash", "bbbb", "content", "{\"mode\":\"enforce\"}"));
        store.appendJournal(JournalEntry.START, Map.of("configuration", "bbbb"));
        server.later(Duration.ofDays(2));
        assertThat(configurationsOf("2026-11-22")).isEmpty();
        assertThat(configurationsOf("2026-11-24")).containsExactly("{\"mode\":\"report\"}");
        assertThat(configurationsOf("2026-11-25"))
                .as("both counted on that day")
                .containsExactly("{\"mode\":\"report\"}", "{\"mode\":\"enforce\"}");
        assertThat(configurationsOf("2026-11-26")).containsExactly("{\"mode\":\"enforce\"}");
        store.appendJournal(JournalEntry.START, Map.of("configuration", "cccc"));
        assertThat(pack("2026-11-27").get("pruefbericht.txt")).contains("Einstellungen cccc stehen nicht im Protokoll");
    }

    private Map<String, String> pack(String day) throws Exception {
        return unzip(server.bytes(READER, "/api/pack?day=" + day).body());
    }

    private Map<?, ?> counts(String day) throws Exception {
        return json(pack(day).getOrDefault("tageszahlen.json", ""));
    }

    private List<String> configurationsOf(String day) throws Exception {
        return pack(day).entrySet().stream()
                .filter(file -> file.getKey().startsWith("einstellungen/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Map<String, String> unzip(byte[] zip) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream((InputStream) new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
