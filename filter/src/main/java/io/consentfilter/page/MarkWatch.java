package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;

/**
 * Looks for our marks in what a browser sends: an editor that saves rewritten HTML would make withheld elements permanent. Counted,
 * never changed.
 */
final class MarkWatch {
    private static final String MARK = "data-choice-";
    private static final System.Logger LOG = System.getLogger("io.consentfilter");

    private final Metrics metrics;
    private final String path;
    private int matched;
    private boolean seen;

    MarkWatch(Metrics metrics, String path) {
        this.metrics = metrics;
        this.path = path;
    }

    /** What comes next does not follow what came before. */
    void anew() {
        matched = 0;
    }

    void see(String text) {
        if (!seen && text.contains(MARK)) {
            found();
        }
    }

    /** The mark's first letter does not come again in it: after a mismatch only this byte can begin anew. */
    void see(int c) {
        if (seen) {
            return;
        }
        matched = c == MARK.charAt(matched) ? matched + 1 : c == MARK.charAt(0) ? 1 : 0;
        if (matched == MARK.length()) {
            found();
        }
    }

    void see(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end && !seen; at++) {
            at = matched == 0 ? beginning(bytes, at, end) : at;
            if (at < end) {
                see(bytes[at]);
            }
        }
    }

    /** Where a mark may begin: in a large upload hardly anywhere. */
    private static int beginning(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != 'd') {
            at++;
        }
        return at;
    }

    private void found() {
        seen = true;
        matched = 0;
        metrics.count(Counter.MARKS_POSTED);
        long times = metrics.value(Counter.MARKS_POSTED);
        // Anybody can post marks: told at the first, second, fourth … body, so that nobody fills the log with them.
        if (Long.bitCount(times) == 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A body posted to {0} contains marks of the filter: an editor saves rewritten HTML. Exclude the editor''s page (filter.exclude) or let it load its text by a request of its own. Bodies like this since the start: {1}",
                    inOneLine(path),
                    Long.toString(times));
        }
    }

    /** A path is decoded: what stands in it must not look like a line of the log. */
    private static String inOneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }
}
