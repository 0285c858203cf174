package io.consentfilter.store.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMigrationsTest extends MigrationsContract {
    @TempDir
    Path folder;

    @Override
    protected SqlStores.Settings settings() {
        return TestStores.sqlite(folder);
    }
}
