package io.consentfilter.operator;

import static io.consentfilter.operator.OperatorServer.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.Json;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeFacts;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator reads what changed between two versions of the notice, and whom the next question concerns. */
final class NoticeDifferenceTest {
    private static final Instant FIRST = Instant.parse("2026-10-01T08:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-01T08:00:00Z");

    @TempDir
    Path folder;

    private static Notice notice(Instant at, String asked, String style) {
        Map<String, byte[]> parts = new TreeMap<>();
        parts.put(NoticeFacts.PART, ("{\"asked\":" + asked + "}").getBytes(StandardCharsets.UTF_8));
        parts.put("style.css", style.getBytes(StandardCharsets.UTF_8));
        return new Notice(NoticeFacts.version(parts), "ask", at, parts);
    }

    private static Document difference(String before, String after) {
        return Jsoup.parse(new NoticeDifference(notice(SECOND, after, "b{}"), notice(FIRST, before, "a{}"))
                .section(Texts.in("en"))
                .toString());
    }

    private static List<String> rows(Document page) {
        return page.select("tbody tr").eachText();
    }

    @Test
    void whatIsNewIsAskedOfEverybodyWhoDidNotRefuseItsPurpose() {
        Document page = difference(
                "{\"a\":[\"country DE\"]}", "{\"a\":[\"country DE\"],\"b\":[\"country US\",\"purpose media\"]}");
        assertThat(rows(page))
                .containsExactly(
                        "b country US; purpose media nothing everybody but those who refused the whole purpose");
        assertThat(page.text()).contains("From the version of 1 Oct 2026, 08:00:00 to that of 1 Nov 2026, 08:00:00");
    }

    @Test
    void whatGrewIsAskedOfThoseWhoAgreedAndWhatShrankOfNobody() {
        Document page = difference(
                "{\"grew\":[\"country DE\"],\"less\":[\"country DE\",\"recipient X Ltd.\"],\"gone\":[\"country US\"]}",
                "{\"grew\":[\"country DE\",\"country US\"],\"less\":[\"country DE\"]}");
        assertThat(rows(page))
                .containsExactly(
                        "gone nothing country US nobody; consents to it have ended",
                        "grew country US nothing those who had agreed to it",
                        "less nothing recipient X Ltd. nobody");
    }

    @Test
    void anotherLookAsksNobody() {
        Document page = difference("{\"a\":[\"country DE\"]}", "{\"a\":[\"country DE\"]}");
        assertThat(rows(page)).isEmpty();
        assertThat(page.text()).contains("Nobody is asked again.", "Other bytes in: style.css");
    }

    @Test
    void factsThatCannotBeReadAreSaidToBeUnknown() {
        for (String broken : List.of("{}", "7", "{\"a\":", "[1]")) {
            assertThat(difference(broken, "{\"a\":[\"country DE\"]}").text())
                    .contains("does not say what it asked about");
        }
    }

    @Test
    void namesStayText() {
        Document page = difference("{\"a\":[]}", "{\"<img src=x>\":[\"country <b>US\"]}");
        assertThat(page.select("img, b")).isEmpty();
        assertThat(rows(page)).anyMatch(row -> row.startsWith("<img src=x> country <b>US"));
    }

    @Test
    void thePageOfAnOldVersionComparesItWithTheOneInForceAndTheOneInForceWithTheOneBefore() throws Exception {
        try (OperatorServer server = OperatorServer.open(folder)) {
            Notice old = notice(OperatorServer.START.minus(Duration.ofDays(9)), "{\"gone\":[\"country US\"]}", "a{}");
            server.stores.notices().keep(old);
            HttpClient browser = server.signedIn(READER);
            for (Notice each : List.of(old, server.notice)) {
                HttpResponse<String> page = server.get(browser, "/notices/" + each.version());
                assertThat(rows(Jsoup.parse(page.body())))
                        .anyMatch(row -> row.startsWith("gone nichts Land US niemand"))
                        .anyMatch(row -> row.startsWith("youtube ") && row.contains("alle außer denen"));
            }
        }
    }

    @Test
    void programsReadWhatChangedWhoIsAskedAndWhichPartsDiffer() throws Exception {
        try (OperatorServer server = OperatorServer.open(folder)) {
            Notice first = notice(FIRST, "{\"gone\":[\"country US\"],\"grew\":[\"country DE\"]}", "a{}");
            Notice second = notice(SECOND, "{\"grew\":[\"country DE\",\"country US\"]}", "b{}");
            server.stores.notices().keep(first);
            server.stores.notices().keep(second);
            String call = "notices/" + second.version() + "/changes?with=";
            Map<?, ?> changes = json(server.api(READER, call + first.version()));
            assertThat(changes.get("older")).asString().contains(first.version(), "2026-10-01");
            assertThat(changes.get("newer")).asString().contains(second.version());
            assertThat(changes.get("asksAgain")).isEqualTo(true);
            assertThat(changes.get("items"))
                    .isEqualTo(List.of(
                            Map.of(
                                    "id", "gone",
                                    "added", List.of(),
                                    "removed", List.of("country US"),
                                    "asked", "gone",
                                    "meaning", "nobody; consents to it have ended"),
                            Map.of(
                                    "id", "grew",
                                    "added", List.of("country US"),
                                    "removed", List.of(),
                                    "asked", "grown",
                                    "meaning", "those who had agreed to it")));
            assertThat(changes.get("parts")).isEqualTo(List.of(NoticeFacts.PART, "style.css"));
            assertThat(json(server.api(READER, call + second.version())).get("asksAgain"))
                    .as("beside itself")
                    .isEqualTo(false);
            assertThat(json(server.api(READER, "notices/" + server.notice.version() + "/changes"))
                            .get("older"))
                    .as("without a name the one before")
                    .asString()
                    .contains(second.version());
            assertThat(server.api(READER, call + "none").statusCode()).isEqualTo(404);
            assertThat(server.api(READER, "notices/none/changes").statusCode()).isEqualTo(404);
            assertThat(server.api(READER, call + first.version() + "&x=1").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void factsThatProgramsCannotKnowAreSaidToBeUnknown() {
        Map<String, Object> changes = new NoticeDifference(
                        notice(SECOND, "{\"a\":[\"country DE\"]}", "b{}"), notice(FIRST, "7", "a{}"))
                .values();
        assertThat(changes).containsEntry("known", false).containsEntry("asksAgain", false);
        assertThat(changes.get("items")).isEqualTo(List.of());
    }

    @Test
    void thePageOffersEveryOtherVersionToCompareWith() throws Exception {
        try (OperatorServer server = OperatorServer.open(folder)) {
            Notice first = notice(FIRST, "{\"first\":[\"country US\"]}", "a{}");
            server.stores.notices().keep(first);
            server.stores.notices().keep(notice(SECOND, "{\"second\":[\"country US\"]}", "b{}"));
            HttpClient browser = server.signedIn(READER);
            String address = "/notices/" + server.notice.version();
            Document page = Jsoup.parse(server.get(browser, address).body());
            assertThat(page.select("select[name=with] option").eachAttr("value"))
                    .hasSize(2)
                    .contains(first.version());
            assertThat(rows(page)).anyMatch(row -> row.startsWith("second "));
            page = Jsoup.parse(
                    server.get(browser, address + "?with=" + first.version()).body());
            assertThat(page.select("select[name=with] option[selected]").attr("value"))
                    .isEqualTo(first.version());
            assertThat(rows(page)).anyMatch(row -> row.startsWith("first "));
        }
    }

    private static Map<?, ?> json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Objects.requireNonNull((Map<?, ?>) Json.parse(answer.body().getBytes(StandardCharsets.UTF_8)));
    }
}
