package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever of ours fails, wherever, and whatever is held at that moment: the page leaves byte for byte. */
final class FaultsTest {
    private static final Set<String> EVERYTHING = Set.of("stat", "media");
    private static final int RANDOM_PAGES = 300;

    /** Nothing in it is withheld, so that it leaves as it came; much of it is held, or read, on its way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>a<img src='&#47;a.png' alt='ä'><p>b<a href=x ping='/p &#47;q'>c</a>",
                "<img src='/a.png' srcset='/ä 1x, &#47;b 2x'><style>a{b:url(\\2f x.png)} c{d:url('\\2f y.png')}</style><p>e",
                "<img src='&#47;z'><style>@import '/b.css';a{b:url(/c.png)</style>",
                "<p style='b:url(\\2f x.png)'><style>a{b:url(\\2f z",
                "<script type=importmap>{\"imports\":{\"a\":\"/a.js\"}}</script><p>b<script type=importmap>{\"imports\"",
                "<script>own('<p>')</script><script type=speculationrules>{\"prefetch\":[]}</script>c",
                "<svg><script type='importmap'>{\"imports\":{\"a\":\"/a\"}}</script><image href='&#47;b.png'/></svg><p>c",
                "<svg><style>a{b:url(\\2f x.png)}<![CDATA[c{d:url(\\2f y.png)}]]></style></svg><img src='&#47;d'>",
                "<svg><style>a{b:url(\\2f x.png",
                "<noscript><img src='&#47;a.gif'></noscript><p><img src='&#47;b.gif'><noscript><style>a{b:url(\\2f c)}</style></noscript>d",
                "<iframe srcdoc='&lt;img src=&amp;#47;a&gt;'></iframe><meta http-equiv=refresh content='9;url=&#47;b'>",
                "<base href='&#47;a/'><link rel=stylesheet href='&#47;b.css'><object data='data:text/html,<p>c'></object>d"
            })
    void leavesWhole(String page) throws IOException {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        for (DocumentKind kind : DocumentKind.values()) {
            String unharmed =
                    text(Rewriting.page().kind(kind).granted(EVERYTHING).inPieces(bytes, bytes.length));
            assertThat(unharmed).as("%s without a fault", kind).isEqualTo(page);
            assertThat(faultsWhileJudging(bytes, kind)).as("faults").isPositive();
            if (!keepsScripts(page, kind)) {
                assertThat(faultsAt(bytes, kind, everyCut(bytes))).as("faults").isPositive();
            }
        }
    }

    @Test
    void randomPagesLeaveWhole() throws IOException {
        RandomPages pages = new RandomPages(23);
        int faults = 0;
        for (int i = 0; i < RANDOM_PAGES; i++) {
            byte[] page = pages.own();
            faults += faultsAt(page, DocumentKind.PAGE, inPieces(page, List.of(7)));
        }
        assertThat(faults).isGreaterThan(RANDOM_PAGES);
    }

    @Test
    void whatWasChangedBeforeStaysChangedAndWhatFollowsLeavesAsItCame() throws IOException {
        FaultyCharset faulty = new FaultyCharset(0);
        PageRewriter rewriter;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rewriter =
                new PageRewriter(Rewriting.page().insertions().charset(faulty).context(), out::write);
        write(rewriter, "<html><body><img src=//t.example/a><img src='&#47;/t.example/b'><im");
        write(rewriter, "g src=//t.example/c>");
        rewriter.end();

        assertThat(faulty.failed()).isTrue();
        assertThat(rewriter.fault()).hasMessage("planned");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("choice-panel")
                .endsWith("data-choice-src=//t.example/a><img src='&#47;/t.example/b'><img src=//t.example/c>");
        assertThat(rewriter.report().elementsWithheld()).isOne();
    }

    private static void write(PageRewriter rewriter, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        rewriter.write(bytes, 0, bytes.length);
    }

    private static int faultsWhileJudging(byte[] page, DocumentKind kind) throws IOException {
        int faults = 0;
        for (int[] pieces : everyCut(page)) {
            boolean failed = true;
            for (int good = 0; failed; good++) {
                FaultyCharset faulty = new FaultyCharset(good);
                Output none = (bytes, offset, length) -> {};
                same(page, pieces, kind, faulty, none, "text " + good);
                failed = faulty.failed();
                faults += failed ? 1 : 0;
            }
        }
        return faults;
    }

    /** A script that is parsed like markup is written in one piece: what does not take that has lost it. */
    private static boolean keepsScripts(String page, DocumentKind kind) {
        return page.contains("<svg><script") || (kind == DocumentKind.XHTML && page.contains("<script"));
    }

    /** Something of ours fails when bytes are about to leave. */
    private static int faultsAt(byte[] page, DocumentKind kind, List<int[]> cuts) throws IOException {
        int faults = 0;
        for (int[] pieces : cuts) {
            boolean failed = true;
            for (int good = 0; failed; good++) {
                Failing failing = new Failing(good);
                same(page, pieces, kind, new FaultyCharset(Integer.MAX_VALUE), failing, "write " + good);
                failed = failing.failed;
                faults += failed ? 1 : 0;
            }
        }
        return faults;
    }

    private static void same(
            byte[] page, int[] pieces, DocumentKind kind, FaultyCharset charset, Output before, String where)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewriteContext context =
                Rewriting.page().kind(kind).granted(EVERYTHING).charset(charset).context();
        PageRewriter rewriter = new PageRewriter(context, (bytes, offset, length) -> {
            before.write(bytes, offset, length);
            out.write(bytes, offset, length);
        });
        int at = 0;
        byte[] reused = new byte[page.length];
        for (int length : pieces) {
            // An app may use its array again.
            System.arraycopy(page, at, reused, 0, length);
            rewriter.write(reused, 0, length);
            Arrays.fill(reused, (byte) '!');
            at += length;
        }
        rewriter.end();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .as("%s, in pieces of %s, %s", kind, Arrays.toString(pieces), where)
                .isEqualTo(text(page));
    }

    private static List<int[]> everyCut(byte[] page) {
        List<int[]> all = inPieces(page, List.of(1, 3, 11));
        for (int cut = 1; cut <= page.length; cut++) {
            all.add(new int[] {cut, page.length - cut});
        }
        return all;
    }

    private static List<int[]> inPieces(byte[] page, List<Integer> sizes) {
        List<int[]> all = new ArrayList<>();
        for (int size : sizes) {
            int[] pieces = new int[(page.length + size - 1) / size];
            Arrays.fill(pieces, size);
            pieces[pieces.length - 1] = page.length - (pieces.length - 1) * size;
            all.add(pieces);
        }
        return all;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Failing implements Output {
        private int good;
        private boolean failed;

        Failing(int good) {
            this.good = good;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (good-- == 0) {
                failed = true;
                throw new IllegalStateException("planned");
            }
        }
    }
}
