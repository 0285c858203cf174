package io.consentfilter.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.ConsentFilter;
import io.consentfilter.json.Json;
import io.consentfilter.ledger.Head;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.seal.Keys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.TestRecords;
import io.consentfilter.store.sql.SqlStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in jar as a program, on a machine that has nothing but it and a file: {@code java -jar consent-filter.jar verify …}. */
final class CommandLineIT {
    @TempDir
    private Path folder;

    private final List<String> export = new ArrayList<>();
    private Path keyFile = Path.of("");

    @BeforeEach
    void recordedAndExported() throws Exception {
        keyFile = folder.resolve("consent.key");
        Keys keys = Keys.openOrCreate(keyFile);
        TestRecords records = new TestRecords();
        SqlStores.Settings settings = new SqlStores.Settings(
                "jdbc:sqlite:consent.db", null, null, null, folder, "consent_", TestRecords.SITE);
        try (SqlStores stores = SqlStores.open(settings, keys.signing(), records.clock())) {
            for (String subject : List.of("one", "two", "three")) {
                ConsentRecord record = records.granted(subject);
                stores.receipts().append(record, ReceiptDocuments.canonical(record));
            }
            stores.receipts().export(ReceiptQuery.all(), each -> add(ReceiptDocuments.compact(each)));
            for (Head latest : stores.receipts().latestHeads()) {
                stores.receipts()
                        .heads(latest.log(), 1, 1000)
                        .forEach(head -> add(Map.of("head", ReceiptDocuments.head(head))));
            }
        }
    }

    @Test
    void aSoundExportEndsWithZero() throws Exception {
        assertThat(verified()).contains("3 records, 0 journal entries, 3 heads of 1 logs", "in order", "exit 0");
    }

    @Test
    void aTamperedExportEndsWithOneAndNamesTheLine() throws Exception {
        export.set(1, export.get(1).replaceFirst("\"given\"", "\"refused\""));
        assertThat(verified()).contains("line 2: altered: the record at leaf 0", "NOT in order", "exit 1");
    }

    @Test
    void whatCannotBeReadEndsWithTwo() throws Exception {
        assertThat(program("verify", folder.resolve("absent.jsonl").toString())).contains("absent.jsonl", "exit 2");
        assertThat(program("verfy")).contains("found the command \"verfy\", expected one of: ", "exit 2");
    }

    private void add(Map<String, ?> line) {
        export.add(new String(Json.bytes(line), UTF_8));
    }

    private String verified() throws Exception {
        Path file = Files.writeString(folder.resolve("export.jsonl"), String.join("\n", export));
        return program("verify", file.toString(), "--keys", keyFile.toString(), "--complete");
    }

    /** What it says, and then its exit code. */
    private String program(String... arguments) throws Exception {
        Path jar = Path.of(ConsentFilter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        Process started = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(started.getInputStream().readAllBytes(), UTF_8);
        return said + "exit " + started.waitFor();
    }
}
