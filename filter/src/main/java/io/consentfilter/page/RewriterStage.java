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
    private boolean ended;
    private long bytes;

    RewriterStage(RewriteContext context, Stage next, Metrics metrics) {
        this.next = next;
        this.metrics = metrics;
        this.rewriter = new PageRewriter(context, this::emit);
    }

    private void emit(byte[] changed, int offset, int length) throws IOException {
        try {
            next.write(changed, offset, length);
        } catch (RuntimeException e) {
            throw new ContainerFault(e);
        }
    }

    @Override
    public void write(byte[] page, int offset, int length) throws IOException {
        bytes += length;
        try {
            rewriter.write(page, offset, length);
        } catch (ContainerFault e) {
            throw e.fault;
        }
        noteFault();
    }

    @Override
    public void flush() throws IOException {
        rewriter.flush();
        next.flush();
    }

    @Override
    public void end() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        try {
            rewriter.end();
        } catch (ContainerFault e) {
            throw e.fault;
        }
        noteFault();
        count();
        next.end();
    }

    private void noteFault() {
        Throwable fault = rewriter.fault();
        if (fault != null && !failed) {
            failed = true;
            Faults.count(metrics, "rewriting stopped, the rest passed under our policy", fault);
        }
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

    /** What the container threw at a write: the app's business, not ours. Checked, so that the rewriter does not take it for its own. */
    private static final class ContainerFault extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient RuntimeException fault;

        ContainerFault(RuntimeException fault) {
            super(fault);
            this.fault = fault;
        }
    }
}
