package io.consentfilter.store.sql;

import io.consentfilter.store.TestRecords;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of stores for tests. */
final class TestStores {
    /** Short waits, for tests in which something does not answer. */
    static final SqlStores.Waits SHORT =
            new SqlStores.Waits(Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofSeconds(3));

    private TestStores() {}

    static SqlStores.Settings sqlite(Path folder) {
        return new SqlStores.Settings(
                "jdbc:sqlite:data/consent.db", null, null, null, folder, "consent_", TestRecords.SITE);
    }

    static Path file(Path folder) {
        return folder.resolve("data/consent.db");
    }
}
