package io.consentfilter.rewrite;

import io.consentfilter.rewrite.Corpus.Page;
import java.util.Locale;

/**
 * Tells of each kind of {@link AdversePages} how fast a page of 1 MB and one of 4 MB are rewritten, in pieces of 8 KB and of 64 bytes:
 * where the rate of the longer one is much lower, something grows faster than the page. Best of several rounds. The command stands in
 * {@code docs/performance.md}.
 */
final class GrowthRace {
    private static final int ROUNDS = 12;
    private static final int LENGTH = 1_000_000;
    private static final int[] PIECES = {8192, 64};

    private GrowthRace() {}

    public static void main(String[] arguments) {
        byte[] out = new byte[40_000_000];
        System.out.printf(Locale.ROOT, "%-32s %9s %9s %9s %9s%n", "MB/s", "1 MB/8K", "4 MB/8K", "1 MB/64", "4 MB/64");
        AdversePages.kinds().forEach((name, kind) -> {
            Page small = new Page(name, MadePages.HOST, AdversePages.page(kind, LENGTH));
            Page large = new Page(name, MadePages.HOST, AdversePages.page(kind, 4 * LENGTH));
            System.out.printf(Locale.ROOT, "%-32s", name);
            for (int piece : PIECES) {
                System.out.printf(Locale.ROOT, " %9.0f %9.0f", rate(small, out, piece), rate(large, out, piece));
            }
            System.out.println();
        });
    }

    private static double rate(Page page, byte[] out, int piece) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            Contestant.ours(page, out, piece);
            best = Math.min(best, System.nanoTime() - start);
        }
        return page.bytes().length * 1e3 / best;
    }
}
