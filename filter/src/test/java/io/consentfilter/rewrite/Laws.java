package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What holds for whatever bytes come: nothing is thrown, every cut gives the same, twice is once. */
final class Laws {
    /** Longer pages are cut at some places only. */
    private static final int EVERY_CUT_MAX = 200;

    private static final int SOME_CUTS = 12;
    private static final int FEW_CUTS = 3;

    private Laws() {}

    static void hold(byte[] page, DocumentKind kind) {
        hold(page, Rewriting.page().kind(kind), cuts(page));
    }

    /** The same, cut at a few places only beside all those that come with reading byte by byte and three by three: many times faster. */
    static void holdAtFewCuts(byte[] page, DocumentKind kind) {
        holdAtFewCuts(page, kind, StandardCharsets.UTF_8);
    }

    static void holdAtFewCuts(byte[] page, DocumentKind kind, Charset charset) {
        hold(page, Rewriting.page().kind(kind).charset(charset), someCuts(page, FEW_CUTS));
    }

    private static void hold(byte[] page, Rewriting bare, int[] cuts) {
        byte[] whole = bare.inPieces(page, Math.max(1, page.length));
        same(page, bare.inPieces(page, 1), whole, "byte by byte");
        same(page, bare.inPieces(page, 3), whole, "three by three");
        for (int cut : cuts) {
            same(page, bare.cutAt(page, cut), whole, "cut at " + cut);
        }
        same(page, bare.inPieces(whole, Math.max(1, whole.length)), whole, "twice");
        Rewriting full = bare.insertions();
        same(page, full.inPieces(page, 1), full.inPieces(page, Math.max(1, page.length)), "with insertions");
    }

    private static int[] cuts(byte[] page) {
        if (page.length <= EVERY_CUT_MAX) {
            return java.util.stream.IntStream.rangeClosed(0, page.length).toArray();
        }
        return someCuts(page, SOME_CUTS);
    }

    private static int[] someCuts(byte[] page, int count) {
        return new java.util.Random(Arrays.hashCode(page))
                .ints(count, 0, page.length + 1)
                .toArray();
    }

    private static void same(byte[] page, byte[] actual, byte[] expected, String how) {
        if (!Arrays.equals(actual, expected)) {
            assertThat(text(actual)).as("%s: %s", how, text(page)).isEqualTo(text(expected));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
