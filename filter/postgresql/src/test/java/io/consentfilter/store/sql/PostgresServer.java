package io.consentfilter.store.sql;

/** The one PostgreSQL of this module, for tests of other rooms. */
public final class PostgresServer {
    private PostgresServer() {}

    public static String url() {
        return Postgres.url();
    }

    /** Tables of this test's own. */
    public static String prefix() {
        return Postgres.prefix();
    }
}
