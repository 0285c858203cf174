package io.consentfilter.store.sql;

final class PostgresMigrationsIT extends MigrationsContract {
    private final String prefix = Postgres.prefix();

    @Override
    protected SqlStores.Settings settings() {
        return Postgres.byUrl(prefix);
    }
}
