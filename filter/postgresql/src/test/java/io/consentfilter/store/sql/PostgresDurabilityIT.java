package io.consentfilter.store.sql;

import io.consentfilter.store.TestRecords;
import java.sql.Connection;
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

    /** Half a minute, in which the lease of the killed node runs out; here it passes at once. */
    @Override
    protected void afterKill() throws Exception {
        try (Connection connection = Postgres.server().getPostgresDatabase().getConnection()) {
            Dialect.run(connection, "UPDATE " + prefix + "log SET lease_until = 1");
        }
    }
}
