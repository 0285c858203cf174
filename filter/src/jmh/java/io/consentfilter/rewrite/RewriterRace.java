package io.consentfilter.rewrite;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /**
     * Arguments: seconds for each contestant; then contestants, or none for all; {@code pages} to tell each page alone; {@code made}
     * for pages of {@link MadePages} instead of the folder.
     */
    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        long nanos = Long.parseLong(words.isEmpty() ? "10" : words.remove(0)) * 1_000_000_000L;
        boolean alone = words.remove("pages");
        List<Corpus.Page> pages = new ArrayList<>(Corpus.pages(words.remove("made") ? "made" : "all"));
        if (pages.removeIf(
                page -> !words.contains(page.name()) && pages.stream().anyMatch(each -> words.contains(each.name())))) {
            words.removeIf(word -> pages.stream().anyMatch(page -> page.name().equals(word)));
        }
        List<Contestant> who = words.isEmpty()
                ? List.of(Contestant.values())
                : words.stream().map(Contestant::valueOf).toList();
        byte[] out = new byte[OUT_BYTES];
        System.out.printf(Locale.ROOT, "%-14s %8s %8s %-36s %s%n", "", "MB/s", "worst", "", "bytes allocated per byte");
        for (Contestant each : who) {
            race(each, pages, out, nanos, alone);
        }
        if (!alone) {
            attributes(out, nanos / 10);
        }
    }

    private static void attributes(byte[] out, long nanos) {
        for (int kilobytes : new int[] {250, 1000, 4000}) {
            Corpus.Page page = attribute(kilobytes * 1000);
            long[] best = best(Contestant.OURS_8K, List.of(page), out, nanos);
            System.out.printf(
                    Locale.ROOT, "attribute of %d KB: %.0f MB/s%n", kilobytes, page.bytes().length * 1e3 / best[0]);
        }
    }

    private static void race(Contestant who, List<Corpus.Page> pages, byte[] out, long nanos, boolean alone) {
        long[] best = best(who, pages, out, nanos);
        long[] allocated = new long[best.length];
        long bytes = 0;
        int worst = 0;
        for (int i = 0; i < best.length; i++) {
            allocated[i] = allocated(who, pages.get(i), out);
            bytes += pages.get(i).bytes().length;
            worst = rate(pages, best, i) < rate(pages, best, worst) ? i : worst;
            if (alone) {
                tell(pages.get(i), rate(pages, best, i), allocated[i]);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s %8.0f %8.0f %-36s %.3f%n",
                who,
                bytes * 1e3 / Arrays.stream(best).sum(),
                rate(pages, best, worst),
                pages.get(worst).name(),
                Arrays.stream(allocated).sum() / (double) bytes);
    }

    private static void tell(Corpus.Page page, double rate, long allocated) {
        System.out.printf(
                Locale.ROOT,
                "  %-38s %8d bytes %8.0f MB/s %8d allocated%n",
                page.name(),
                page.bytes().length,
                rate,
                allocated);
    }

    private static long allocated(Contestant who, Corpus.Page page, byte[] out) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        who.run(page, out);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
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
