package io.consentfilter;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.receipt.InvalidNotices;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UpkeepTest {
    private static final Map<String, String> SETTING = Map.of("mode", "enforce");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private final ReceiptStore store = mock(ReceiptStore.class);
    private final Metrics metrics = new Metrics();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final Upkeep upkeep = Upkeep.start(store, new InvalidNotices(), metrics, () -> now, SETTING);

    @AfterEach
    void close() {
        upkeep.close();
    }

    @Test
    void theJournalSaysOnceHowTheGateWasSetAndWhenItStopped() throws Exception {
        firstRound();
        upkeep.round();
        upkeep.close();
        verify(store, times(1)).appendJournal("start", SETTING);
        verify(store).appendJournal("stop", Map.of());
    }

    @Test
    void aStartThatCouldNotBeToldIsToldLater() throws Exception {
        firstRound();
        ReceiptStore down = mock(ReceiptStore.class);
        doThrow(new StoreException("down")).when(down).appendJournal(any(), any());
        try (Upkeep other = Upkeep.start(down, new InvalidNotices(), metrics, () -> now, SETTING)) {
            verify(down, timeout(5000)).appendJournal("start", SETTING);
            verify(down, never()).eraseExpired(any());
            reset(down);
            other.round();
            verify(down).appendJournal("start", SETTING);
        }
    }

    @Test
    void onlyWhatGrewIsCountedAndNothingIsLostWhileTheStoreIsDown() throws Exception {
        firstRound();
        metrics.count(Counter.BANNERS_SHOWN, 3);
        metrics.undeclaredHost("tracker.example");
        doThrow(new StoreException("down")).when(store).addCounts(any(), any());
        upkeep.round();
        reset(store);
        metrics.count(Counter.BANNERS_SHOWN, 2);
        upkeep.round();
        verify(store).addCounts(DAY, Map.of("banners-shown", 5L, "undeclared-host:tracker.example", 1L));
        upkeep.round();
        verify(store).addCounts(DAY, Map.of());
    }

    @Test
    void retentionRunsOnceADay() throws Exception {
        firstRound();
        upkeep.round();
        verify(store, times(1)).eraseExpired(DAY);
        now = now.plusSeconds(86_400);
        upkeep.round();
        verify(store).eraseExpired(DAY.plusDays(1));
    }

    @Test
    void aFaultOfOursDoesNotEndTheRounds() throws Exception {
        firstRound();
        doThrow(new IllegalStateException("planted")).when(store).addCounts(any(), any());
        upkeep.round();
        reset(store);
        upkeep.round();
        verify(store).addCounts(any(), any());
    }

    /** The one that the timer runs at once. */
    private void firstRound() throws Exception {
        verify(store, timeout(5000)).eraseExpired(DAY);
    }
}
