package io.consentfilter.page;

import io.consentfilter.metrics.Counter;
import io.consentfilter.model.Standing;
import io.consentfilter.rewrite.Insertions;
import io.consentfilter.view.EmbedWriter;
import io.consentfilter.view.Views.PageView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one page gets from us, written when the rewriter asks for it: by then it knows what the page says of its language and its
 * base address. A fault leaves the piece out; the page arrives.
 */
final class PageInsertions implements Insertions {
    /** RFC 5646, 4.4.1: no tag in use is longer. */
    private static final int LANGUAGE_CHARS_MAX = 35;

    private static final byte[] NOTHING = {};

    private final PageTools tools;
    private final PageExchange exchange;
    private final AppPolicy policy;
    private final boolean withHead;
    private final boolean withBody;
    private @Nullable String language;
    private String ownOrigin;
    private @Nullable PageView page;
    private @Nullable EmbedWriter embeds;

    PageInsertions(PageTools tools, PageExchange exchange, AppPolicy policy, boolean withHead, boolean withBody) {
        this.tools = tools;
        this.exchange = exchange;
        this.policy = policy;
        this.withHead = withHead;
        this.withBody = withBody;
        // A <base> may come when the banner has left already.
        this.ownOrigin = exchange.address().configured() ? exchange.address().origin() : "";
    }

    @Override
    public void language(String lang) {
        if (lang.length() <= LANGUAGE_CHARS_MAX) {
            language = lang;
            changed();
        }
    }

    @Override
    public void based() {
        ownOrigin = exchange.address().origin();
        changed();
    }

    private void changed() {
        page = null;
        embeds = null;
    }

    @Override
    public byte[] head() {
        if (!withHead || tools.report()) {
            return NOTHING;
        }
        try {
            return tools.views().head(page());
        } catch (RuntimeException e) {
            leftOut(e);
            return NOTHING;
        }
    }

    @Override
    public List<byte[]> body() {
        if (!withBody || tools.report()) {
            return List.of();
        }
        Standing standing = exchange.visitor().standing();
        if (standing == Standing.UNDECIDED || standing == Standing.ASK_AGAIN) {
            tools.metrics().count(Counter.BANNERS_SHOWN);
        }
        try {
            return tools.views().body(page());
        } catch (RuntimeException e) {
            leftOut(e);
            return List.of();
        }
    }

    @Override
    public void placeholder(
            @Nullable String serviceId, String host, CharSequence address, CharSequence elementKey, OutputStream out)
            throws IOException {
        EmbedWriter writer = embeds;
        try {
            if (writer == null) {
                writer = tools.views().embeds(page());
                embeds = writer;
            }
            writer.fill(serviceId, host, address, elementKey);
        } catch (RuntimeException e) {
            leftOut(e);
            return;
        }
        writer.writeTo(out);
    }

    private PageView page() {
        if (page == null) {
            String spoken = exchange.language(ofThePage());
            String token = tools.tokens().write(tools.noticeVersion(), spoken, "layer1");
            page = new PageView(
                    spoken,
                    exchange.visitor(),
                    policy.nonce(),
                    policy.inlineStyle(),
                    token,
                    exchange.returnPath(),
                    ownOrigin);
        }
        return page;
    }

    /** The language of the element counts before that of the header, as browsers read it (HTML standard, 3.2.6.1). */
    private @Nullable String ofThePage() {
        String header = exchange.response().getHeader("Content-Language");
        return language == null ? header : header == null ? language : language + "," + header;
    }

    private void leftOut(RuntimeException fault) {
        Faults.count(tools.metrics(), "insertion left out", fault);
    }
}
