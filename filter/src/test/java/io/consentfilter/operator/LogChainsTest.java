package io.consentfilter.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.ReceiptStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogChainsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");
    private static final int HEADS = 1_200;

    private final SigningKeys keys = Keys.ephemeral().signing();
    private final ReceiptStore store = mock(ReceiptStore.class);
    private final List<Head> heads = chain();

    @BeforeEach
    void theStoreHasOneLongLog() throws Exception {
        when(store.latestHeads()).thenAnswer(call -> List.of(heads.get(heads.size() - 1)));
        when(store.heads(anyString(), anyLong(), anyInt())).thenAnswer(call -> {
            long from = call.getArgument(1);
            int limit = call.getArgument(2);
            return heads.stream()
                    .filter(head -> head.sequence() >= from)
                    .limit(limit)
                    .toList();
        });
    }

    @Test
    void aLogThatIsWholeHasNoProblems() throws Exception {
        LogChains chains = chains(100);
        assertThat(chains.problems()).isEmpty();
        assertThat(chains.byChainAlone()).isEqualTo(HEADS - 100);
    }

    @Test
    void allSignaturesOfAShortLogAreChecked() throws Exception {
        LogChains chains = chains(HEADS);
        falsifySignature(0);
        assertThat(chains.problems()).containsExactly("altered: the signature does not belong to head 1 of log log");
        assertThat(chains.byChainAlone()).isZero();
    }

    @Test
    void aSignatureIsCheckedAmongTheNewestAndNotBefore() throws Exception {
        falsifySignature(HEADS - 101);
        assertThat(chains(100).problems()).isEmpty();
        falsifySignature(HEADS - 100);
        assertThat(chains(100).problems())
                .containsExactly("altered: the signature does not belong to head 1101 of log log");
    }

    @Test
    void everyOtherChangeOfAnOldHeadBreaksTheChain() throws Exception {
        Head old = heads.get(10);
        heads.set(
                10,
                new Head(
                        old.log(),
                        old.sequence(),
                        old.size(),
                        new byte[Head.HASH_BYTES],
                        old.previous(),
                        old.at(),
                        old.keyId(),
                        old.signature()));
        assertThat(chains(100).problems()).containsExactly("altered: head 12 of log log is not chained to head 11");
    }

    @Test
    void theLinkBetweenTwoPiecesIsCheckedToo() throws Exception {
        heads.set(499, heads.get(500));
        assertThat(chains(100).problems()).contains("missing: head 500 of log log");
    }

    @Test
    void whatIsMissingAtTheBeginningOrBetweenIsNamed() throws Exception {
        heads.remove(600);
        heads.remove(0);
        assertThat(chains(100).problems())
                .containsExactly("missing: head 1 of log log", "missing: head 601 of log log");
    }

    private LogChains chains(int signatures) {
        return new LogChains(store, new ProofVerifier(keys.publicKeys()), signatures);
    }

    private void falsifySignature(int index) {
        heads.set(index, heads.get(index).withSignature(keys.currentKeyId(), new byte[64]));
    }

    private List<Head> chain() {
        Ledger ledger = new Ledger("log", null);
        Batch batch = new Batch(List.of(Batch.leaf(new byte[Batch.SALT_BYTES], new byte[1])));
        List<Head> chain = new ArrayList<>();
        for (int i = 0; i < HEADS; i++) {
            Head head = Ledger.sign(ledger.next(batch, NOW.plusMillis(i)), keys);
            ledger.advance(head);
            chain.add(head);
        }
        return chain;
    }
}
