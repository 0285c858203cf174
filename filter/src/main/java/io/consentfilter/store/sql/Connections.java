package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.SQLException;

/** Where connections that only read come from. */
interface Connections extends AutoCloseable {
    /** A question to the database. */
    interface Question<T> {
        T ask(Statements statements) throws SQLException, StoreException;
    }

    /**
     * Asks on a connection and takes it back.
     *
     * @throws StoreException if the store has been closed
     */
    <T> T ask(Question<T> question) throws SQLException, StoreException;

    @Override
    void close();
}
