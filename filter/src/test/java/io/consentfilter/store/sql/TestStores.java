package io.consentfilter.store.sql;

import io.consentfilter.store.TestRecords;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of stores for tests. */
final class TestStores {
    private TestStores() {}

    static SqlStores.Settings sqlite(Path folder) {
        return sqlite(folder, "jdbc:sqlite:data/consent.db");
    }

    static SqlStores.Settings sqlite(Path folder, String url) {
        return new SqlStores.Settings(url, null, null, null, folder, "consent_", TestRecords.SITE);
    }

    static Path file(Path folder) {
        return folder.resolve("data/consent.db");
    }

    /** Short waits, for tests in which something does not answer. */
    static SqlStores.Surroundings impatient(Database.Wire wire) {
        return new SqlStores.Surroundings(
                Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofSeconds(2), Intake.BATCH_MAX, wire);
    }
}
