package io.consentfilter.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoredJournalEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes, each with a log of its own. */
final class ConfigurationsOfDayTest {
    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");

    private final List<StoredJournalEntry> journal = new ArrayList<>();
    private final ReceiptStore store = mock(ReceiptStore.class);

    @BeforeEach
    void answer() throws Exception {
        doAnswer(call -> {
                    Consumer<StoredJournalEntry> each = call.getArgument(3);
                    journal.stream()
                            .filter(stored -> stored.entry().kind().equals(call.getArgument(0)))
                            .filter(stored -> !stored.entry().at().isBefore(call.getArgument(1)))
                            .filter(stored -> stored.entry().at().isBefore(call.getArgument(2)))
                            .forEach(each);
                    return null;
                })
                .when(store)
                .journal(anyString(), any(), any(), any());
    }

    @Test
    void eachNodeCountsWithItsOwnUntilItStops() throws Exception {
        started("east", 1, "a", "A");
        started("west", 2, "b", "B");
        wrote("east", 4, JournalEntry.STOP, Map.of());
        assertThat(on(1)).containsExactly("A");
        assertThat(on(3)).containsExactly("A", "B");
        assertThat(on(4)).as("it counted until it stopped").containsExactly("A", "B");
        assertThat(on(5)).containsExactly("B");
    }

    @Test
    void aNodeThatEndedWithoutAStopCountsWithItsNextStartOnly() throws Exception {
        started("east", 1, "a", "A");
        started("east", 3, "b", "B");
        assertThat(on(2)).containsExactly("A");
        assertThat(on(4)).containsExactly("B");
    }

    @Test
    void twoNodesWithTheSameConfigurationGiveOneFile() throws Exception {
        started("east", 1, "a", "A");
        wrote("west", 1, JournalEntry.START, Map.of("configuration", "a"));
        assertThat(on(2)).containsExactly("A");
    }

    @Test
    void aStartThatTheStoreLearntLateCountsFromTheStartOn() throws Exception {
        wrote("east", 5, JournalEntry.CONFIGURATION, Map.of("hash", "a", "content", "A"));
        wrote("east", 5, JournalEntry.START, Map.of("configuration", "a", "at", day(2).toString()));
        assertThat(on(1)).isEmpty();
        assertThat(on(2)).containsExactly("A");
        assertThat(on(3)).containsExactly("A");
        assertThat(on(6)).containsExactly("A");
    }

    private static Instant day(int day) {
        return FIRST.plus(day - 1, ChronoUnit.DAYS);
    }

    private List<String> on(int day) throws Exception {
        Instant from = day(day);
        return new ConfigurationsOfDay(store)
                .between(from, from.plus(1, ChronoUnit.DAYS)).stream()
                        .map(counted -> String.valueOf(counted.content()))
                        .toList();
    }

    /** A node starts with a configuration that nobody had before. */
    private void started(String node, int day, String hash, String content) {
        wrote(node, day, JournalEntry.CONFIGURATION, Map.of("hash", hash, "content", content));
        wrote(node, day, JournalEntry.START, Map.of("configuration", hash));
    }

    private void wrote(String log, int day, String kind, Map<String, String> facts) {
        Instant at = day(day).plusSeconds(journal.size());
        Head head = new Head(log, journal.size() + 1, 1, new byte[32], new byte[32], at, "key", new byte[64]);
        journal.add(new StoredJournalEntry(
                new JournalEntry("id-" + journal.size(), "muster", at, kind, facts),
                new Proof(new byte[16], 0, List.of(), head)));
    }
}
