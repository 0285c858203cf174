package io.consentfilter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** However many come and however long the writer hangs: so many wait, so long, and not more. */
final class IntakeTest {
    private static final class Nothing extends Entry {
        @Override
        void write(Transaction transaction) {}
    }

    @Test
    void whoComesToAFullQueueIsRefusedAndWhoGaveUpIsNeverWritten() throws Exception {
        Intake intake = new Intake(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(50)), Intake.BATCH_MAX);
        for (int i = 0; i < Intake.QUEUE_MAX; i++) {
            assertThatThrownBy(() -> intake.await(new Nothing()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("has not answered within");
        }
        assertThatThrownBy(() -> intake.await(new Nothing()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("4096 others wait");
        assertThat(intake.gather(1)).isEmpty();
        assertThat(intake.isEmpty()).isTrue();
    }

    @Test
    void aBatchTakesOnlySoManyAndTheRestComesNext() throws Exception {
        Intake intake = new Intake(Duration.ofSeconds(20), 4);
        List<Entry> handedIn = new ArrayList<>();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Entry entry = new Nothing();
            handedIn.add(entry);
            waiting.add(CompletableFuture.runAsync(
                    () -> assertThatThrownBy(() -> intake.await(entry)).hasMessageContaining("the end"),
                    task -> new Thread(task).start()));
        }
        List<Entry> taken = new ArrayList<>();
        await().until(() -> {
            List<Entry> batch = intake.gather(10);
            assertThat(batch).hasSizeLessThanOrEqualTo(4);
            taken.addAll(batch);
            return taken.size() == 6;
        });
        assertThat(taken).containsExactlyInAnyOrderElementsOf(handedIn);
        taken.forEach(entry -> entry.done().completeExceptionally(new StoreException("the end")));
        waiting.forEach(CompletableFuture::join);
    }
}
