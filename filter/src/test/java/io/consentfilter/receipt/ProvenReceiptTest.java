package io.consentfilter.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.json.Json;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.Decision;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.Keys;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.sql.SqlStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Desk, store and ledger together: what a visitor was told is still there after a restart, and proven by its JSON alone. */
final class ProvenReceiptTest {
    private static final Set<String> ALL = Set.of("stats", "tube", "vimeo");

    @TempDir
    Path directory;

    private final Desks desks = new Desks();
    private final Keys keys = Keys.ephemeral();

    @Test
    void receiptSurvivesARestartAndProvesItself() throws Exception {
        ConsentReceipt given;
        ConsentReceipt refused;
        try (SqlStores stores = open()) {
            ReceiptDesk desk = desk(stores);
            given = desk.accept(request(Set.of("stats"), null));
            refused = desk.accept(request(Set.of(), null));
        }
        try (SqlStores stores = open()) {
            for (ConsentReceipt receipt : new ConsentReceipt[] {given, refused}) {
                StoredReceipt found = stores.receipts()
                        .find(Objects.requireNonNull(receipt.record()).id())
                        .orElseThrow();
                assertThat(found.record()).isEqualTo(receipt.record());
                assertThat(check(found, "")).isEmpty();
                assertThat(check(found, "\"refused\"")).isNotEmpty();
            }
            assertThat(stores.notices().find(desks.notice.version())).isPresent();
        }
    }

    /** Checks a receipt by its JSON, with one word of it changed. */
    private Iterable<String> check(StoredReceipt receipt, String word) throws Exception {
        String json = new String(Json.bytes(ReceiptDocuments.compact(receipt)), StandardCharsets.UTF_8);
        String changed = word.isEmpty() ? json : json.replaceFirst(word, "\"given\"");
        Map<?, ?> form = Objects.requireNonNull((Map<?, ?>) Json.parse(changed.getBytes(StandardCharsets.UTF_8)));
        return new ProofVerifier(keys.signing().publicKeys())
                .check(CanonicalJson.bytes(form.get("record")), receipt.proof());
    }

    private SqlStores open() throws Exception {
        return SqlStores.open(
                new SqlStores.Settings("jdbc:sqlite:consent.db", null, null, null, directory, "consent_", "muster"),
                keys.signing(),
                desks.clock());
    }

    private ReceiptDesk desk(SqlStores stores) {
        return new ReceiptDesk(
                "muster",
                Desks.settings(),
                desks.registry,
                desks.notice,
                stores.receipts(),
                stores.notices(),
                () -> {},
                desks.invalid,
                new Ids(desks.clock()),
                SubjectKeys.of(new byte[32]),
                desks.clock());
    }

    private DecisionRequest request(Set<String> granted, @org.jspecify.annotations.Nullable Decision previous) {
        return new DecisionRequest(ALL, granted, "de", "choices:layer2:save", desks.notice.version(), previous, null);
    }
}
