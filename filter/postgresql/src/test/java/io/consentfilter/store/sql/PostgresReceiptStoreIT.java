package io.consentfilter.store.sql;

import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.ReceiptStoreContract;

final class PostgresReceiptStoreIT extends ReceiptStoreContract {
    private final String prefix = Postgres.prefix();

    @Override
    protected ReceiptStore open() throws Exception {
        return SqlStores.open(Postgres.byUrl(prefix), KEYS, records.clock()).receipts();
    }
}
