package io.consentfilter;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.receipt.EndedGrants;
import io.consentfilter.receipt.EndedSubjects;
import io.consentfilter.receipt.InvalidNotices;
import io.consentfilter.receipt.SubjectKeys;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

final class UpkeepTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private final ReceiptStore store = mock(ReceiptStore.class);
    private final Metrics metrics = new Metrics();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final Upkeep upkeep = start(store);

    @AfterEach
    void close() {
        upkeep.close();
    }

    @Test
    void theJournalSaysOnceHowTheGateWasSetAndWhenItStopped() throws Exception {
        firstRound();
        upkeep.round();
        upkeep.close();
        verify(store, times(1)).appendJournal(eq("start"), any());
        verify(store).appendJournal("stop", Map.of());
    }

    @Test
    void aRunThatEndsBeforeItsFirstRoundIsInTheJournalWhole() throws Exception {
        ReceiptStore brief = mock(ReceiptStore.class);
        start(brief).close();
        InOrder inOrder = inOrder(brief);
        inOrder.verify(brief).appendJournal(eq("start"), any());
        inOrder.verify(brief).appendJournal("stop", Map.of());
    }

    @Test
    void nothingElseIsToldBeforeTheStart() throws Exception {
        firstRound();
        ReceiptStore down = mock(ReceiptStore.class);
        doThrow(new StoreException("down")).when(down).appendJournal(any(), any());
        try (Upkeep other = start(down)) {
            verify(down, timeout(5000)).appendJournal(eq("configuration"), any());
            verify(down, never()).eraseExpired(any());
            reset(down);
            other.round();
            verify(down).appendJournal(eq("start"), any());
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
    void theRunOfRetentionIsReportedInTheJournal() throws Exception {
        firstRound();
        verify(store, timeout(5000)).appendJournal("retention", Map.of("day", "2026-11-23", "records", "0"));
        doReturn(7).when(store).eraseExpired(any());
        now = now.plusSeconds(86_400);
        upkeep.round();
        verify(store).appendJournal("retention", Map.of("day", "2026-11-24", "records", "7"));
    }

    @Test
    void turningTheSwitchIsInTheJournalAlsoAfterTheStoreWasDown() throws Exception {
        firstRound();
        doThrow(new StoreException("down")).when(store).appendJournal(eq("switched"), any());
        upkeep.switched(true);
        verify(store, timeout(5000)).appendJournal(eq("switched"), any());
        reset(store);
        upkeep.round();
        verify(store).appendJournal("switched", Map.of("at", "2026-11-23T10:00:00Z", "disabled", "true"));
    }

    @Test
    void refusalsWithoutARecordAreInTheJournalOnceARound() throws Exception {
        firstRound();
        metrics.count(Counter.DECISIONS_UNRECORDED, 40);
        doThrow(new StoreException("down")).when(store).appendJournal(eq("unrecorded"), any());
        upkeep.round();
        reset(store);
        metrics.count(Counter.DECISIONS_UNRECORDED, 2);
        upkeep.round();
        upkeep.round();
        verify(store, times(1)).appendJournal("unrecorded", Map.of("decisions", "42"));
        verify(store).addCounts(DAY, Map.of("decisions-unrecorded", 42L));
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

    private Upkeep start(ReceiptStore store) {
        return Upkeep.start(store, new StartEntry(store, () -> now, Map.of(), "{}"), ended(), metrics, () -> now);
    }

    private EndedGrants ended() {
        return new EndedGrants(new InvalidNotices(), new EndedSubjects(SubjectKeys.of(new byte[32]), () -> now));
    }

    /** The one that the timer runs at once. */
    private void firstRound() throws Exception {
        verify(store, timeout(5000)).eraseExpired(DAY);
    }
}
