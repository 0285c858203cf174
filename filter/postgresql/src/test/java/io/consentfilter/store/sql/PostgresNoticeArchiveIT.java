package io.consentfilter.store.sql;

import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.NoticeArchiveContract;
import java.sql.ResultSet;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class PostgresNoticeArchiveIT extends NoticeArchiveContract {
    private static final SigningKeys KEYS = Keys.ephemeral().signing();
    private final String prefix = Postgres.prefix();
    private @Nullable SqlStores stores;

    @Override
    protected NoticeArchive open() throws Exception {
        SqlStores opened = SqlStores.open(Postgres.byUrl(prefix), KEYS, InstantSource.system());
        stores = opened;
        return opened.notices();
    }

    @Override
    protected void close() {
        opened().close();
    }

    @Override
    protected int partsStored() throws Exception {
        return opened().readers().ask(statements -> {
            try (ResultSet row = statements.of("SELECT COUNT(*) FROM {part}").executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    private SqlStores opened() {
        return Objects.requireNonNull(stores);
    }
}
