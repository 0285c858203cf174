package io.consentfilter.store.sql;

import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens both stores over JDBC: SQLite with a group-committing single writer, PostgreSQL for several nodes. */
public final class SqlStores implements AutoCloseable {
    private SqlStores() {}

    /**
     * What to open.
     *
     * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql:…}; ignored where a data source is given
     * @param dataSource the container's data source, or null
     * @param user user, or null
     * @param password password, or null
     * @param dataDirectory where relative SQLite files lie
     * @param tablePrefix prefix of all tables
     * @param site the site whose rows these are
     */
    public record Settings(
            String jdbcUrl,
            @Nullable DataSource dataSource,
            @Nullable String user,
            @Nullable String password,
            Path dataDirectory,
            String tablePrefix,
            String site) {}

    /** Opens, locks and migrates. */
    public static SqlStores open(Settings settings, SigningKeys keys, InstantSource clock) throws StoreException {
        throw new UnsupportedOperationException("laid, not built");
    }

    public ReceiptStore receipts() {
        throw new UnsupportedOperationException("laid, not built");
    }

    public NoticeArchive notices() {
        throw new UnsupportedOperationException("laid, not built");
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("laid, not built");
    }
}
