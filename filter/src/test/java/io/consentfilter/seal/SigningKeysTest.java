package io.consentfilter.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningKeysTest {
    /** RFC 8410: what stands before the raw bytes of a key. */
    private static final String PRIVATE_PREFIX = "302e020100300506032b657004220420";

    private static final String PUBLIC_PREFIX = "302a300506032b6570032100";

    private static final String SEED_2 = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    private static final String PUBLIC_2 = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    private static final String PUBLIC_1 = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + PUBLIC_1
                + ",'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        SEED_2
                + "," + PUBLIC_2 + ",72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAndVerifiesAsInRfc8032(String seed, String publicKey, String message, String signature) throws Exception {
        SigningKeys keys = new SigningKeys(privateKey(seed), publicKey(publicKey), List.of());
        assertThat(keys.sign(bytes(message))).isEqualTo(bytes(signature));
        assertThat(SigningKeys.verify(publicKey(publicKey), bytes(message), bytes(signature)))
                .isTrue();
        assertThat(SigningKeys.verify(publicKey(publicKey), bytes(message + "00"), bytes(signature)))
                .isFalse();
    }

    /** Whoever checks a receipt may do it with anything that knows RFC 8032. */
    @Test
    void anotherImplementationVerifiesWhatWeSignAndTheOtherWayRound() throws Exception {
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        for (int i = 0; i < 50; i++) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] message = ("head " + i).getBytes(US_ASCII);
            SigningKeys keys = new SigningKeys(
                    (EdECPrivateKey) pair.getPrivate(), pair.getPublic().getEncoded(), List.of());
            Signature theirs = Signature.getInstance("Ed25519");
            theirs.initVerify(factory.generatePublic(
                    new X509EncodedKeySpec(pair.getPublic().getEncoded())));
            theirs.update(message);
            assertThat(theirs.verify(keys.sign(message))).isTrue();
            theirs.initSign(pair.getPrivate());
            theirs.update(message);
            assertThat(SigningKeys.verify(pair.getPublic().getEncoded(), message, theirs.sign()))
                    .isTrue();
        }
    }

    @Test
    void aChangedBitInSignatureOrKeyIsNoticed() throws Exception {
        byte[] message = {1, 2, 3};
        byte[] signature = new SigningKeys(privateKey(SEED_2), publicKey(PUBLIC_2), List.of()).sign(message);
        for (int i = 0; i < signature.length; i++) {
            assertThat(SigningKeys.verify(publicKey(PUBLIC_2), message, flipped(signature, i)))
                    .isFalse();
        }
        for (int i = 0; i < publicKey(PUBLIC_2).length; i++) {
            assertThat(SigningKeys.verify(flipped(publicKey(PUBLIC_2), i), message, signature))
                    .isFalse();
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused() throws Exception {
        EdECPrivateKey second = privateKey(SEED_2);
        assertThatThrownBy(() -> new SigningKeys(second, publicKey(PUBLIC_1), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoKeyOrSignatureIsJustNotVerified() {
        assertThat(SigningKeys.verify(new byte[3], new byte[1], new byte[64])).isFalse();
        assertThat(SigningKeys.verify(publicKey(PUBLIC_1), new byte[1], new byte[0]))
                .isFalse();
    }

    private static EdECPrivateKey privateKey(String seed) throws Exception {
        return (EdECPrivateKey) KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(bytes(PRIVATE_PREFIX + seed)));
    }

    private static byte[] publicKey(String raw) {
        return bytes(PUBLIC_PREFIX + raw);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
