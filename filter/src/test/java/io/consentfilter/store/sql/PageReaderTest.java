package io.consentfilter.store.sql;

import static io.consentfilter.store.TestRecords.canonical;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.seal.Keys;
import io.consentfilter.store.ReceiptPage;
import io.consentfilter.store.ReceiptQuery;
import io.consentfilter.store.TestRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** How far a question reads: counted in steps of the database's own machine, so no clock has a say. */
final class PageReaderTest {
    @TempDir
    Path folder;

    private final TestRecords records = new TestRecords();
    private SqlStores stores;

    @BeforeEach
    void open() throws Exception {
        stores = SqlStores.open(TestStores.sqlite(folder), Keys.ephemeral().signing(), records.clock());
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aStateUnderAnOldNoticeIsNotLookedForAmongNewerRecords() throws Exception {
        append("old", 5);
        ReceiptQuery question = underOld(ConsentState.GIVEN, null);
        long alone = steps(question, 5);
        records.later(Duration.ofHours(1));
        append("new", 300);
        assertThat(steps(question, 5)).isLessThan(2 * alone);
    }

    @Test
    void aMethodIsLookedForInsideTheWindowOfTimeOnly() throws Exception {
        append("old", 5);
        ReceiptQuery question = underOld(null, "choices:layer2");
        long alone = steps(question, 0);
        records.later(Duration.ofHours(1));
        append("new", 300);
        assertThat(steps(question, 0)).isLessThan(2 * alone);
    }

    private static ReceiptQuery underOld(@Nullable ConsentState state, @Nullable String method) {
        return new ReceiptQuery(
                null,
                null,
                null,
                state == null ? null : "old",
                state == null ? null : "statistics",
                null,
                state,
                method,
                null,
                state == null ? TestRecords.START.plus(Duration.ofMinutes(5)) : null,
                50,
                null);
    }

    private void append(String notice, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            records.later(Duration.ofSeconds(1));
            ConsentRecord record = records.record(
                    "subject-" + i, notice, "banner:layer1:accept-all", ConsentState.GIVEN, ConsentState.GIVEN);
            stores.receipts().append(record, canonical(record));
        }
    }

    /** Steps of the second answer: the first one prepares its statements. */
    private long steps(ReceiptQuery question, int items) throws Exception {
        AtomicLong steps = new AtomicLong();
        stores.readers().ask(statements -> {
            PageReader reader = new PageReader(statements, stores.space(), records.now());
            reader.page(question);
            ProgressHandler.setHandler(statements.connection(), 1, new ProgressHandler() {
                @Override
                protected int progress() {
                    steps.incrementAndGet();
                    return 0;
                }
            });
            ReceiptPage page = reader.page(question);
            ProgressHandler.clearHandler(statements.connection());
            assertThat(page.items()).hasSize(items);
            return page;
        });
        assertThat(steps).hasPositiveValue();
        return steps.get();
    }
}
