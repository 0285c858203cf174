package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.model.Standing;
import io.consentfilter.rewrite.Insertions;
import io.consentfilter.view.EmbedWriter;
import io.consentfilter.view.Views.PageView;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** What one page gets from us, written when the rewriter asks for it. A fault leaves the piece out; the page arrives. */
final class PageInsertions implements Insertions {
    private static final byte[] NOTHING = {};

    private final PageTools tools;
    private final PageView page;
    private final boolean withBody;
    private @Nullable EmbedWriter embeds;

    PageInsertions(PageTools tools, PageView page, boolean withBody) {
        this.tools = tools;
        this.page = page;
        this.withBody = withBody;
    }

    @Override
    public byte[] head() {
        return tools.report() ? NOTHING : guarded(() -> tools.views().head(page));
    }

    @Override
    public byte[] body() {
        if (!withBody || tools.report()) {
            return NOTHING;
        }
        Standing standing = page.visitor().standing();
        if (standing == Standing.UNDECIDED || standing == Standing.ASK_AGAIN) {
            tools.metrics().count(Counter.BANNERS_SHOWN);
        }
        return guarded(() -> tools.views().body(page));
    }

    @Override
    public void placeholder(
            @Nullable String serviceId, String host, CharSequence address, CharSequence elementKey, OutputStream out)
            throws IOException {
        EmbedWriter writer = embeds;
        try {
            if (writer == null) {
                writer = tools.views().embeds(page.language(), page.returnPath(), page.shownToken());
                embeds = writer;
            }
            writer.fill(serviceId, host, address, elementKey);
        } catch (RuntimeException e) {
            Faults.count(tools.metrics(), "insertion left out", e);
            return;
        }
        writer.writeTo(out);
    }

    private byte[] guarded(java.util.function.Supplier<byte[]> piece) {
        try {
            return piece.get();
        } catch (RuntimeException e) {
            Faults.count(tools.metrics(), "insertion left out", e);
            return NOTHING;
        }
    }
}
