package io.consentfilter.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class HmacTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] MESSAGE = "what do ya want for nothing?".getBytes(US_ASCII);

    @Test
    void tagIsThatOfRfc4231() {
        assertThat(hex(Hmac.tag(new SecretKeySpec("Jefe".getBytes(US_ASCII), "HmacSHA256"), MESSAGE)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void derivationIsThatOfRfc5869() {
        byte[] prk = Hkdf.extract(bytes("000102030405060708090a0b0c"), bytes("0b".repeat(22)));
        assertThat(hex(prk)).isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        assertThat(hex(Hkdf.expand(prk, bytes("f0f1f2f3f4f5f6f7f8f9"), 42)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void derivationWithoutSaltAndInfoIsThatOfRfc5869() {
        byte[] prk = Hkdf.extract(new byte[0], bytes("0b".repeat(22)));
        assertThat(hex(prk)).isEqualTo("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04");
        assertThat(hex(Hkdf.expand(prk, new byte[0], 42)))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void aTagOfOneUseNeverPassesForAnother() {
        byte[] tag = Hmac.derive(SECRET, "choice cookie").tag(MESSAGE);
        assertThat(Hmac.derive(SECRET, "choice cookie").verify(MESSAGE, tag)).isTrue();
        assertThat(Hmac.derive(SECRET, "shown token").verify(MESSAGE, tag)).isFalse();
    }

    @Test
    void aTagMayBeShortenedToHalfButNotFurther() {
        Hmac hmac = Hmac.derive(SECRET, "choice cookie");
        byte[] tag = hmac.tag(MESSAGE);
        assertThat(hmac.verify(MESSAGE, Arrays.copyOf(tag, Hmac.TAG_BYTES_MIN))).isTrue();
        assertThat(hmac.verify(MESSAGE, Arrays.copyOf(tag, Hmac.TAG_BYTES_MIN - 1)))
                .isFalse();
        assertThat(hmac.verify(MESSAGE, Arrays.copyOf(tag, tag.length + 1))).isFalse();
        assertThat(hmac.verify(MESSAGE, new byte[0])).isFalse();
    }

    @Test
    void everyBitOfTheTagCounts() {
        Hmac hmac = Hmac.derive(SECRET, "choice cookie");
        byte[] tag = hmac.tag(MESSAGE);
        for (int bit = 0; bit < tag.length * 8; bit++) {
            tag[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(hmac.verify(MESSAGE, tag)).isFalse();
            tag[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(hmac.verify(MESSAGE, tag)).isTrue();
    }

    @Test
    void aWeakSecretIsRefused() {
        assertThatThrownBy(() -> Hmac.derive(new byte[Hmac.SECRET_BYTES_MIN - 1], "any"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
