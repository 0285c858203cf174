package io.consentfilter.store.sql;

import io.consentfilter.store.TestRecords;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL for all tests of this module; each test has tables of its own. */
final class Postgres {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private Postgres() {}

    /** With fsync, which the embedded server leaves off by itself. */
    static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                server = running;
                Runtime.getRuntime().addShutdownHook(new Thread(Postgres::stop));
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL does not start", e);
            }
        }
        return running;
    }

    static String url() {
        return server().getJdbcUrl("postgres", "postgres");
    }

    static String prefix() {
        return "t" + PREFIXES.incrementAndGet() + "_";
    }

    static SqlStores.Settings byUrl(String prefix) {
        return new SqlStores.Settings(url(), null, "postgres", "postgres", Path.of("."), prefix, TestRecords.SITE);
    }

    static SqlStores.Settings byDataSource(DataSource source, String prefix) {
        return new SqlStores.Settings("java:comp/env/x", source, null, null, Path.of("."), prefix, TestRecords.SITE);
    }

    private static synchronized void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
