package io.consentfilter.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProofVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");
    private static final byte[] SALT = new byte[Batch.SALT_BYTES];
    private static final byte[] RECORD = "{\"id\":\"1\"}".getBytes(UTF_8);

    private final SigningKeys keys = Keys.ephemeral().signing();
    private final ProofVerifier verifier = new ProofVerifier(keys.publicKeys());
    private final Batch batch =
            new Batch(List.of(Batch.leaf(SALT, RECORD), Batch.leaf(SALT, new byte[1]), Batch.leaf(SALT, new byte[2])));

    @Test
    void aRecordWithItsProofIsProven() {
        assertThat(verifier.check(RECORD, proof())).isEmpty();
    }

    @Test
    void everyChangedBitOfTheRecordIsNoticed() {
        for (int bit = 0; bit < RECORD.length * 8; bit++) {
            byte[] changed = RECORD.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifier.check(changed, proof()))
                    .singleElement()
                    .asString()
                    .startsWith("altered");
        }
    }

    @Test
    void anotherSaltIsNoticed() {
        Proof proof = proof();
        byte[] salt = SALT.clone();
        salt[3]++;
        assertThat(verifier.check(RECORD, new Proof(salt, 0, proof.path(), proof.head())))
                .isNotEmpty();
    }

    @Test
    void everyFieldOfTheHeadIsUnderTheSignature() {
        Head head = proof().head();
        byte[] hash = new byte[32];
        List<Head> forged = List.of(
                new Head("other", 1, 3, head.root(), head.previous(), NOW, head.keyId(), head.signature()),
                new Head("log", 2, 3, head.root(), head.previous(), NOW, head.keyId(), head.signature()),
                new Head("log", 1, 4, head.root(), head.previous(), NOW, head.keyId(), head.signature()),
                new Head("log", 1, 3, hash, head.previous(), NOW, head.keyId(), head.signature()),
                new Head("log", 1, 3, head.root(), head.root(), NOW, head.keyId(), head.signature()),
                new Head("log", 1, 3, head.root(), head.previous(), NOW.plusMillis(1), head.keyId(), head.signature()));
        for (Head each : forged) {
            assertThat(verifier.signature(each)).isEqualTo(ProofVerifier.Signature.WRONG);
            assertThat(verifier.checkChain(List.of(each)))
                    .anySatisfy(sentence -> assertThat(sentence).startsWith("altered"));
        }
    }

    @Test
    void aChainWithoutGapIsRight() {
        assertThat(verifier.checkChain(chain(5))).isEmpty();
        assertThat(verifier.checkChain(chain(5).subList(2, 4))).isEmpty();
    }

    @Test
    void aRemovedHeadIsMissing() {
        List<Head> heads = chain(5);
        heads.remove(2);
        assertThat(verifier.checkChain(heads)).containsExactly("missing: head 3 of log log");
        heads.remove(2);
        assertThat(verifier.checkChain(heads)).containsExactly("missing: heads 3 to 4 of log log");
    }

    @Test
    void swappedHeadsAreReordered() {
        List<Head> heads = chain(4);
        heads.add(1, heads.remove(2));
        assertThat(verifier.checkChain(heads))
                .anySatisfy(
                        sentence -> assertThat(sentence).isEqualTo("reordered: head 2 of log log stands after head 3"));
    }

    @Test
    void anExchangedHeadBreaksTheChainEvenWithAGoodSignature() {
        List<Head> heads = chain(4);
        Head other =
                Ledger.sign(new Head("log", 2, 3, new byte[32], heads.get(1).previous(), NOW, "", new byte[0]), keys);
        heads.set(1, other);
        assertThat(verifier.checkChain(heads)).containsExactly("altered: head 3 of log log is not chained to head 2");
    }

    @Test
    void ofOlderHeadsTheLinksAreCheckedAndNotTheSignatures() {
        List<Head> heads = chain(4);
        heads.set(1, heads.get(1).withSignature(keys.currentKeyId(), new byte[64]));
        assertThat(verifier.checkChain(heads, 2)).isEmpty();
        assertThat(verifier.checkChain(heads, 1))
                .containsExactly("altered: the signature does not belong to head 2 of log log");
        heads.remove(1);
        assertThat(verifier.checkChain(heads, 4)).containsExactly("missing: head 2 of log log");
    }

    @Test
    void aLateSignatureIsToldFromAPromptOne() {
        Head unsigned = new Ledger("log", null).next(batch, NOW);
        assertThat(verifier.signature(unsigned)).isEqualTo(ProofVerifier.Signature.MISSING);
        assertThat(verifier.checkChain(List.of(unsigned))).containsExactly("unsigned: head 1 of log log");
        assertThat(verifier.signature(Ledger.sign(unsigned, keys))).isEqualTo(ProofVerifier.Signature.PROMPT);
        assertThat(verifier.signature(Ledger.signLate(unsigned, keys))).isEqualTo(ProofVerifier.Signature.LATE);
    }

    @Test
    void aKeyThatWasNotGivenIsNamed() {
        ProofVerifier stranger = new ProofVerifier(Map.of());
        assertThat(stranger.check(RECORD, proof()))
                .singleElement()
                .asString()
                .contains("unknown key", keys.currentKeyId());
    }

    @Test
    void aKeyUnderAForeignIdIsRefused() {
        byte[] foreign =
                Keys.ephemeral().signing().publicKeys().values().iterator().next();
        assertThatThrownBy(() -> new ProofVerifier(Map.of(keys.currentKeyId(), foreign)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBatchSurvivesItsBytes() {
        Batch read = Batch.of(batch.toBytes());
        assertThat(read.root()).isEqualTo(batch.root());
        assertThat(ProofVerifier.checkLeaves(proof().head(), read)).isEmpty();
        assertThat(ProofVerifier.checkLeaves(
                        proof().head(), new Batch(batch.leaves().subList(0, 2))))
                .isNotEmpty();
    }

    @Test
    void theTimeOfAHeadNeverGoesBack() {
        Ledger ledger = new Ledger("log", null);
        Head first = ledger.next(batch, NOW);
        ledger.advance(first);
        assertThat(ledger.next(batch, NOW.minusSeconds(60)).at()).isEqualTo(NOW);
    }

    private Proof proof() {
        Head head = Ledger.sign(new Ledger("log", null).next(batch, NOW), keys);
        return batch.proof(0, SALT, head);
    }

    private List<Head> chain(int length) {
        Ledger ledger = new Ledger("log", null);
        List<Head> heads = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Head head = Ledger.sign(ledger.next(batch, NOW.plusMillis(i)), keys);
            ledger.advance(head);
            heads.add(head);
        }
        return heads;
    }
}
