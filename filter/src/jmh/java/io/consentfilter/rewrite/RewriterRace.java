package io.consentfilter.rewrite;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The same contestants as in {@link RewriterBench}, in turn in one JVM, each page's best time of many rounds: on a machine that is
 * busy with other things a mean says nothing, the best time still does. The command stands in {@code docs/performance.md}.
 */
final class RewriterRace {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int OUT_BYTES = 12_000_000;

    private RewriterRace() {}

    /** Argument: seconds for each contestant. */
    public static void main(String[] arguments) {
        long nanos = Long.parseLong(arguments.length > 0 ? arguments[0] : "10") * 1_000_000_000L;
        byte[] out = new byte[OUT_BYTES];
        List<Corpus.Page> pages = Corpus.pages("all");
        System.out.printf(Locale.ROOT, "%-14s %8s %8s %-36s %s%n", "", "MB/s", "worst", "", "bytes allocated per byte");
        for (Contestant each : Contestant.values()) {
            race(each, pages, out, nanos);
        }
        for (int kilobytes : new int[] {250, 1000, 4000}) {
            Corpus.Page page = attribute(kilobytes * 1000);
            long[] best = best(Contestant.OURS_8K, List.of(page), out, nanos / 10);
            System.out.printf(
                    Locale.ROOT, "attribute of %d KB: %.0f MB/s%n", kilobytes, page.bytes().length * 1e3 / best[0]);
        }
    }

    private static void race(Contestant who, List<Corpus.Page> pages, byte[] out, long nanos) {
        long[] best = best(who, pages, out, nanos);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        pages.forEach(page -> who.run(page, out));
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long bytes = 0;
        int worst = 0;
        for (int i = 0; i < best.length; i++) {
            bytes += pages.get(i).bytes().length;
            worst = rate(pages, best, i) < rate(pages, best, worst) ? i : worst;
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s %8.0f %8.0f %-36s %.3f%n",
                who,
                bytes * 1e3 / Arrays.stream(best).sum(),
                rate(pages, best, worst),
                pages.get(worst).name(),
                allocated / (double) bytes);
    }

    private static double rate(List<Corpus.Page> pages, long[] best, int page) {
        return pages.get(page).bytes().length * 1e3 / best[page];
    }

    private static long[] best(Contestant who, List<Corpus.Page> pages, byte[] out, long nanos) {
        long[] best = new long[pages.size()];
        Arrays.fill(best, Long.MAX_VALUE);
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            for (int i = 0; i < best.length; i++) {
                long start = System.nanoTime();
                who.run(pages.get(i), out);
                best[i] = Math.min(best[i], System.nanoTime() - start);
            }
        }
        return best;
    }

    private static Corpus.Page attribute(int length) {
        String page = "<p>a</p><img alt=\"" + "x".repeat(length) + "\" src=\"/own.png\"><p>b</p>";
        return new Corpus.Page("attribute", "own.example", page.getBytes(StandardCharsets.US_ASCII));
    }
}
