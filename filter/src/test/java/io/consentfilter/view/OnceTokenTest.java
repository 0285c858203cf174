package io.consentfilter.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.seal.Hmac;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class OnceTokenTest {
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final OnceToken tokens = new OnceToken(Hmac.derive(new byte[32], "once"), () -> now);

    @Test
    void tokenUnlocksItsElementOnce() {
        String token = tokens.write("tube.abcdefgh");

        assertThat(tokens.redeem(token)).contains("tube.abcdefgh");
        assertThat(tokens.redeem(token)).isEmpty();
    }

    @Test
    void twoTokensForOneElementAreTwo() {
        assertThat(tokens.write("tube.abcdefgh")).isNotEqualTo(tokens.write("tube.abcdefgh"));
    }

    @Test
    void tokenFitsAnAddressAsItIs() {
        assertThat(tokens.write("tube.abcdefgh")).matches("[A-Za-z0-9._~-]+");
    }

    @Test
    void tokenRunsOut() {
        String token = tokens.write("tube.abcdefgh");
        now = now.plus(OnceToken.LIFETIME);

        assertThat(tokens.redeem(token)).isEmpty();
    }

    @Test
    void everyChangeMakesItVoid() {
        String token = tokens.write("tube.abcdefgh");
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.redeem(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("changed at " + i)
                    .isEmpty();
        }
        for (String hostile : new String[] {"", "~", "~~~", "a~b~c~d", token + "~", token + "=", "\u0000"}) {
            assertThat(tokens.redeem(hostile)).isEmpty();
        }
        assertThat(tokens.redeem(token)).isPresent();
    }
}
