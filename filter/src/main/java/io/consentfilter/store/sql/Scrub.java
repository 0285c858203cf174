package io.consentfilter.store.sql;

import java.sql.SQLException;

/**
 * After an erasure: asks the writer to empty the write-ahead log, where older copies of the erased pages still stand. Does nothing
 * inside the transaction; {@link Writer} empties the log right after it.
 */
final class Scrub extends Entry {
    @Override
    void write(Transaction transaction) throws SQLException {
        transaction.scrubAfterwards();
    }
}
