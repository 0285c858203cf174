package io.consentfilter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.Json;
import io.consentfilter.ledger.Head;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.StandInAuthority;
import io.consentfilter.seal.TimeStampRequest;
import io.consentfilter.seal.TimeStampToken;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.TestRecords;
import io.consentfilter.store.sql.SqlStores;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time stamps in an export: what they prove, and a history that the holder of the key wrote anew. */
final class VerifyStampsTest {
    @TempDir
    private Path folder;

    private final Keys keys = Keys.ephemeral();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private StandInAuthority authority;
    private SqlStores stores;

    @BeforeEach
    void fill() throws Exception {
        authority = new StandInAuthority();
        stores = history("c.db");
        authority.now = stores.receipts().latestHeads().get(0).at().plusSeconds(3_600);
    }

    @AfterEach
    void close() {
        stores.close();
        authority.close();
    }

    private SqlStores history(String file) throws Exception {
        TestRecords records = new TestRecords();
        SqlStores opened = SqlStores.open(
                new SqlStores.Settings("jdbc:sqlite:" + file, null, null, null, folder, "consent_", TestRecords.SITE),
                keys.signing(),
                records.clock());
        for (int i = 0; i < 5; i++) {
            var record = records.granted("subject-" + i);
            opened.receipts().append(record, ReceiptDocuments.canonical(record));
        }
        return opened;
    }

    private TimeStampToken stamp(Head head) {
        TimeStampRequest request = TimeStampRequest.of(head.hash(), null);
        return request.answeredBy(authority.answer(request.bytes()));
    }

    private static Head latest(SqlStores of) throws Exception {
        return of.receipts().latestHeads().get(0);
    }

    private List<String> export(SqlStores of) throws Exception {
        List<String> lines = new ArrayList<>();
        keys.signing()
                .publicKeys()
                .forEach((id, key) -> lines.add(json(Map.of(
                        "key",
                        Map.of(
                                "id",
                                id,
                                "publicKey",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(key))))));
        of.receipts().export(ReceiptQuery.all(), each -> lines.add(json(ReceiptDocuments.compact(each))));
        of.receipts()
                .journal(
                        Instant.EPOCH,
                        Instant.parse("2100-01-01T00:00:00Z"),
                        each -> lines.add(json(Map.of(
                                "journal", each.entry().values(), "proof", ReceiptDocuments.proof(each.proof())))));
        of.receipts()
                .heads(latest(of).log(), 1, 1000)
                .forEach(head -> lines.add(json(Map.of("head", ReceiptDocuments.head(head)))));
        return lines;
    }

    private static String json(Object value) {
        return new String(Json.bytes(value), UTF_8);
    }

    private int verify(List<String> lines, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                Files.writeString(folder.resolve("export.jsonl"), String.join("\n", lines))
                        .toString()));
        arguments.addAll(List.of(options));
        out.reset();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return Main.run(arguments, stream, stream);
    }

    private String anchor(StandInAuthority of) throws Exception {
        return Files.write(folder.resolve("anchor.pem"), of.rootPem()).toString();
    }

    private String told() {
        return out.toString(UTF_8);
    }

    @Test
    void withoutStampsBackDatingIsNotClaimedToBeNoticed() throws Exception {
        assertThat(verify(export(stores))).isEqualTo(Command.OK);
        assertThat(told()).contains("time stamps: none; back-dating by whoever holds the signing key");
    }

    @Test
    void stampedHeadIsToldWithTimeAuthorityAndWhatIsNotCovered() throws Exception {
        Head head = latest(stores);
        new TimeStamps(stores.receipts()).keep(head, stamp(head), authority.url());

        assertThat(verify(export(stores), "--anchor", anchor(authority))).isEqualTo(Command.OK);
        assertThat(told())
                .contains("up to head 5, seen " + authority.now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .contains("CN=Stand-in time stamps", "no head waited longer than 1 h", "1 later heads are not covered")
                .doesNotContain("was not checked (--anchor");

        assertThat(verify(export(stores))).isEqualTo(Command.OK);
        assertThat(told()).contains("who vouches for the authority was not checked (--anchor");
    }

    @Test
    void authorityThatTheCheckerDoesNotTrustIsAFinding() throws Exception {
        Head head = latest(stores);
        new TimeStamps(stores.receipts()).keep(head, stamp(head), authority.url());
        try (StandInAuthority other = new StandInAuthority()) {
            assertThat(verify(export(stores), "--anchor", anchor(other))).isEqualTo(Command.FOUND);
        }
        assertThat(told()).contains("nobody trusted vouches for CN=Stand-in time stamps");
    }

    /** The holder of the key writes all anew, signs it and takes the old stamp over. */
    @Test
    void historyWrittenAnewDoesNotFitTheOldStamp() throws Exception {
        TimeStampToken old = stamp(latest(stores));
        byte[] oldHash = latest(stores).hash();
        try (SqlStores anew = history("anew.db")) {
            Head head = latest(anew);
            Map<String, String> facts = new HashMap<>(Map.of(
                    "log", head.log(),
                    "sequence", "" + head.sequence(),
                    "head", Base64.getUrlEncoder().withoutPadding().encodeToString(oldHash),
                    "at", old.at().toString(),
                    "token", Base64.getUrlEncoder().withoutPadding().encodeToString(old.bytes())));
            anew.receipts().appendJournal(TimeStamps.KIND, facts);
            assertThat(verify(export(anew))).isEqualTo(Command.FOUND);
            assertThat(told()).contains("head 5 of log " + head.log() + " is not the one that was stamped");
        }
        try (SqlStores anew = history("again.db")) {
            Head head = latest(anew);
            new TimeStamps(anew.receipts()).keep(head, old, authority.url());
            assertThat(verify(export(anew))).isEqualTo(Command.FOUND);
            assertThat(told()).contains("is for something else");
        }
    }

    @Test
    void headThatClaimsToBeYoungerThanItsStampIsAltered() throws Exception {
        Head head = latest(stores);
        authority.now = head.at().minusSeconds(3_600);
        new TimeStamps(stores.receipts()).keep(head, stamp(head), authority.url());
        assertThat(verify(export(stores))).isEqualTo(Command.FOUND);
        assertThat(told()).contains("says it was closed after it was stamped");
    }
}
