package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.StartTag;
import io.consentfilter.html.TextKind;
import io.consentfilter.html.TokenSink;
import java.io.IOException;

/** Hears the rest of a page whose rewriting broke off: nothing is judged, held or changed any more. */
final class PassingSink implements TokenSink {
    private final PageWriter out;

    PassingSink(PageWriter out) {
        this.out = out;
    }

    @Override
    public void enter(byte[] bytes, int from) {
        out.enter(bytes, from);
    }

    @Override
    public void release(byte[] bytes, int to) throws IOException {
        out.until(to);
    }

    @Override
    public int startTag(StartTag tag) {
        return 0;
    }

    @Override
    public void endTag(Element element, byte[] bytes, int from, int to) {}

    @Override
    public void text(TextKind kind, byte[] bytes, int from, int to) {}

    @Override
    public void heldText(StartTag tag, byte[] bytes, int from, int to, boolean complete) {}

    @Override
    public void textEnds(byte[] bytes, int at) {}

    @Override
    public void patch(TextKind kind, byte[] bytes, int at, byte[] inserted) {}
}
