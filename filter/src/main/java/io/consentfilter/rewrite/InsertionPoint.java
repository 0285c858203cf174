package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.StartTag;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Finds where a head and a body begin, written or implied (HTML standard, 13.2.6.4.1 to 13.2.6.4.7), and puts in what belongs
 * there: the assets first in the head, the panel first in the body. A frameset page has no body.
 */
final class InsertionPoint {
    private static final byte[] LANG = {'l', 'a', 'n', 'g'};
    private static final byte[] XML_LANG = {'x', 'm', 'l', ':', 'l', 'a', 'n', 'g'};

    private final Insertions insertions;
    private final Charset charset;
    private final PageWriter out;
    private boolean headDone;
    private boolean bodyDone;
    private boolean inNoscript;
    private int templates;

    InsertionPoint(RewriteContext context, PageWriter out) {
        this.insertions = context.insertions();
        this.charset = context.charset();
        this.out = out;
        this.headDone = context.kind() == RewriteContext.DocumentKind.FRAGMENT;
        this.bodyDone = headDone || context.kind() == RewriteContext.DocumentKind.FRAME;
    }

    /** Whether nothing is left to put in. */
    boolean done() {
        return headDone && bodyDone;
    }

    /** What must stand in front of this tag. */
    void before(StartTag tag) throws IOException {
        Element element = tag.element();
        if (element == Element.HTML) {
            language(tag);
        }
        if (tag.continued() || element == Element.HTML || element == Element.HEAD) {
            return;
        }
        headAt(tag.start());
        if (element == Element.FRAMESET) {
            bodyDone = true;
        } else if (element != Element.BODY && !mayStandInHead(element)) {
            bodyAt(tag.start());
        }
    }

    /** HTML standard, 3.2.6.1: {@code xml:lang} counts before {@code lang}, but only where the parser knows namespaces. */
    private void language(StartTag tag) {
        int xml = tag.xml() ? tag.find(XML_LANG) : -1;
        int attribute = xml >= 0 ? xml : tag.find(LANG);
        if (attribute >= 0 && !headDone) {
            insertions.language(tag.value(attribute, charset));
        }
    }

    /** What must stand behind this tag. */
    void after(StartTag tag) throws IOException {
        if (tag.unfinished()) {
            return;
        }
        switch (tag.element()) {
            case HEAD -> headAt(tag.end());
            case BODY -> bodyAt(tag.end());
            case NOSCRIPT -> inNoscript = true;
            case TEMPLATE -> templates++;
            default -> {}
        }
    }

    void endTag(Element element, int from) throws IOException {
        switch (element) {
            case BODY, HTML, BR -> textAt(from);
            case NOSCRIPT -> inNoscript = false;
            case TEMPLATE -> templates = Math.max(0, templates - 1);
            default -> {}
        }
    }

    /** Text that a head cannot hold. */
    void textAt(int position) throws IOException {
        if (!inNoscript && templates == 0) {
            headAt(position);
            bodyAt(position);
        }
    }

    /** The end of a document that had neither. */
    void end(int position) throws IOException {
        inNoscript = false;
        templates = 0;
        textAt(position);
    }

    private void headAt(int position) throws IOException {
        if (!headDone) {
            headDone = true;
            out.until(position);
            out.put(insertions.head());
        }
    }

    private void bodyAt(int position) throws IOException {
        if (!bodyDone && !inNoscript && templates == 0) {
            bodyDone = true;
            out.until(position);
            for (byte[] piece : insertions.body()) {
                out.put(piece);
            }
        }
    }

    private static boolean mayStandInHead(Element element) {
        return switch (element) {
            case BASE, BASEFONT, BGSOUND, LINK, META, TITLE, NOSCRIPT, NOFRAMES, STYLE, SCRIPT, TEMPLATE -> true;
            default -> false;
        };
    }
}
