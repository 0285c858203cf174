package io.consentfilter;

import static org.mockito.ArgumentMatchers.any;
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
import io.consentfilter.ledger.Proof;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredJournalEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class DaySealTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Map<String, String> SEALED = Map.of("day", "2026-11-23", "banners-shown", "7");

    private final ReceiptStore store = mock(ReceiptStore.class);
    private Instant now = Instant.parse("2026-11-24T00:10:00Z");
    private final DaySeal days = new DaySeal(store, () -> now);

    @Test
    void aDayIsSealedOnceItIsOver() throws Exception {
        counted(DAY, DAY.plusDays(1), Map.of("banners-shown", 7L));
        days.seal();
        days.seal();
        verify(store, times(1)).appendJournal(any(), any());
        verify(store).appendJournal(JournalEntry.DAY, SEALED);
    }

    @Test
    void whileOthersMayStillTellCountsTheDayIsOpen() throws Exception {
        now = Instant.parse("2026-11-24T00:09:59Z");
        counted(DAY, DAY.plusDays(1), Map.of("banners-shown", 7L));
        days.seal();
        verify(store, never()).appendJournal(any(), any());
        now = now.plusSeconds(1);
        days.seal();
        verify(store).appendJournal(JournalEntry.DAY, SEALED);
    }

    @Test
    void aDayThatAnotherNodeOrAnEarlierRunSealedIsNotSealedAgain() throws Exception {
        counted(DAY, DAY.plusDays(1), Map.of("banners-shown", 7L));
        journalHolds(Map.of("day", "2026-11-23"));
        days.seal();
        verify(store, never()).appendJournal(any(), any());
    }

    @Test
    void namesThatComeFromOutsideAreSealedAsSumsOnly() throws Exception {
        counted(
                DAY,
                DAY.plusDays(1),
                Map.of("undeclared-host:a.example", 1L, "undeclared-host:b.example", 2L, "withheld:matomo", 5L));
        days.seal();
        verify(store)
                .appendJournal(
                        JournalEntry.DAY, Map.of("day", "2026-11-23", "undeclared-host", "3", "withheld:matomo", "5"));
    }

    @Test
    void whatTheStoreDidNotTakeIsSealedLater() throws Exception {
        counted(DAY, DAY.plusDays(1), Map.of("banners-shown", 7L));
        doThrow(new StoreException("down")).when(store).appendJournal(any(), any());
        Assertions.assertThatThrownBy(days::seal).hasMessage("down");
        reset(store);
        counted(DAY, DAY.plusDays(1), Map.of("banners-shown", 7L));
        days.seal();
        verify(store).appendJournal(JournalEntry.DAY, SEALED);
    }

    @Test
    void aDayWithoutCountsLeavesNothing() throws Exception {
        doReturn(Map.of()).when(store).counts(any(), any());
        days.seal();
        verify(store, never()).appendJournal(any(), any());
    }

    private void counted(LocalDate day, LocalDate today, Map<String, Long> counts) throws Exception {
        doReturn(Map.of(day, counts)).when(store).counts(today.minusDays(DaySeal.DAYS_BACK), today);
    }

    private void journalHolds(Map<String, String> facts) throws Exception {
        Head head = new Head("log", 1, 1, new byte[32], new byte[32], now, "key", new byte[64]);
        StoredJournalEntry stored = new StoredJournalEntry(
                new JournalEntry("id", "muster", now, JournalEntry.DAY, facts),
                new Proof(new byte[16], 0, List.of(), head));
        doAnswer(call -> {
                    call.<Consumer<StoredJournalEntry>>getArgument(3).accept(stored);
                    return null;
                })
                .when(store)
                .journal(eq(JournalEntry.DAY), any(), any(), any());
    }
}
