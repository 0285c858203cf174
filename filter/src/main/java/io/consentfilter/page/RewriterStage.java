package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.rewrite.PageRewriter;
import io.consentfilter.rewrite.RewriteContext;
import io.consentfilter.rewrite.RewriteReport;
import java.io.IOException;

/**
 * The rewriter as a step. If it fails, the rest of the page passes under our CSP, which keeps withheld hosts closed, and the
 * failure is counted: a fault of ours never breaks a page and never opens the gate.
 */
final class RewriterStage implements Stage {
    private final Stage next;
    private final Metrics metrics;
    private final PageRewriter rewriter;
    private boolean failed;
    private boolean emitted;
    private boolean ended;
    private long bytes;

    RewriterStage(RewriteContext context, Stage next, Metrics metrics) {
        this.next = next;
        this.metrics = metrics;
        this.rewriter = new PageRewriter(context, this::emit);
    }

    private void emit(byte[] changed, int offset, int length) throws IOException {
        emitted = true;
        try {
            next.write(changed, offset, length);
        } catch (RuntimeException e) {
            throw new ContainerFault(e);
        }
    }

    @Override
    public void write(byte[] page, int offset, int length) throws IOException {
        bytes += length;
        if (failed) {
            next.write(page, offset, length);
            return;
        }
        emitted = false;
        try {
            rewriter.write(page, offset, length);
        } catch (ContainerFault e) {
            throw e.fault;
        } catch (RuntimeException | StackOverflowError e) {
            fail(e);
            if (!emitted) {
                next.write(page, offset, length);
            }
        }
    }

    @Override
    public void flush() throws IOException {
        guarded(rewriter::flush);
        next.flush();
    }

    @Override
    public void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        guarded(rewriter::end);
        count();
        next.end();
    }

    /** Work of the rewriter that may fail without harm. */
    private interface Work {
        void run() throws IOException;
    }

    private void guarded(Work work) throws IOException {
        if (failed) {
            return;
        }
        try {
            work.run();
        } catch (ContainerFault e) {
            throw e.fault;
        } catch (RuntimeException | StackOverflowError e) {
            fail(e);
        }
    }

    private void fail(Throwable fault) {
        failed = true;
        Faults.count(metrics, "rewriting stopped, the rest passed under our policy", fault);
    }

    private void count() {
        metrics.count(Counter.PAGES_REWRITTEN);
        metrics.count(Counter.BYTES_REWRITTEN, bytes);
        try {
            RewriteReport report = rewriter.report();
            metrics.count(Counter.ELEMENTS_WITHHELD, report.elementsWithheld());
            metrics.count(Counter.INLINE_SCRIPTS_WITHHELD, report.inlineScriptsWithheld());
            metrics.count(Counter.INLINE_SCRIPTS_TOO_LONG, report.inlineScriptsTooLong());
            report.services().forEach(metrics::withheldService);
            report.undeclaredHosts().forEach(metrics::undeclaredHost);
        } catch (RuntimeException e) {
            Faults.count(metrics, "a page was not counted", e);
        }
    }

    /** What the container threw at a write: the app's business, not ours. */
    private static final class ContainerFault extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RuntimeException fault;

        ContainerFault(RuntimeException fault) {
            super(fault);
            this.fault = fault;
        }
    }
}
