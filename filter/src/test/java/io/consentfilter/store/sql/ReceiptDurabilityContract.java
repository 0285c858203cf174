package io.consentfilter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.TestRecords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process at random moments, again and again on the same file, and looks at what is left. Rounds:
 * {@code -Ddurability.rounds=50}. A killed process proves nothing about the disk; that {@code synchronous=FULL} holds is asserted
 * elsewhere, and syncs are counted in {@code docs/performance-receipts.md}.
 */
abstract class ReceiptDurabilityContract {
    private static final int ROUNDS = Integer.getInteger("durability.rounds", 6);

    @TempDir
    Path folder;

    /** Where the records lie. */
    protected abstract SqlStores.Settings settings();

    /** The same for the process that is killed, see {@link DurabilityChild}. */
    protected abstract List<String> childArguments();

    /** What has to have passed before another node answers for the one that was killed. */
    protected void afterKill() throws Exception {}

    @Test
    void everyAcknowledgedRecordIsThereAndProvenAfterEveryKill() throws Exception {
        SigningKeys keys = Keys.openOrCreate(folder.resolve("consent.key")).signing();
        Random random = new Random(ROUNDS);
        Map<String, byte[]> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            killedAfter(random.nextInt(600), acknowledged);
            assertThat(acknowledged.size())
                    .as("round %d wrote something", round)
                    .isGreaterThan(before);
            afterKill();
            verify(keys, acknowledged);
        }
    }

    private void killedAfter(int millis, Map<String, byte[]> acknowledged) throws Exception {
        Process child = start();
        try (BufferedReader lines = reader(child)) {
            take(firstLine(child, lines), acknowledged);
            Thread killer = new Thread(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                // By its handle: the process's own method would close our end of the pipe, with lines in it.
                child.toHandle().destroyForcibly();
            });
            killer.start();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line, acknowledged);
            }
            killer.join();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /** A child that ended before its first record did so by itself: then it says why. */
    final String firstLine(Process child, BufferedReader lines) throws Exception {
        String first = lines.readLine();
        if (first == null) {
            throw new AssertionError(
                    "the writing process ended by itself with " + child.waitFor() + ": " + Files.readString(errors()));
        }
        return first;
    }

    private Path errors() {
        return folder.resolve("child.err");
    }

    /** The last line may be cut: that record was acknowledged inside, but nobody outside has heard of it whole. */
    private static void take(String line, Map<String, byte[]> acknowledged) {
        String[] parts = line.split(" ", 2);
        if (parts.length == 2 && parts[1].length() % 4 == 0) {
            acknowledged.put(parts[0], Base64.getDecoder().decode(parts[1]));
        }
    }

    private void verify(SigningKeys keys, Map<String, byte[]> acknowledged) throws Exception {
        ProofVerifier verifier = new ProofVerifier(keys.publicKeys());
        try (SqlStores stores = SqlStores.open(settings(), keys, InstantSource.system())) {
            ReceiptStore store = stores.receipts();
            Map<String, StoredReceipt> stored = new HashMap<>();
            store.export(ReceiptQuery.all(), each -> {
                assertThat(verifier.check(TestRecords.canonical(each.record()), each.proof()))
                        .isEmpty();
                stored.put(each.record().id(), each);
            });
            assertThat(stored.keySet()).containsAll(acknowledged.keySet());
            acknowledged.forEach((id, canonical) ->
                    assertThat(TestRecords.canonical(record(stored, id))).isEqualTo(canonical));
            int leaves = 0;
            for (Head latest : store.latestHeads()) {
                List<Head> heads = store.heads(latest.log(), 1, Integer.MAX_VALUE);
                assertThat(verifier.checkChain(heads)).isEmpty();
                leaves += heads.stream().mapToInt(Head::size).sum();
            }
            assertThat(leaves).as("no half-written batch").isEqualTo(stored.size());
            assertThat(counted(store)).as("each counted once").isEqualTo(stored.size());
        }
    }

    private static long counted(ReceiptStore store) throws StoreException {
        long[] counted = {0};
        store.tallies(LocalDate.EPOCH, LocalDate.EPOCH.plusYears(200), each -> counted[0] += each.times());
        return counted[0];
    }

    private static ConsentRecord record(Map<String, StoredReceipt> stored, String id) {
        return Objects.requireNonNull(stored.get(id)).record();
    }

    final Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DurabilityChild.class.getName(),
                folder.toString()));
        command.addAll(childArguments());
        return new ProcessBuilder(command).redirectError(errors().toFile()).start();
    }

    static BufferedReader reader(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII));
    }
}
