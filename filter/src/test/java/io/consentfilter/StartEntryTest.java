package io.consentfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.consentfilter.ledger.Head;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class StartEntryTest {
    private static final Instant BEGUN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Map<String, String> TOLD = Map.of("mode", "enforce", "at", "2026-11-23T10:00:00Z");

    private final ReceiptStore store = mock(ReceiptStore.class);
    private Instant now = BEGUN;

    @Test
    void itIsToldOnceWhoeverAsksAndHoweverManyAtATime() throws Exception {
        StartEntry start = start(Map.of("mode", "enforce"));
        CountDownLatch slow = new CountDownLatch(1);
        doAnswer(call -> {
                    slow.await();
                    return null;
                })
                .when(store)
                .appendJournal(eq(JournalEntry.START), any());
        Callable<Boolean> task = () -> {
            start.tell();
            return true;
        };
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Boolean>> all = List.of(pool.submit(task), pool.submit(task), pool.submit(task));
            slow.countDown();
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        start.tell();
        verify(store, times(1)).appendJournal(JournalEntry.START, TOLD);
    }

    @Test
    void aStoreThatComesLateLearnsWhenTheGateWasSwitchedOn() throws Exception {
        StartEntry start = start(Map.of("mode", "enforce"));
        doThrow(new StoreException("down")).when(store).appendJournal(any(), any());
        assertThatThrownBy(start::tell).isInstanceOf(StoreException.class).hasMessage("down");
        reset(store);
        now = now.plusSeconds(3600);
        start.tell();
        verify(store).appendJournal(JournalEntry.START, TOLD);
    }

    @Test
    void whoWaitsForAnotherThatTellsItDoesNotWaitForEver() throws Exception {
        StartEntry start = start(Map.of());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        doAnswer(call -> {
                    asked.countDown();
                    hangs.await();
                    return null;
                })
                .when(store)
                .journal(anyString(), any(), any(), any());
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> first = pool.submit(() -> {
                start.tell();
                return true;
            });
            asked.await();
            assertThatThrownBy(start::tell)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("not in the journal yet");
            hangs.countDown();
            first.get();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aConfigurationThatTheJournalKnowsIsNotToldAgain() throws Exception {
        start(Map.of("configuration", "abc")).tell();
        verify(store).appendJournal(JournalEntry.CONFIGURATION, Map.of("hash", "abc", "content", "{}"));
    }

    @Test
    void anotherSigningKeyThanThatOfTheNewestHeadIsARotation() throws Exception {
        Head old = new Head("log", 1, 1, new byte[32], new byte[32], now.minusSeconds(9), "old", new byte[64]);
        Head last = new Head("log", 2, 1, new byte[32], new byte[32], now, "last", new byte[64]);
        doReturn(List.of(last, old)).when(store).latestHeads();
        start(Map.of("signingKey", "new")).tell();
        verify(store).appendJournal("key-rotation", Map.of("from", "last", "to", "new"));
        reset(store);
        doReturn(List.of(old, last)).when(store).latestHeads();
        start(Map.of("signingKey", "last")).tell();
        verify(store, never()).appendJournal(eq("key-rotation"), any());
    }

    private StartEntry start(Map<String, String> setting) {
        return new StartEntry(store, () -> now, setting, "{}");
    }
}
