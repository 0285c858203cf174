package io.consentfilter.store.sql;

import io.consentfilter.store.TestRecords;
import java.util.List;

final class PostgresDurabilityIT extends ReceiptDurabilityContract {
    private final String prefix = Postgres.prefix();

    @Override
    protected SqlStores.Settings settings() {
        return Postgres.byUrl(prefix);
    }

    @Override
    protected List<String> childArguments() {
        return List.of(Postgres.url(), "postgres", "postgres", prefix, TestRecords.SITE);
    }
}
