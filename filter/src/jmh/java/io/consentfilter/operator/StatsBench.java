package io.consentfilter.operator;

import io.consentfilter.seal.Keys;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.TestRecords;
import io.consentfilter.store.sql.SqlStores;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long the statistics of a year take, from the counters that {@code ReceiptBench counters DIR} made. */
final class StatsBench {
    private static final int TIMES = 60;
    private static final int WARM_UP = 20;

    private StatsBench() {}

    public static void main(String[] args) throws Exception {
        SqlStores.Settings settings = new SqlStores.Settings(
                System.getProperty("url", "jdbc:sqlite:bench.db"),
                null,
                System.getProperty("user"),
                System.getProperty("password"),
                Path.of(args[0]),
                "consent_",
                TestRecords.SITE);
        try (SqlStores stores = SqlStores.open(settings, Keys.ephemeral().signing(), InstantSource.system())) {
            for (String by : List.of("day", "notice", "language", "method")) {
                measure(stores.receipts(), by);
            }
        }
    }

    private static void measure(ReceiptStore store, String by) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Window year = new Window(today.minusDays(365), today.minusDays(1));
        long[] nanos = new long[TIMES];
        int groups = 0;
        for (int i = -WARM_UP; i < TIMES; i++) {
            long start = System.nanoTime();
            groups = Statistics.of(store, Statistics.by(by), year).values().size();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "a year by %-10s %4d groups   p50 %6.1f ms   max %6.1f ms%n",
                by,
                groups,
                nanos[TIMES / 2] / 1e6,
                nanos[TIMES - 1] / 1e6);
    }
}
