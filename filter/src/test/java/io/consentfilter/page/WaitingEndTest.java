package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WaitingEndTest {
    private final WaitingEnd end = new WaitingEnd();
    private final List<String> done = new ArrayList<>();

    private void goOn() throws IOException {
        for (WaitingEnd.Next next : end.close()) {
            next.run();
        }
    }

    @Test
    void whatComesAfterAnEndWaitsInItsOrder() throws IOException {
        end.begin(() -> done.add("closed"));

        assertThat(end.goesOnWith(() -> done.add("completed"))).isTrue();
        assertThat(done).isEmpty();
        assertThat(end.claim()).isTrue();
        goOn();
        assertThat(done).containsExactly("closed", "completed");
    }

    @Test
    void nothingWaitsForAnEndThatWasSentOrNeverCame() throws IOException {
        assertThat(end.goesOnWith(() -> done.add("early"))).isFalse();
        end.begin(() -> {});
        end.claim();
        goOn();

        assertThat(end.isOpen()).isFalse();
        assertThat(end.goesOnWith(() -> done.add("late"))).isFalse();
        assertThat(done).isEmpty();
    }

    @Test
    void onlyOneOfTwoThreadsSends() throws InterruptedException {
        AtomicInteger senders = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            WaitingEnd raced = new WaitingEnd();
            raced.begin(() -> {});
            Thread container = new Thread(() -> senders.addAndGet(raced.claim() ? 1 : 0));
            container.start();
            senders.addAndGet(raced.claim() ? 1 : 0);
            container.join();
        }

        assertThat(senders).hasValue(1000);
    }
}
