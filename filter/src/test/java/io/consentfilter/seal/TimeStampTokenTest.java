package io.consentfilter.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against tokens of Bouncy Castle, and one that OpenSSL made. */
final class TimeStampTokenTest {
    private static final byte[] HASH = hash("head");

    private static byte[] hash(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, SHA256withRSA",
        "RSA, SHA512withRSA",
        "RSA, SHA256withRSAandMGF1",
        "EC, SHA256withECDSA",
        "EC, SHA384withECDSA"
    })
    void tokenOfAnotherImplementationIsReadAndChecked(String key, String algorithm) throws Exception {
        try (StandInAuthority authority = new StandInAuthority(key, algorithm, KeyPurposeId.id_kp_timeStamping)) {
            authority.now = Instant.parse("2026-11-23T10:00:00Z");
            TimeStampRequest request = TimeStampRequest.of(HASH, StandInAuthority.POLICY);

            TimeStampToken token = request.answeredBy(authority.answer(request.bytes()));

            assertThat(token.at()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
            assertThat(token.authority()).isEqualTo("CN=Stand-in time stamps");
            assertThat(token.stamps(HASH)).isTrue();
            assertThat(token.stamps(hash("other"))).isFalse();
            assertThat(token.problems(List.of(authority.root()))).isEmpty();
            assertThat(TimeStampToken.parse(token.bytes()).problems(List.of())).isEmpty();
        }
    }

    @Test
    void authorityThatNobodyTrustedVouchesForIsNamed() throws Exception {
        try (StandInAuthority authority = new StandInAuthority();
                StandInAuthority other = new StandInAuthority()) {
            TimeStampRequest request = TimeStampRequest.of(HASH, null);
            TimeStampToken token = request.answeredBy(authority.answer(request.bytes()));

            assertThat(token.problems(List.of(other.root())))
                    .singleElement()
                    .asString()
                    .contains("nobody trusted");
        }
    }

    @Test
    void certificateMustBeForTimeStampingOnly() throws Exception {
        try (StandInAuthority authority =
                new StandInAuthority("RSA", "SHA256withRSA", KeyPurposeId.id_kp_timeStamping)) {
            TimeStampRequest request = TimeStampRequest.of(HASH, null);
            assertThat(request.answeredBy(authority.answer(request.bytes())).problems(List.of()))
                    .isEmpty();
        }
        byte[] wrongUse = resource("token-of-a-server-certificate.der");
        assertThat(TimeStampToken.parse(wrongUse).problems(List.of()))
                .anyMatch(problem -> problem.contains("time stamping only"));
    }

    @Test
    void tokenOfOpenSslIsReadAndChecked() throws Exception {
        TimeStampToken token = TimeStampToken.parse(resource("token-of-openssl.der"));

        assertThat(token.stamps(resource("stamped-by-openssl.sha256"))).isTrue();
        assertThat(token.problems(TimeStampToken.anchors(resource("anchor-of-openssl.pem"))))
                .isEmpty();
        assertThat(token.policy()).isEqualTo("1.2.3.4.1");
    }

    @Test
    void everyChangedByteIsNoticed() throws Exception {
        byte[] good = resource("token-of-openssl.der");
        byte[] hash = resource("stamped-by-openssl.sha256");
        List<java.security.cert.X509Certificate> anchors = TimeStampToken.anchors(resource("anchor-of-openssl.pem"));
        int harmless = 0;
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 0x01;
            harmless +=
                    accepted(changed, hash, anchors, TimeStampToken.parse(good).at()) ? 1 : 0;
        }
        // Not signed: version numbers, the digest list of the SignedData and the root, which the checker brings
        // himself.
        assertThat(harmless).isLessThan(1_000);
        assertThat(changedContentIsAccepted(good, hash, anchors)).isFalse();
    }

    /** The stamped content: imprint, time, serial number. */
    private static boolean changedContentIsAccepted(
            byte[] good, byte[] hash, List<java.security.cert.X509Certificate> anchors) {
        int start = indexOf(good, hash) - 40;
        boolean accepted = false;
        for (int i = start; i < start + 40 + hash.length + 25; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 0x01;
            accepted |=
                    accepted(changed, hash, anchors, TimeStampToken.parse(good).at());
        }
        return accepted;
    }

    private static int indexOf(byte[] where, byte[] what) {
        for (int i = 0; i <= where.length - what.length; i++) {
            if (java.util.Arrays.equals(where, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not in it");
    }

    private static boolean accepted(
            byte[] der, byte[] hash, List<java.security.cert.X509Certificate> anchors, Instant at) {
        try {
            TimeStampToken token = TimeStampToken.parse(der);
            boolean same = token.at().truncatedTo(ChronoUnit.SECONDS).equals(at.truncatedTo(ChronoUnit.SECONDS));
            return same && token.stamps(hash) && token.problems(anchors).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void answerToAnotherQuestionIsRefused() throws Exception {
        try (StandInAuthority authority = new StandInAuthority()) {
            TimeStampRequest request = TimeStampRequest.of(HASH, null);
            byte[] answer = authority.answer(request.bytes());

            assertThatThrownBy(() -> TimeStampRequest.of(HASH, null).answeredBy(answer))
                    .hasMessageContaining("another question");
            assertThatThrownBy(() -> new TimeStampRequest(hash("other"), request.nonce(), null).answeredBy(answer))
                    .hasMessageContaining("something else");
            assertThatThrownBy(() -> new TimeStampRequest(HASH, request.nonce(), "1.2.3").answeredBy(answer))
                    .hasMessageContaining("policy");
        }
    }

    @Test
    void rubbishIsAnIllegalArgument() {
        byte[] good = {0x30, 0x03, 0x02, 0x01, 0x02};
        assertThatThrownBy(() -> TimeStampRequest.of(HASH, null).answeredBy(good))
                .isInstanceOf(IllegalArgumentException.class);
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] rubbish = new byte[random.nextInt(60)];
            random.nextBytes(rubbish);
            if (rubbish.length > 0) {
                rubbish[0] = 0x30;
            }
            assertThatThrownBy(() -> TimeStampToken.parse(rubbish)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void objectIdentifiersComeBack() {
        for (String oid : List.of("1.2.840.113549.1.9.16.1.4", "2.16.840.1.101.3.4.2.1", "0.9.2342", "2.999.1")) {
            assertThat(Der.of(Der.writeOid(oid)).oid()).isEqualTo(oid);
        }
        assertThat(Der.of(Der.write(Der.OCTET_STRING, new byte[70_000])).value())
                .hasSize(70_000);
    }

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = TimeStampTokenTest.class.getResourceAsStream("/timestamp/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
