package io.consentfilter.store.sql;

import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.ReceiptStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteReceiptStoreTest extends ReceiptStoreContract {
    @TempDir
    Path folder;

    @Override
    protected ReceiptStore open() throws Exception {
        return SqlStores.open(TestStores.sqlite(folder), KEYS, records.clock()).receipts();
    }
}
