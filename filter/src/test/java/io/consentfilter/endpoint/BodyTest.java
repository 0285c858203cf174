package io.consentfilter.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
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

    /** Sends as much as is asked for, up to a length, and knows how much it sent. */
    private static final class Plenty extends ServletInputStream {
        private final int length;
        private int sent;

        Plenty(int length) {
            this.length = length;
        }

        @Override
        public int read() {
            return sent < length ? sent++ & 0x7F : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) {
            int now = Math.min(most, length - sent);
            sent += now;
            return now == 0 ? -1 : now;
        }

        @Override
        public boolean isFinished() {
            return sent == length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException();
        }
    }

    @Test
    void bodyThatSaysItIsTooLargeIsRefusedHoweverMuchOfItComes() throws Exception {
        HttpServletRequest request = mock(HttpServletRequest.class);
        when(request.getContentLengthLong()).thenReturn(Body.BODY_BYTES_MAX + 1L);
        when(request.getInputStream()).thenReturn(new Plenty(10));

        assertThatThrownBy(() -> Body.read(request)).satisfies(refused -> answered(refused, 413));
    }

    @Test
    void onlySoMuchOfATooLargeBodyIsReadToBeThrownAway() {
        Plenty body = new Plenty(16 * Body.LEFT_OVER_BYTES_MAX);

        assertThatThrownBy(() -> Body.read(body, Duration.ofSeconds(30))).satisfies(refused -> answered(refused, 413));
        assertThat(body.sent)
                .isGreaterThanOrEqualTo(Body.LEFT_OVER_BYTES_MAX)
                .isLessThan(Body.BODY_BYTES_MAX + Body.LEFT_OVER_BYTES_MAX + 3 * 4096);
    }

    private static void answered(Throwable refused, int status) {
        assertThat(((RefusedException) refused).problem().status()).isEqualTo(status);
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
