package io.consentfilter.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.ledger.Proof;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.TestRecords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerificationTest {
    private static final byte[] SALT = new byte[Batch.SALT_BYTES];

    private final SigningKeys keys = Keys.ephemeral().signing();
    private final ProofVerifier verifier = spy(new ProofVerifier(keys.publicKeys()));
    private final Verification verification = new Verification(verifier);
    private final TestRecords records = new TestRecords(InstantSource.system());
    private final ConsentRecord first = records.granted("subject-1");
    private final ConsentRecord second = records.granted("subject-2");
    private final Batch batch = new Batch(List.of(leaf(first), leaf(second)));
    private final Head head = Ledger.sign(new Ledger("log", null).next(batch, Instant.now()), keys);

    @Test
    void theSignatureOfAHeadIsCheckedOnceForAllItsRecords() {
        for (int i = 0; i < 3; i++) {
            assertThat(verification.problems(receipt(first, 0, head))).isEmpty();
            assertThat(verification.problems(receipt(second, 1, head))).isEmpty();
        }
        verify(verifier, times(1)).checkSignature(any());
    }

    @Test
    void anAlteredRecordIsNoticedUnderAHeadThatIsKnown() {
        assertThat(verification.problems(receipt(first, 0, head))).isEmpty();
        assertThat(verification.problems(receipt(records.granted("subject-1"), 0, head)))
                .singleElement()
                .asString()
                .startsWith("altered: the record");
    }

    @Test
    void anAlteredSignatureOrKeyIsNoticedThoughTheHeadIsKnown() {
        assertThat(verification.problems(receipt(first, 0, head))).isEmpty();
        Head falsified = head.withSignature(head.keyId(), new byte[64]);
        assertThat(verification.problems(receipt(first, 0, falsified)))
                .containsExactly("altered: the signature does not belong to head 1 of log log");
        Head foreign = head.withSignature("x".repeat(head.keyId().length()), head.signature());
        assertThat(verification.problems(receipt(first, 0, foreign)))
                .singleElement()
                .asString()
                .startsWith("unknown key");
        assertThat(verification.problems(receipt(first, 0, head))).isEmpty();
    }

    @Test
    void aHeadThatGetsItsSignatureLaterIsProvenFromThenOn() {
        Head unsigned = head.withSignature("", new byte[0]);
        assertThat(verification.problems(receipt(first, 0, unsigned))).containsExactly("unsigned: head 1 of log log");
        assertThat(verification.problems(receipt(first, 0, head))).isEmpty();
    }

    private StoredReceipt receipt(ConsentRecord record, int leaf, Head of) {
        Proof proof = batch.proof(leaf, SALT, of);
        return new StoredReceipt(record, proof);
    }

    private static byte[] leaf(ConsentRecord record) {
        return Batch.leaf(SALT, ReceiptDocuments.canonical(record));
    }
}
