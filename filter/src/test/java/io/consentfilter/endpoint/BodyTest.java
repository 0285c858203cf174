package io.consentfilter.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class BodyTest {
    /** Sends a byte each millisecond, for longer than anybody waits. */
    private static final class Trickling extends InputStream {
        private int sent;

        @Override
        public int read() {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            sent++;
            return sent > 3_000 ? -1 : 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int one = read();
            if (one >= 0) {
                bytes[offset] = (byte) one;
            }
            return one < 0 ? -1 : 1;
        }
    }

    @Test
    void bodyThatTricklesHoldsAThreadForItsTimeOnly() {
        Trickling body = new Trickling();

        assertThatThrownBy(() -> Body.read(body, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(408));
        assertThat(body.sent).isLessThan(3_000);
    }
}
