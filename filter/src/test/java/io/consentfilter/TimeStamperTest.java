package io.consentfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.config.TimestampSection;
import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.StandInAuthority;
import io.consentfilter.store.JournalEntry;
import io.consentfilter.store.StoredReceipt;
import io.consentfilter.store.TestRecords;
import io.consentfilter.store.sql.SqlStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads are stamped by an authority on this machine; what fails is counted and journaled, and no decision waits for it. */
final class TimeStamperTest {
    @TempDir
    private Path folder;

    private final TestRecords records = new TestRecords();
    private final Metrics metrics = new Metrics();
    private StandInAuthority authority;
    private SqlStores stores;
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    @BeforeEach
    void open() throws Exception {
        authority = new StandInAuthority();
        authority.now = now;
        stores = SqlStores.open(
                new SqlStores.Settings("jdbc:sqlite:c.db", null, null, null, folder, "consent_", TestRecords.SITE),
                Keys.ephemeral().signing(),
                records.clock());
    }

    @AfterEach
    void close() {
        stores.close();
        authority.close();
    }

    private TimeStamper stamper(@Nullable String policy) {
        TimestampSection setting = new TimestampSection(authority.url(), Period.ofDays(1), policy, null);
        return new TimeStamper(setting, List.of(authority.root()), stores.receipts(), metrics, () -> now);
    }

    private StoredReceipt append() throws Exception {
        var record = records.refused();
        return stores.receipts().append(record, TestRecords.canonical(record));
    }

    private List<JournalEntry> journal(String kind) throws Exception {
        List<JournalEntry> entries = new ArrayList<>();
        stores.receipts().journal(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), stored -> {
            if (stored.entry().kind().equals(kind)) {
                entries.add(stored.entry());
            }
        });
        return entries;
    }

    @Test
    void theNewestHeadIsStampedOnceADayAndTheTokenIsKept() throws Exception {
        StoredReceipt receipt = append();
        try (TimeStamper stamper = stamper(StandInAuthority.POLICY)) {
            stamper.round();
            stamper.round();
            assertThat(authority.asked()).isEqualTo(1);
            assertThat(journal(TimeStamps.KIND))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.facts())
                            .containsEntry("sequence", "1")
                            .containsEntry("at", "2026-11-23T10:00:00Z")
                            .containsEntry("authority", "CN=Stand-in time stamps")
                            .containsKeys("token", "head", "url"));
            assertThat(new TimeStamps(stores.receipts())
                            .covering(receipt.proof().head()))
                    .hasValueSatisfying(stamp -> assertThat(stamp.at()).isEqualTo(authority.now));
            assertThat(metrics.value(Counter.HEADS_STAMPED)).isEqualTo(1);

            now = now.plus(Duration.ofDays(1));
            stamper.round();
            // Nothing was decided since: the entry of the stamp itself needs none.
            assertThat(authority.asked()).isEqualTo(1);
            append();
            now = now.plus(Duration.ofDays(1));
            stamper.round();
            assertThat(authority.asked()).isEqualTo(2);
        }
    }

    @Test
    void authorityThatFailsIsCountedJournaledAndAskedAgainAnHourLater() throws Exception {
        append();
        authority.status = 500;
        try (TimeStamper stamper = stamper(null)) {
            stamper.round();
            assertThat(metrics.value(Counter.STAMPS_FAILED)).isEqualTo(1);
            assertThat(journal(TimeStamps.FAILED))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.facts()).containsEntry("reason", "HTTP 500"));
            stamper.round();
            assertThat(authority.asked()).isEqualTo(1);
            authority.status = 200;
            now = now.plus(TimeStamper.PAUSE_AFTER_FAILURE);
            stamper.round();
            assertThat(journal(TimeStamps.KIND)).hasSize(1);
        }
    }

    @Test
    void tokenThatCannotBeReliedOnIsNotKept() throws Exception {
        append();
        authority.damage = answer -> {
            byte[] damaged = answer.clone();
            damaged[damaged.length - 5] ^= 1;
            return damaged;
        };
        try (TimeStamper stamper = stamper(null);
                StandInAuthority other = new StandInAuthority()) {
            stamper.round();
            assertThat(journal(TimeStamps.KIND)).isEmpty();
            assertThat(journal(TimeStamps.FAILED)).hasSize(1);

            authority.damage = answer -> answer;
            TimestampSection setting = new TimestampSection(authority.url(), Period.ofDays(1), null, null);
            try (TimeStamper strict =
                    new TimeStamper(setting, List.of(other.root()), stores.receipts(), metrics, () -> now)) {
                strict.round();
            }
            assertThat(journal(TimeStamps.KIND)).isEmpty();
            assertThat(journal(TimeStamps.FAILED))
                    .anySatisfy(entry -> assertThat(entry.facts().get("reason")).contains("nobody trusted"));
        }
    }

    @Test
    void authorityThatIsNotThereHoldsUpNobody() throws Exception {
        append();
        authority.close();
        try (TimeStamper stamper = stamper(null)) {
            stamper.round();
        }
        assertThat(journal(TimeStamps.FAILED)).hasSize(1);
        assertThat(append().proof().head().sequence()).isGreaterThan(1);
    }
}
