package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;

/** Faults of ours: counted, logged once in a while, never thrown at the page. */
final class Faults {
    private static final System.Logger LOG = System.getLogger("io.consentfilter");

    private Faults() {}

    static void count(Metrics metrics, String what, Throwable fault) {
        metrics.count(Counter.ERRORS);
        long seen = metrics.value(Counter.ERRORS);
        // The first ones in full, then every thousandth: a broken page must not fill the disk.
        if (seen <= 10 || seen % 1000 == 0) {
            LOG.log(System.Logger.Level.ERROR, "The page was served, something of ours failed: " + what, fault);
        }
    }
}
