package io.consentfilter.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.cli.Main;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.NoticeParts;
import io.consentfilter.store.StoredReceipt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the site says what was shown, and the command line notices when that was changed afterwards. */
final class ShownNoticesVerifyTest {
    @TempDir
    Path folder;

    private OperatorServer server;
    private String shown;
    private String bannerHash;

    @BeforeEach
    void start() throws Exception {
        server = OperatorServer.open(folder);
        shown = server.notice.version();
        bannerHash = NoticeParts.hashes(server.notice.parts()).getOrDefault("de/banner.html", "");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void anExportCarriesEachNoticeThatItsRecordsNameOnce() throws Exception {
        server.grant("subject-1");
        server.grant("subject-2");
        List<String> export = export();
        assertThat(export.stream().filter(line -> line.startsWith("{\"notice\"")))
                .hasSize(1);
        assertThat(export.stream().filter(line -> line.contains(bannerHash) && line.startsWith("{\"content\"")))
                .hasSize(1);
        assertThat(verify(export)).contains("notices: 1, hashed anew from", "exit 0");
    }

    @Test
    void whatTwoNoticesShareIsWrittenOnce() throws Exception {
        server.grant("subject-1");
        Map<String, byte[]> parts = new TreeMap<>(server.notice.parts());
        parts.put("de/banner.html", "<p>Anders gefragt</p>".getBytes(UTF_8));
        Notice later = new Notice(
                NoticeParts.version(NoticeParts.hashes(parts)),
                server.notice.askVersion(),
                OperatorServer.START,
                parts);
        server.stores.notices().keep(later);
        server.grantUnder(later, "subject-2");
        List<String> export = export();
        assertThat(export.stream().filter(line -> line.startsWith("{\"notice\"")))
                .hasSize(2);
        assertThat(export.stream().filter(line -> line.startsWith("{\"content\"")))
                .as("one banner is another one, all else is shared")
                .hasSize(new HashSet<>(NoticeParts.hashes(parts).values()).size() + 1);
        assertThat(verify(export)).contains("notices: 2", "exit 0");
    }

    @Test
    void anEditedNoticeIsToldWithItsLineAndWhatWouldBeRight() throws Exception {
        server.grant("subject-1");
        List<String> export = export();
        int line = indexOf(export, "{\"content\":{\"sha256\":\"" + bannerHash);
        byte[] edited =
                (new String(server.notice.parts().get("de/banner.html"), UTF_8) + "<p>Nie gezeigt</p>").getBytes(UTF_8);
        export.set(line, content(bannerHash, edited));
        assertThat(verify(export))
                .contains("line " + (line + 1) + ": altered: part de/banner.html of notice " + shown
                        + ": its bytes have the hash " + NoticeParts.sha256(edited) + ", right would be " + bannerHash)
                .contains("exit 1");
    }

    @Test
    void aNoticeWhoseListWasEditedTooIsAnotherVersion() throws Exception {
        server.grant("subject-1");
        List<String> export = export();
        byte[] edited = "<p>Anders gefragt</p>".getBytes(UTF_8);
        export.set(
                indexOf(export, "{\"content\":{\"sha256\":\"" + bannerHash),
                content(NoticeParts.sha256(edited), edited));
        int list = indexOf(export, "{\"notice\"");
        export.set(list, export.get(list).replace(bannerHash, NoticeParts.sha256(edited)));
        Map<String, byte[]> parts = new TreeMap<>(server.notice.parts());
        parts.put("de/banner.html", edited);
        String other = NoticeParts.version(NoticeParts.hashes(parts));
        assertThat(verify(export))
                .contains("line " + (list + 1) + ": altered: notice " + shown + " is not the one of this list of parts")
                .contains("would be " + other, "exit 1");
        export.set(list, export.get(list).replace(shown, other));
        assertThat(verify(export))
                .contains("missing: notice " + shown + ", which the record in line 3 names, is not here; found are "
                        + other)
                .contains("exit 1");
    }

    @Test
    void aNoticeOrAPartThatWasTakenOutIsMissing() throws Exception {
        server.grant("subject-1");
        List<String> whole = export();
        List<String> withoutPart = new ArrayList<>(whole);
        withoutPart.remove(indexOf(whole, "{\"content\":{\"sha256\":\"" + bannerHash));
        assertThat(verify(withoutPart)).contains("missing: part de/banner.html of notice " + shown, "exit 1");
        List<String> without = new ArrayList<>(whole);
        without.removeIf(line -> line.startsWith("{\"notice\"") || line.startsWith("{\"content\""));
        assertThat(verify(without))
                .contains(
                        "missing: notice " + shown + ", which the record in line 3 names, is not here; found are none")
                .contains("exit 1");
    }

    @Test
    void theFilesOfAPackAreHashedToo() throws Exception {
        server.grant("subject-1");
        Path pack = unpacked(
                server.bytes(OperatorServer.READER, "/api/pack?day=2026-11-23").body());
        Path records = pack.resolve("nachweise.jsonl");
        String notices = pack.resolve("hinweise").toString();
        assertThat(run("verify", records.toString(), "--notices", notices))
                .contains("notices: 1", " and " + server.notice.parts().size() + " files", "exit 0");
        Path banner = pack.resolve("hinweise/" + shown + "/de/banner.html");
        String was = Files.readString(banner);
        Files.writeString(banner, was + " ");
        assertThat(run("verify", records.toString(), "--notices", notices))
                .contains(banner + ": altered: part de/banner.html", "right would be " + bannerHash, "exit 1");
        Files.delete(banner);
        assertThat(run("verify", records.toString(), "--notices", notices))
                .contains(banner + ": missing: part de/banner.html", "exit 1");
        Files.writeString(banner, was);
        Path foreign = Files.writeString(banner.resolveSibling("extra.html"), "never shown");
        assertThat(run("verify", records.toString(), "--notices", notices))
                .contains(foreign + ": foreign: is no part of notice " + shown, "exit 1");
    }

    @Test
    void theCommandInTheReadmeOfAPackWorksAsWrittenAlsoOnADayWithoutRecords() throws Exception {
        server.grant("subject-1");
        for (String day : List.of("2026-11-23", "2026-11-22")) {
            Path pack = unpacked(
                    server.bytes(OperatorServer.READER, "/api/pack?day=" + day).body());
            Matcher command = Pattern.compile("java -jar consent-filter\\.jar verify (\\S+) --notices (\\S+)")
                    .matcher(Files.readString(pack.resolve("LIESMICH.txt")));
            assertThat(command.find()).isTrue();
            String records = pack.resolve(command.group(1)).toString();
            String notices = pack.resolve(command.group(2)).toString();
            assertThat(run("verify", records, "--notices", notices)).as(day).contains("in order", "exit 0");
            String ownKeys = pack.resolve("schluessel.json").toString();
            assertThat(run("verify", records, "--notices", notices, "--keys", ownKeys))
                    .contains("keys given: ", "\nin order\n", "exit 0");
        }
    }

    @Test
    void theFileForCheckingOneReceiptNeedsNothingElse() throws Exception {
        StoredReceipt receipt = server.grant("subject-1");
        server.grant("subject-2");
        String path = "receipts/" + receipt.record().id() + "/evidence";
        HttpResponse<String> answer = server.api(OperatorServer.READER, path);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"receipt-" + receipt.record().number() + ".jsonl\"");
        List<String> file = new ArrayList<>(List.of(answer.body().split("\n")));
        assertThat(verify(file))
                .contains(
                        "1 records",
                        "notices: 1",
                        "proven: receipt " + receipt.record().number(),
                        "matomo given")
                .contains("in order, as far as it was looked at; open is whose keys these are (--keys)", "exit 0");
        file.removeIf(line -> line.contains(bannerHash) && line.startsWith("{\"content\""));
        assertThat(verify(file)).contains("missing: part de/banner.html of notice " + shown, "exit 1");
        assertThat(server.api(OperatorServer.READER, "receipts/none/evidence").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theAnswerUnderArticle15AndAPageOfTheApiAreCheckedWhole() throws Exception {
        server.grant("subject-1");
        server.grant("subject-1");
        for (String path : List.of("subjects/subject-1", "receipts?subject=subject-1")) {
            Path file = Files.writeString(
                    folder.resolve("answer.json"),
                    server.api(OperatorServer.READER, path).body());
            assertThat(run("verify", file.toString(), "--keys", keys())).contains("2 records", "exit 0");
            Files.writeString(file, Files.readString(file).replace("\"matomo\":\"given\"", "\"matomo\":\"refused\""));
            assertThat(run("verify", file.toString(), "--keys", keys())).contains("altered: the record", "exit 1");
        }
    }

    @Test
    void aListThatLeadsOutOfItsFolderIsNotFollowed() throws Exception {
        StoredReceipt receipt = server.grant("subject-1");
        Path own = Files.createDirectories(folder.resolve("notices").resolve(shown));
        Path outside = Files.writeString(folder.resolve("outside.txt"), "not to be read");
        Files.writeString(
                own.resolve(NoticeParts.LIST),
                "{\"../../outside.txt\":\"" + NoticeParts.sha256(Files.readAllBytes(outside)) + "\"}");
        assertThat(run(
                        "verify",
                        receiptFile(receipt).toString(),
                        "--notices",
                        folder.resolve("notices").toString()))
                .contains("outside.txt: missing: part ../../outside.txt", "exit 1");
    }

    @Test
    void aSingleReceiptIsCheckedAgainstTheNoticesOfAPack() throws Exception {
        StoredReceipt receipt = server.grant("subject-1");
        Path file = receiptFile(receipt);
        assertThat(run("verify", file.toString(), "--keys", keys()))
                .contains(
                        "notices: not in this file",
                        "notices: the site hands this one out at https://x.example/_choice/notices/" + shown)
                .contains("cc:record", "open is what was shown (--notices)", "exit 0");
        Path pack = unpacked(
                server.bytes(OperatorServer.READER, "/api/pack?day=2026-11-23").body());
        String notices = pack.resolve("hinweise").toString();
        assertThat(run("verify", file.toString(), "--keys", keys(), "--notices", notices))
                .contains("notices: 1", "exit 0");
        Path list = pack.resolve("hinweise/" + shown + "/" + NoticeParts.LIST);
        Files.writeString(list, Files.readString(list).replace(bannerHash, NoticeParts.sha256(new byte[0])));
        assertThat(run("verify", file.toString(), "--keys", keys(), "--notices", notices))
                .contains(list + ": altered: notice " + shown, "exit 1");
        assertThat(run(
                        "verify",
                        file.toString(),
                        "--keys",
                        keys(),
                        "--notices",
                        folder.resolve("absent").toString()))
                .contains("exit 2");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(run("verify", file.toString(), "--keys", keys(), "--notices", empty.toString()))
                .contains("missing: notice " + shown, "exit 1");
    }

    private Path receiptFile(StoredReceipt receipt) throws Exception {
        String linked = server.get(
                        server.program(),
                        "/api/receipts/" + receipt.record().id(),
                        "Authorization",
                        "Bearer " + OperatorServer.READER,
                        "Accept",
                        "application/ld+json")
                .body();
        return Files.writeString(folder.resolve("receipt.jsonld"), linked);
    }

    private String keys() throws Exception {
        StringBuilder list = new StringBuilder();
        server.keys
                .signing()
                .publicKeys()
                .forEach((id, key) -> list.append("{\"id\":\"" + id + "\",\"spki\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\"}"));
        return Files.writeString(folder.resolve("keys.json"), "{\"keys\":[" + list + "]}")
                .toString();
    }

    private List<String> export() throws Exception {
        return new ArrayList<>(List.of(
                server.api(OperatorServer.READER, "receipts/export").body().split("\n")));
    }

    private static String content(String hash, byte[] bytes) {
        return "{\"content\":{\"sha256\":\"" + hash + "\",\"bytes\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\"}}";
    }

    private static int indexOf(List<String> lines, String start) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError("no line begins with " + start);
    }

    private Path unpacked(byte[] zip) throws Exception {
        Path target = folder.resolve("pack");
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    Files.write(file, in.readAllBytes());
                }
            }
        }
        return target;
    }

    private String verify(List<String> lines) throws Exception {
        return run(
                "verify",
                Files.writeString(folder.resolve("export.jsonl"), String.join("\n", lines))
                        .toString());
    }

    /** What the command line says, and then its exit code. */
    private static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        int code = Main.run(List.of(arguments), stream, stream);
        return out.toString(UTF_8) + "exit " + code;
    }
}
