package io.consentfilter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.Json;
import io.consentfilter.ledger.Head;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.model.Notice;
import io.consentfilter.receipt.InvalidNotices;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.seal.Keys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.TestRecords;
import io.consentfilter.store.sql.SqlStores;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound export is in order; each way of tampering with it is named. */
final class VerifyCommandTest {
    @TempDir
    Path folder;

    private final Keys keys = Keys.ephemeral();
    private final TestRecords records = new TestRecords();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private SqlStores stores;

    @BeforeEach
    void fill() throws Exception {
        stores = open("c.db");
        Map<String, byte[]> parts = Map.of("de/banner.html", "<p>Darf das?</p>".getBytes(UTF_8));
        Notice notice = new Notice(NoticeFacts.version(parts), "ask", TestRecords.START, parts);
        stores.notices().keep(notice);
        records.under(notice.version());
        for (int i = 0; i < 6; i++) {
            append(records.granted("subject-" + i));
            append(records.refused());
        }
        store().appendJournal("start", Map.of("version", "0.1.0"));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aSoundExportIsInOrder() throws Exception {
        assertThat(verify(export(), "--complete")).isEqualTo(Command.OK);
        assertThat(told()).contains("12 records, 1 journal entries, 13 heads of 1 logs", "in order");
    }

    @Test
    void anErasureIsToldAndIsNoFault() throws Exception {
        store().erase("subject-3", TestRecords.ended("subject-3"), "request");
        assertThat(verify(export(), "--complete")).isEqualTo(Command.OK);
        assertThat(told()).contains("erased: 1 records");
    }

    @Test
    void aRemovedRecordIsMissing() throws Exception {
        List<String> lines = export();
        lines.removeIf(line -> line.contains("subject-3"));
        assertThat(verify(lines, "--complete")).isEqualTo(Command.FOUND);
        assertThat(told()).contains("missing: leaves {0} of head 7 of log");
    }

    @Test
    void aChangedRecordIsAlteredAndTheLineNamed() throws Exception {
        List<String> lines = export();
        int line = indexOf(lines, "subject-3");
        lines.set(line, lines.get(line).replace("\"given\"", "\"refused\""));
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("line " + (line + 1) + ": altered: the record at leaf 0");
    }

    @Test
    void aChangedJournalEntryIsAltered() throws Exception {
        List<String> lines = export();
        int line = indexOf(lines, "\"start\"");
        lines.set(line, lines.get(line).replace("0.1.0", "0.2.0"));
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("line " + (line + 1) + ": altered");
    }

    @Test
    void swappedRecordsAreReordered() throws Exception {
        List<String> lines = export();
        int line = indexOf(lines, "subject-3");
        lines.add(line + 1, lines.remove(line));
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("reordered: record");
    }

    @Test
    void aRecordThatStandsTwiceIsRepeated() throws Exception {
        List<String> lines = export();
        int line = indexOf(lines, "subject-3");
        lines.add(line, lines.get(line));
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("repeated: leaf 0");
    }

    @Test
    void aRemovedHeadIsMissingAndASwappedOneReordered() throws Exception {
        List<String> lines = export();
        int line = headLine(lines, 5);
        String head = lines.remove(line);
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("missing: head 5 of log");
        lines.add(line + 1, head);
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("reordered: head 5 of log");
    }

    @Test
    void aLogWhoseBeginningWasCutOffIsMissingIt() throws Exception {
        List<String> lines = export();
        for (int head = 1; head <= 4; head++) {
            String sequence = "\"sequence\":" + head + ",";
            lines.removeIf(line -> line.contains(sequence));
        }
        assertThat(verify(lines, "--complete")).isEqualTo(Command.FOUND);
        assertThat(told()).contains("missing: heads 1 to 4 of log");
    }

    @Test
    void whatWasErasedWhileTheExportWasBeingWrittenIsNoFault() throws Exception {
        List<String> before = export();
        store().erase("subject-3", TestRecords.ended("subject-3"), "request");
        String entry = export().stream()
                .filter(line -> line.contains("\"kind\":\"erasure\""))
                .findFirst()
                .orElseThrow();
        List<String> lines = new ArrayList<>(before);
        lines.add(headLine(lines, 1), entry);
        assertThat(verify(lines, "--complete")).isEqualTo(Command.OK);
        lines.removeIf(line -> line.contains("\"subjectKey\":\"subject-3\""));
        assertThat(verify(lines, "--complete"))
                .as("where the record was gone before it was read")
                .isEqualTo(Command.OK);
        assertThat(told()).contains("erased: 1 records");
    }

    @Test
    void anErasedRecordThatIsThereAgainIsAltered() throws Exception {
        List<String> before = export();
        String record = before.get(indexOf(before, "subject-3"));
        store().erase("subject-3", TestRecords.ended("subject-3"), "request");
        List<String> lines = export();
        lines.add(indexOf(lines, "subject-2"), record);
        assertThat(verify(lines, "--complete")).isEqualTo(Command.FOUND);
        assertThat(told()).contains("are told to be erased, but are there");
    }

    @Test
    void numbersThatNoLogHasAreNamedAndCostNoMemory() throws Exception {
        List<String> sound = export();
        for (String[] forged : new String[][] {
            {"\"size\":1", "\"size\":2147483647", "size 2147483647"},
            {"\"index\":0", "\"index\":2147483647", "leaf 2147483647"},
            {"\"sequence\":7", "\"sequence\":0", "sequence 0"},
        }) {
            List<String> lines = new ArrayList<>(sound);
            int line = indexOf(lines, "subject-3");
            assertThat(lines.get(line)).contains(forged[0]);
            lines.set(line, lines.get(line).replace(forged[0], forged[1]));
            assertThat(verify(lines)).isEqualTo(Command.FOUND);
            assertThat(told()).contains("line " + (line + 1) + ": cannot be read: " + forged[2]);
        }
        store().erase("subject-3", TestRecords.ended("subject-3"), "request");
        for (String place : List.of("/7:-1", "/7:2147483647", "/7:x", "")) {
            List<String> lines = export();
            int line = indexOf(lines, "\"kind\":\"erasure\"");
            lines.set(line, lines.get(line).replaceFirst("/7:0", place));
            assertThat(verify(lines)).as(place).isEqualTo(Command.FOUND);
            assertThat(told()).as(place).contains("line " + (line + 1) + ": cannot be read: ");
        }
    }

    @Test
    void aForgedRootIsAltered() throws Exception {
        List<String> lines = export();
        int line = headLine(lines, 5);
        String root = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        lines.set(line, lines.get(line).replaceFirst("\"root\":\"[^\"]*\"", "\"root\":\"" + root + "\""));
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("altered: head 5").contains("altered: head 6 of log");
    }

    @Test
    void aHeadWithoutSignatureIsUnsigned() throws Exception {
        List<String> lines = export();
        lines.replaceAll(line -> line.contains("\"sequence\":5,")
                ? line.replaceFirst("\"signature\":\"[^\"]*\"", "\"signature\":\"\"")
                : line);
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("unsigned: head 5 of log");
    }

    @Test
    void aFileThatWasCutIsTruncatedAgainstAPublishedHeadAndAgainstAReceipt() throws Exception {
        List<String> before = export();
        StoredReceipt receipt = append(records.granted("subject-9"));
        Path published = write("log.json", Json.pretty(Map.of("heads", heads())));
        Path held = write("receipt.json", Json.pretty(ReceiptDocuments.compact(receipt)));
        assertThat(verify(before)).isEqualTo(Command.OK);
        for (Path witness : List.of(published, held)) {
            assertThat(verify(before, "--against", witness.toString())).isEqualTo(Command.FOUND);
            assertThat(told()).contains("truncated: head 14 of log").contains("which ends at head 13");
            assertThat(verify(export(), "--against", witness.toString())).isEqualTo(Command.OK);
        }
    }

    @Test
    void aHistoryThatWasWrittenAnewDiffersFromAPublishedHead() throws Exception {
        Path copy = folder.resolve("fork.db");
        run("backup", folder.resolve("c.db").toString(), copy.toString());
        append(records.granted("subject-7"));
        Path published = write("log.json", Json.pretty(Map.of("heads", heads())));
        // The holder of the key puts the copy back and goes on from there: everything in it is well signed and chained.
        stores.close();
        stores = open("fork.db");
        append(records.granted("subject-8"));
        assertThat(verify(export(), "--complete")).isEqualTo(Command.OK);
        assertThat(verify(export(), "--against", published.toString())).isEqualTo(Command.FOUND);
        assertThat(told()).contains("altered: head 14 of log").contains("held elsewhere");
    }

    @Test
    void keysFromElsewhereAreTheOnesThatCount() throws Exception {
        String own = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.signing().publicKeys().values().iterator().next());
        Map<String, Object> right =
                Map.of("keys", List.of(Map.of("id", keys.signing().currentKeyId(), "spki", own)));
        assertThat(verify(
                        export(),
                        "--keys",
                        write("keys.json", Json.pretty(right)).toString()))
                .isEqualTo(Command.OK);
        Path foreign = folder.resolve("foreign.key");
        Keys.openOrCreate(foreign);
        assertThat(verify(export(), "--keys", foreign.toString())).isEqualTo(Command.FOUND);
        assertThat(told()).contains("unknown key: head 1 of log");
    }

    @Test
    void aFalsifiedSignatureIsFoundAlsoWhereNoRecordCarriesTheHead() throws Exception {
        List<String> lines = new ArrayList<>(export());
        lines.replaceAll(line ->
                line.startsWith("{\"head\"") ? line.replaceFirst("\"signature\":\"..", "\"signature\":\"AA") : line);
        assertThat(verify(lines)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("altered: the signature does not belong to head 1 of log");
    }

    @Test
    void aFileOfKeysThatIsDamagedIsNamed() throws Exception {
        Map<String, String> damaged = Map.of(
                "{\"keys\":[{\"id\":\"abc\",\"spki\":\"?\"}]}", "spki is not base64url",
                "{\"keys\":{\"abc\":\"AAAA\"}}", "key abc is not the one its id was made of",
                "{\"keys\":[]}", "no keys in it");
        for (Map.Entry<String, String> each : damaged.entrySet()) {
            String file = write("keys.json", each.getKey()).toString();
            assertThat(verify(export(), "--keys", file)).as(each.getKey()).isEqualTo(Command.USAGE);
            assertThat(told()).contains(file, each.getValue());
        }
    }

    /** A whole false history, well made, with a key of its own: the file cannot know, whoever has key or head from elsewhere does. */
    @Test
    void aForgedLogThatBringsItsOwnKeyIsFoundOnlyByWhatIsHeldElsewhere() throws Exception {
        Path published = write("log.json", Json.pretty(Map.of("heads", heads())));
        String publishedKeys = keysFile();
        Keys forger = Keys.ephemeral();
        List<String> forged;
        try (SqlStores other = SqlStores.open(settings("forged.db"), forger.signing(), records.clock())) {
            ConsentRecord record = records.granted("nobody ever clicked");
            other.receipts().append(record, ReceiptDocuments.canonical(record));
            forged = export(other.receipts(), forger);
        }
        assertThat(verify(forged, "--complete")).isEqualTo(Command.OK);
        assertThat(told())
                .contains("keys from the file itself, compare them with published ones: "
                        + forger.signing().currentKeyId());
        assertThat(verify(forged, "--keys", publishedKeys)).isEqualTo(Command.FOUND);
        assertThat(told()).contains("unknown key: head 1 of log");
        assertThat(verify(forged, "--against", published.toString())).isEqualTo(Command.FOUND);
        assertThat(told()).contains("truncated: head 13 of log");
    }

    @Test
    void aRecordCutOutOfABatchOfSeveralIsMissingAndItsNeighboursAreInOrder() throws Exception {
        StoredReceipt cut = inABatchOfSeveral();
        List<String> lines = export();
        assertThat(verify(lines, "--complete")).isEqualTo(Command.OK);
        assertThat(lines.removeIf(
                        line -> line.contains("\"id\":\"" + cut.record().id() + "\"")))
                .isTrue();
        assertThat(verify(lines, "--complete")).isEqualTo(Command.FOUND);
        assertThat(told())
                .contains("missing: leaves {" + cut.proof().leafIndex() + "} of head "
                        + cut.proof().head().sequence() + " of log")
                .contains("NOT in order: 1 findings");
    }

    /** Who comes together is committed together; asked again until some did. */
    private StoredReceipt inABatchOfSeveral() throws Exception {
        ExecutorService visitors = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 1000; round++) {
                List<Callable<StoredReceipt>> clicks = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    ConsentRecord record = records.granted("visitor-" + round + "-" + i);
                    clicks.add(() -> append(record));
                }
                for (Future<StoredReceipt> click : visitors.invokeAll(clicks)) {
                    if (click.get().proof().head().size() > 1) {
                        return click.get();
                    }
                }
            }
            throw new AssertionError("8 visitors never came into one batch");
        } finally {
            visitors.shutdownNow();
        }
    }

    @Test
    void whatAnOlderKeySignedStillVerifiesAfterARotation() throws Exception {
        Path file = folder.resolve("rotating.key");
        String old = Keys.openOrCreate(file).signing().currentKeyId();
        assertThat(run("rotate-keys", file.toString())).isEqualTo(Command.OK);
        assertThat(told()).doesNotContain(old);
        assertThat(Keys.openOrCreate(file).signing().publicKeys()).hasSize(2).containsKey(old);
        assertThat(run("rotate-keys", folder.resolve("absent.key").toString())).isEqualTo(Command.USAGE);
    }

    @Test
    void aSingleReceiptVerifiesInEveryForm() throws Exception {
        StoredReceipt receipt = append(records.granted("subject-9"));
        String keyFile = keysFile();
        Path compact = write("receipt.json", Json.pretty(ReceiptDocuments.compact(receipt)));
        assertThat(run("verify", compact.toString(), "--keys", keyFile)).isEqualTo(Command.OK);
        Path line = write("line.json", new String(Json.bytes(ReceiptDocuments.compact(receipt)), UTF_8));
        assertThat(run("verify", line.toString(), "--keys", keyFile)).isEqualTo(Command.OK);
        Path changed = write("changed.json", Files.readString(compact).replace("subject-9", "subject-8"));
        assertThat(run("verify", changed.toString(), "--keys", keyFile)).isEqualTo(Command.FOUND);
    }

    @Test
    void oneReceiptIsComparedWithItsOwnHeadAndClaimsNothingOfOthers() throws Exception {
        Path copy = folder.resolve("fork.db");
        run("backup", folder.resolve("c.db").toString(), copy.toString());
        Path own = write("own.json", Json.pretty(ReceiptDocuments.compact(append(records.granted("subject-7")))));
        append(records.granted("subject-8"));
        Path published = write("log.json", Json.pretty(Map.of("heads", heads())));
        assertThat(run("verify", own.toString(), "--keys", keysFile(), "--against", published.toString()))
                .isEqualTo(Command.OK);
        assertThat(told())
                .contains("1 heads held elsewhere are not this receipt's own")
                .contains("open is", "the heads held elsewhere")
                .doesNotContain("truncated");
        stores.close();
        stores = open("fork.db");
        Path other = write("other.json", Json.pretty(ReceiptDocuments.compact(append(records.granted("subject-9")))));
        assertThat(run("verify", own.toString(), "--keys", keysFile(), "--against", other.toString()))
                .isEqualTo(Command.FOUND);
        assertThat(told()).contains("altered: head 14 of log");
    }

    @Test
    void aReceiptAsTextOrPageVerifiesLikeItsData() throws Exception {
        StoredReceipt receipt = append(records.granted("<subject & \"9\">"));
        Notice shown = stores.notices().find(receipt.record().noticeVersion()).orElseThrow();
        ReceiptDocuments documents =
                new ReceiptDocuments(shown, stores.notices(), new InvalidNotices(), records.clock());
        for (String language : List.of("de", "en", "fr", "it")) {
            Path text = write("receipt.txt", documents.plainText(receipt, language));
            Path page = write("receipt.html", "<!DOCTYPE html>\n" + documents.html(receipt, language));
            for (Path file : List.of(text, page)) {
                assertThat(run("verify", file.toString(), "--keys", keysFile()))
                        .as(file + " " + language)
                        .isEqualTo(Command.OK);
                assertThat(told())
                        .contains(
                                "1 records",
                                "proven: receipt " + receipt.record().number())
                        .contains("the text around it is for reading and was not compared");
                write(file.getFileName().toString(), Files.readString(file).replace(TestRecords.SITE, "other"));
                assertThat(run("verify", file.toString(), "--keys", keysFile())).isEqualTo(Command.FOUND);
            }
        }
    }

    @Test
    void aReceiptWithoutKeysSaysWhatWasNotCheckedAndWhereToGetIt() throws Exception {
        Path file = write("receipt.json", Json.pretty(ReceiptDocuments.compact(append(records.granted("subject-9")))));
        assertThat(run("verify", file.toString())).isEqualTo(Command.FOUND);
        assertThat(told())
                .contains("unknown key: head 14")
                .contains("keys: none given and none in this file, so no signature was checked", "{prefix}/keys")
                .contains("the site hands this one out at {prefix}/notices/")
                .doesNotContain("proven: receipt");
    }

    @Test
    void aByteThatIsNoTextSpoilsItsOwnLineAndNotTheFile() throws Exception {
        List<String> lines = export();
        int line = indexOf(lines, "subject-3");
        byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
        int place = String.join("\n", lines).indexOf("subject-3");
        bytes[place] = (byte) 0xff;
        Path file = Files.write(folder.resolve("export.jsonl"), bytes);
        assertThat(run("verify", file.toString(), "--complete")).isEqualTo(Command.FOUND);
        assertThat(told())
                .contains("line " + (line + 1) + ": cannot be read", "missing: leaves {0} of head 7 of log")
                .contains("11 records");
    }

    @Test
    void whatAFileSaysNeverCommandsTheTerminal() throws Exception {
        assertThat(verify(List.of(
                        "{\"record\":{\"id\":\"a\"},\"proof\":{\"salt\":\"\\u001b[2J\\u202e\"}}", "{\"\\u001b\":1")))
                .isEqualTo(Command.FOUND);
        assertThat(told()).doesNotContain("\u001b", "\u202e");
        append(records.granted("subject-9"));
        ConsentRecord hostile = records.record(
                "subject-9", "\u001b[31mgone", "banner:\u202elayer1", ConsentState.GIVEN, ConsentState.GIVEN);
        Path file = write("receipt.json", Json.pretty(ReceiptDocuments.compact(append(hostile))));
        assertThat(run("verify", file.toString(), "--keys", keysFile())).isEqualTo(Command.OK);
        assertThat(told()).contains("banner:?layer1", "notice ?[31mgone").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aFileWithoutNoticesClaimsNothingOfThem() throws Exception {
        assertThat(verify(export())).isEqualTo(Command.OK);
        assertThat(told()).contains("notices: not in this file", "give them with --notices");
    }

    @Test
    void nonsenseIsNamedByLine() throws Exception {
        assertThat(verify(List.of(
                        "{\"record\":{}}",
                        "no json",
                        "{\"x\":1}",
                        "[]",
                        "{\"notice\":{\"version\":1}}",
                        "{\"notice\":{\"version\":\"v\",\"parts\":[]}}",
                        "{\"content\":{\"sha256\":\"x\",\"bytes\":\"?\"}}")))
                .isEqualTo(Command.FOUND);
        assertThat(told())
                .contains(
                        "line 1: cannot be read",
                        "line 2: cannot be read",
                        "line 3: cannot be read",
                        "line 4: cannot",
                        "line 5: cannot",
                        "line 6: cannot",
                        "line 7: cannot");
    }

    @Test
    void misuseIsToldApartFromAFinding() {
        assertThat(run("verify")).isEqualTo(Command.USAGE);
        assertThat(run("verify", "a", "--unknown")).isEqualTo(Command.USAGE);
        assertThat(run("verify", folder.resolve("absent").toString())).isEqualTo(Command.USAGE);
    }

    @Test
    void aBackupOfARunningStoreIsSoundAndChecked() throws Exception {
        Path copy = folder.resolve("copy.db");
        Path published = write("log.json", Json.pretty(Map.of("heads", heads())));
        store().erase("subject-3", TestRecords.ended("subject-3"), "request");
        assertThat(run("backup", folder.resolve("c.db").toString(), copy.toString()))
                .isEqualTo(Command.OK);
        append(records.granted("after the backup"));
        assertThat(run("restore-check", copy.toString(), "--keys", keysFile(), "--against", published.toString()))
                .isEqualTo(Command.OK);
        assertThat(told()).contains("site muster", "11 records, 2 journal entries", "notices: 1", "in order");
        Path later = write("later.json", Json.pretty(Map.of("heads", heads())));
        assertThat(run("restore-check", copy.toString(), "--keys", keysFile(), "--against", later.toString()))
                .isEqualTo(Command.FOUND);
        assertThat(told()).contains("truncated: head");
    }

    @Test
    void aBackupWithoutTheNoticeThatARecordNamesIsNotInOrder() throws Exception {
        records.under("gone");
        append(records.granted("subject-9"));
        Path copy = folder.resolve("copy.db");
        run("backup", folder.resolve("c.db").toString(), copy.toString());
        assertThat(run("restore-check", copy.toString(), "--keys", keysFile())).isEqualTo(Command.FOUND);
        assertThat(told()).contains("missing: notice gone, which the record in line 1 names");
    }

    @Test
    void aDamagedBackupIsFound() throws Exception {
        Path copy = folder.resolve("copy.db");
        run("backup", folder.resolve("c.db").toString(), copy.toString());
        byte[] bytes = Files.readAllBytes(copy);
        for (int i = 5000; i < bytes.length; i += 3) {
            bytes[i] = 7;
        }
        Files.write(copy, bytes);
        assertThat(run("restore-check", copy.toString(), "--keys", keysFile())).isEqualTo(Command.FOUND);
        assertThat(run("backup", folder.resolve("c.db").toString(), copy.toString()))
                .as("never over an older backup")
                .isEqualTo(Command.FOUND);
    }

    private SqlStores open(String name) throws Exception {
        return SqlStores.open(settings(name), keys.signing(), records.clock());
    }

    private SqlStores.Settings settings(String name) {
        return new SqlStores.Settings("jdbc:sqlite:" + name, null, null, null, folder, "consent_", TestRecords.SITE);
    }

    private ReceiptStore store() {
        return stores.receipts();
    }

    private StoredReceipt append(ConsentRecord record) throws Exception {
        return store().append(record, ReceiptDocuments.canonical(record));
    }

    /** As the operator's export writes it. */
    private List<String> export() throws Exception {
        return export(store(), keys);
    }

    private List<String> export(ReceiptStore from, Keys signedBy) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(json(Map.of("export", Map.of("format", 1, "site", TestRecords.SITE))));
        signedBy.signing()
                .publicKeys()
                .forEach((id, key) -> lines.add(json(Map.of(
                        "key",
                        Map.of(
                                "id",
                                id,
                                "publicKey",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(key))))));
        from.export(ReceiptQuery.all(), each -> lines.add(json(ReceiptDocuments.compact(each))));
        from.journal(
                Instant.EPOCH,
                records.now().plusSeconds(9),
                each -> lines.add(
                        json(Map.of("journal", each.entry().values(), "proof", ReceiptDocuments.proof(each.proof())))));
        for (Head latest : from.latestHeads()) {
            from.heads(latest.log(), 1, 1000)
                    .forEach(head -> lines.add(json(Map.of("head", ReceiptDocuments.head(head)))));
        }
        return lines;
    }

    private List<Map<String, Object>> heads() throws Exception {
        return store().latestHeads().stream().map(ReceiptDocuments::head).toList();
    }

    private String keysFile() throws Exception {
        String own = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.signing().publicKeys().values().iterator().next());
        return write(
                        "keys.json",
                        Json.pretty(Map.of(
                                "keys", List.of(Map.of("id", keys.signing().currentKeyId(), "spki", own)))))
                .toString();
    }

    private static String json(Object value) {
        return new String(Json.bytes(value), UTF_8);
    }

    private static int indexOf(List<String> lines, String text) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new AssertionError(text);
    }

    private static int headLine(List<String> lines, int sequence) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("{\"head\"") && lines.get(i).contains("\"sequence\":" + sequence + ",")) {
                return i;
            }
        }
        throw new AssertionError("no head " + sequence);
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private int verify(List<String> lines, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "verify", write("export.jsonl", String.join("\n", lines)).toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return Main.run(List.of(arguments), stream, stream);
    }

    private String told() {
        return out.toString(UTF_8);
    }
}
