package io.consentfilter.page;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** How much later the first byte comes when the app flushes the beginning of a page and waits. */
final class FirstByteCost {
    private static final int WARM_UP = 200;
    private static final int PAGES = 600;

    private FirstByteCost() {}

    static void print(int port) throws IOException {
        try (CostClient bare = new CostClient(port, CostPages.flushedPath(false));
                CostClient guarded = new CostClient(port, CostPages.flushedPath(true))) {
            long[] without = new long[PAGES];
            long[] with = new long[PAGES];
            for (int i = -WARM_UP; i < PAGES; i++) {
                long bareNanos = nanos(bare);
                long guardedNanos = nanos(guarded);
                if (i >= 0) {
                    without[i] = bareNanos;
                    with[i] = guardedNanos;
                }
            }
            Arrays.sort(without);
            Arrays.sort(with);
            System.out.printf(
                    Locale.ROOT,
                    "first byte, app flushes and waits: median %.0f us without, %.0f with, %+.0f; 90th of 100: %.0f, %.0f%n",
                    without[PAGES / 2] / 1e3,
                    with[PAGES / 2] / 1e3,
                    (with[PAGES / 2] - without[PAGES / 2]) / 1e3,
                    without[PAGES * 9 / 10] / 1e3,
                    with[PAGES * 9 / 10] / 1e3);
        }
    }

    private static long nanos(CostClient client) throws IOException {
        long start = System.nanoTime();
        client.begin();
        long first = System.nanoTime() - start;
        client.finish();
        return first;
    }
}
