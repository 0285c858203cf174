package io.consentfilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Ledger;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeadSignaturesTest {
    private final SigningKeys keys = Keys.ephemeral().signing();
    private final Batch batch = new Batch(List.of(Batch.leaf(new byte[Batch.SALT_BYTES], new byte[1])));
    private final Head head =
            Ledger.sign(new Ledger("log", null).next(batch, Instant.parse("2026-11-23T10:15:30.123Z")), keys);

    @Test
    void whatIsWrongIsNewsOnceAndStaysAProblem() {
        HeadSignatures signatures = new HeadSignatures(new ProofVerifier(keys.publicKeys()));
        Head falsified = head.withSignature(head.keyId(), new byte[64]);
        assertThat(signatures.news(falsified)).hasSize(1);
        assertThat(signatures.news(falsified)).isEmpty();
        assertThat(signatures.problems(falsified)).hasSize(1);
    }

    @Test
    void aKeyThatComesLaterIsKnownFromThenOn() {
        HeadSignatures signatures = new HeadSignatures(new ProofVerifier(Map.of()));
        assertThat(signatures.problems(head)).singleElement().asString().startsWith("unknown key");
        signatures.verifyWith(new ProofVerifier(keys.publicKeys()));
        assertThat(signatures.problems(head)).isEmpty();
    }
}
