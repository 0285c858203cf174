package io.consentfilter.store.sql;

/** {@link ReceiptBench} against a PostgreSQL of its own: first argument {@code write}, second a folder for nothing much. */
final class PostgresBench {
    private PostgresBench() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("url", Postgres.url());
        System.setProperty("user", "postgres");
        System.setProperty("password", "postgres");
        ReceiptBench.main(args);
        Runtime.getRuntime().exit(0);
    }
}
