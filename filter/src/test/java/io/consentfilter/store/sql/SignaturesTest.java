package io.consentfilter.store.sql;

import static io.consentfilter.store.TestRecords.canonical;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.ledger.Head;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.seal.Keys;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.TestRecords;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignaturesTest {
    @TempDir
    Path folder;

    private final TestRecords records = new TestRecords();

    /** SQLite shows a statement that is still being read the state of its beginning, and every other one on its connection too. */
    @Test
    void aHeadReadBeforeItsSignatureWasStoredIsSigned() throws Exception {
        try (SqlStores stores =
                SqlStores.open(TestStores.sqlite(folder), Keys.ephemeral().signing(), records.clock())) {
            int unsignedWhenRead = 0;
            for (int attempt = 0; attempt < 100 && unsignedWhenRead == 0; attempt++) {
                append(stores);
                unsignedWhenRead += stores.readers().ask(statements -> readWhileStored(stores, statements));
            }
            // An idle writer may be quicker now and then; not a hundred times.
            assertThat(unsignedWhenRead).isPositive();
        }
    }

    /** Returns 1 if the database had no signature of the latest head when the reading began. */
    private int readWhileStored(SqlStores stores, Statements statements) throws SQLException {
        try (ResultSet row = stores.space().logs().latest(statements).executeQuery()) {
            assertThat(row.next()).isTrue();
            Head stored = stores.space().logs().head(statements, row);
            // The second batch takes the signature of the first along.
            append(stores);
            assertThat(new Rows(statements, stores.space(), stores.writer())
                            .signed(stored)
                            .signed())
                    .isTrue();
            return stored.signed() ? 0 : 1;
        }
    }

    private void append(SqlStores stores) throws SQLException {
        ConsentRecord record = records.refused();
        try {
            stores.receipts().append(record, canonical(record));
        } catch (StoreException e) {
            throw new SQLException(e);
        }
    }
}
