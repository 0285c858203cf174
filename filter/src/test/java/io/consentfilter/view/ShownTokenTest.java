package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.seal.Hmac;
import io.consentfilter.view.ShownToken.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class ShownTokenTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Hmac KEY = Hmac.derive(new byte[32], "shown token");

    private final ShownToken tokens = at(NOW);

    private static ShownToken at(Instant now) {
        return new ShownToken(KEY, InstantSource.fixed(now));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(tokens.read(tokens.write("abc", "de", "layer1")))
                .contains(new Shown("abc", "de", "layer1", LocalDate.of(2026, 11, 23)));
    }

    @Test
    void theSameForEverybodyAllDayLong() {
        assertThat(at(NOW.plus(Duration.ofHours(13))).write("abc", "de", "1"))
                .isEqualTo(tokens.write("abc", "de", "1"));
        assertThat(at(NOW.plus(Duration.ofHours(15))).write("abc", "de", "1"))
                .isNotEqualTo(tokens.write("abc", "de", "1"));
    }

    @Test
    void itFitsAnAttributeAndAnAddress() {
        assertThat(tokens.write("abc", "de", "ä\"<")).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void anyOtherByteMakesItNone() {
        String token = tokens.write("abc", "de", "layer1");
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.read(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
    }

    @Test
    void aTokenOfAnotherKeyOrNoTokenSaysNothing() {
        ShownToken foreign = new ShownToken(Hmac.derive(new byte[32], "other use"), InstantSource.fixed(NOW));

        assertThat(tokens.read(foreign.write("abc", "de", "1"))).isEmpty();
        for (String token : new String[] {null, "", ".", "a.b", "%%%.%%%", "é.é", "x".repeat(10_000)}) {
            assertThat(tokens.read(token)).isEmpty();
        }
    }

    @Test
    void olderThanNoticeDaysMaxItProvesNothing() {
        String token = tokens.write("abc", "de", "1");

        assertThat(at(NOW.plus(Duration.ofDays(ShownToken.NOTICE_DAYS_MAX))).read(token))
                .isPresent();
        assertThat(at(NOW.plus(Duration.ofDays(ShownToken.NOTICE_DAYS_MAX + 1))).read(token))
                .isEmpty();
        assertThat(at(NOW.minus(Duration.ofDays(1))).read(token)).isPresent();
        assertThat(at(NOW.minus(Duration.ofDays(2))).read(token)).isEmpty();
    }

    @Test
    void signedNonsenseSaysNothing() {
        byte[] said = "one line".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();

        assertThat(tokens.read(base64.encodeToString(said) + "." + base64.encodeToString(KEY.tag(said))))
                .isEmpty();
    }
}
