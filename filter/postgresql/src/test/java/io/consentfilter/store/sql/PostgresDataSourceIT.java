package io.consentfilter.store.sql;

import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.ReceiptStoreContract;

/** The same through a data source, as a container gives it by JNDI. */
final class PostgresDataSourceIT extends ReceiptStoreContract {
    private final String prefix = Postgres.prefix();

    @Override
    protected ReceiptStore open() throws Exception {
        return SqlStores.open(
                        Postgres.byDataSource(Postgres.server().getPostgresDatabase(), prefix), KEYS, records.clock())
                .receipts();
    }
}
