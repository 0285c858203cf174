package io.consentfilter.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Just enough of tree construction (HTML standard, 13.2.6) to know whether the next start tag makes an HTML element or a foreign one:
 * the open elements from the outermost {@code svg} or {@code math} on. Outside of those there is nothing to remember.
 */
final class TreeView {
    /** Elements deeper than this inside foreign content are not told apart: the innermost remembered one stands for them. */
    static final int NESTING_MAX = 256;

    private static final byte HTML = 0;
    private static final byte SVG = 1;
    private static final byte MATHML = 2;
    private static final byte NAMESPACE = 3;
    /** An HTML integration point: 13.2.6.1. */
    private static final byte HTML_POINT = 4;
    /** A MathML text integration point: 13.2.6.1. */
    private static final byte TEXT_POINT = 8;
    /** annotation-xml, inside which svg is as at home as in HTML. */
    private static final byte ANNOTATION = 16;

    private static final byte[] ENCODING = {'e', 'n', 'c', 'o', 'd', 'i', 'n', 'g'};

    private static final byte[] COLOR = {'c', 'o', 'l', 'o', 'r'};
    private static final byte[] FACE = {'f', 'a', 'c', 'e'};
    private static final byte[] SIZE = {'s', 'i', 'z', 'e'};

    private boolean select;
    private boolean framesetPossible = true;
    private boolean frameset;
    private int templates;
    private boolean templateFresh;
    private int columnTemplate;

    private static final byte[] NOTHING = {};

    /** Elements of HTML that are nothing in SVG or MathML and have no treatment of their own elsewhere. */
    private static final long[] OTHER_HTML =
            keys("section article aside header footer nav main hgroup search figure figcaption"
                    + " td th tr tbody thead tfoot caption colgroup form fieldset legend label button details summary dialog address"
                    + " optgroup option picture map marquee dir");

    private static final long RENAMED = -1;

    private int depth;
    private long[] keys = {};
    private byte[] kinds = {};

    /** Whether anything has to be remembered at all. */
    boolean inside() {
        return depth > 0;
    }

    /** Whether every tag has to be told: skimming would miss what changes the mode. */
    boolean wantsAll() {
        return depth > 0 || select || templateFresh || columnTemplate > 0;
    }

    /**
     * Takes a start tag outside foreign content whose text tokenizers read as text, and says whether some tree builders drop it
     * here: in a select (the standard until 2025), in or after a frameset, in a template that began with a column.
     */
    boolean dropped(StartTag tag, boolean foreign) {
        Element element = tag.element();
        if (foreign) {
            return false;
        }
        if (element.switchesTokenizer()) {
            boolean inFrameset = frameset && element != Element.NOFRAMES;
            boolean inSelect = select && element != Element.SCRIPT && element != Element.TEXTAREA;
            select &= element != Element.TEXTAREA;
            return inFrameset || inSelect || columnTemplate > 0;
        }
        follow(tag, element);
        return false;
    }

    private void follow(StartTag tag, Element element) {
        switch (element) {
            case SELECT -> select = !select;
            case INPUT, KEYGEN, TABLE -> select = false;
            case BODY -> framesetPossible = false;
            case FRAMESET -> frameset |= framesetPossible && templates == 0;
            case TEMPLATE -> {
                templates++;
                templateFresh = true;
                return;
            }
            case COL -> {
                if (templateFresh && columnTemplate == 0) {
                    columnTemplate = templates;
                }
            }
            default -> {}
        }
        templateFresh &= element == Element.LINK || element == Element.META || element == Element.BASE;
    }

    /** Whether a frameset could still take the body's place. */
    boolean awaitsBody() {
        return framesetPossible && !frameset;
    }

    /** Text or a tag that fixes a body: from then on no frameset can take its place (13.2.6.4.7, "frameset-ok"). */
    void bodyIsFixed() {
        framesetPossible = false;
    }

    private void followEnd(Element element) {
        if (element == Element.SELECT || element == Element.TABLE) {
            select = false;
        } else if (element == Element.TEMPLATE && templates > 0) {
            columnTemplate = columnTemplate == templates ? 0 : columnTemplate;
            templates--;
            templateFresh = false;
        }
    }

    /** The element opened last gets a name that no end tag has. */
    void renamed(long key) {
        if (depth > 0 && keys[depth - 1] == key) {
            keys[depth - 1] = RENAMED;
        }
    }

    /** Nothing is open any more: another piece of markup begins. */
    void forget() {
        depth = 0;
        select = false;
        templates = 0;
        templateFresh = false;
        columnTemplate = 0;
    }

    /** Whether a CDATA section is one here: the adjusted current node is not an HTML element (13.2.5.42). */
    boolean cdataAllowed() {
        return depth > 0 && (kinds[depth - 1] & NAMESPACE) != HTML;
    }

    int depth() {
        return depth;
    }

    /** Closes what was opened beyond that depth. */
    void backTo(int earlier) {
        depth = Math.min(depth, earlier);
    }

    /** Takes a start tag. Returns whether it makes a foreign element. */
    boolean startTag(StartTag tag, long key) {
        Element element = tag.element();
        if (depth > 0 && !takenAsHtml(element)) {
            if (!breaksOut(tag)) {
                if (!tag.selfClosing()) {
                    push(key, foreignKind(tag));
                }
                return true;
            }
            popForeign();
        }
        return html(element, tag, key);
    }

    private boolean html(Element element, StartTag tag, long key) {
        if (element == Element.SVG || element == Element.MATH) {
            if (!tag.selfClosing()) {
                push(key, element == Element.SVG ? SVG : MATHML);
            }
            return true;
        }
        if (depth > 0 && element.content != Element.Content.VOID) {
            impliedEnds(element);
            push(key, HTML);
        }
        return false;
    }

    /** 13.2.6, "tree construction dispatcher", for start tags. */
    private boolean takenAsHtml(Element element) {
        byte top = kinds[depth - 1];
        return (top & NAMESPACE) == HTML
                || (top & HTML_POINT) != 0
                || ((top & TEXT_POINT) != 0 && element != Element.MGLYPH && element != Element.MALIGNMARK)
                || ((top & ANNOTATION) != 0 && element == Element.SVG);
    }

    /** 13.2.6.5, "a start tag whose tag name is one of". */
    private static boolean breaksOut(StartTag tag) {
        Element element = tag.element();
        if (element == Element.FONT) {
            return tag.find(COLOR) >= 0 || tag.find(FACE) >= 0 || tag.find(SIZE) >= 0;
        }
        return switch (element) {
            case BODY, BR, EMBED, HEAD, HR, IMG, META -> true;
            default -> element.ordinal() >= Element.B.ordinal();
        };
    }

    private byte foreignKind(StartTag tag) {
        Element element = tag.element();
        if ((kinds[depth - 1] & NAMESPACE) == SVG) {
            boolean point = element == Element.FOREIGNOBJECT || element == Element.DESC || element == Element.TITLE;
            return point ? SVG | HTML_POINT : SVG;
        }
        return switch (element) {
            case MI, MO, MN, MS, MTEXT -> MATHML | TEXT_POINT;
            case ANNOTATION_XML -> annotationKind(tag);
            default -> MATHML;
        };
    }

    private static byte annotationKind(StartTag tag) {
        int encoding = tag.find(ENCODING);
        String value = encoding < 0 ? "" : tag.value(encoding, java.nio.charset.StandardCharsets.ISO_8859_1);
        boolean html = value.equalsIgnoreCase("text/html") || value.equalsIgnoreCase("application/xhtml+xml");
        return (byte) (MATHML | ANNOTATION | (html ? HTML_POINT : 0));
    }

    private void popForeign() {
        while (depth > 0
                && (kinds[depth - 1] & NAMESPACE) != HTML
                && (kinds[depth - 1] & (HTML_POINT | TEXT_POINT)) == 0) {
            depth--;
        }
    }

    /** The end tags that authors leave out, or a remembered {@code p} would keep its integration point open for good. */
    private void impliedEnds(Element element) {
        boolean block = switch (element) {
            case P,
                    DIV,
                    UL,
                    OL,
                    DL,
                    LI,
                    DD,
                    DT,
                    H1,
                    H2,
                    H3,
                    H4,
                    H5,
                    H6,
                    PRE,
                    LISTING,
                    BLOCKQUOTE,
                    CENTER,
                    TABLE,
                    MENU -> true;
            default -> false;
        };
        int top = depth - 1;
        if (block && top >= 0 && kinds[top] == HTML && keys[top] == Element.P.key) {
            depth--;
        }
        boolean item = element == Element.LI || element == Element.DD || element == Element.DT;
        if (item && depth > 0 && kinds[depth - 1] == HTML && isItem(keys[depth - 1])) {
            depth--;
        }
    }

    private static boolean isItem(long key) {
        return key == Element.LI.key || key == Element.DD.key || key == Element.DT.key;
    }

    /**
     * What closes foreign content that an end tag of HTML stands in: it closes that too where its element is open around it
     * (13.2.6.5, "any other end tag"), and nobody here remembers whether it is. Empty where all is clear.
     */
    byte[] closingBefore(Element element, long key) {
        // Nearly always it ends the element that is open.
        if (depth == 0
                || keys[depth - 1] == key
                || element == Element.BR
                || element == Element.P
                || !isHtml(element, key)) {
            return NOTHING;
        }
        for (int i = 0; i < depth; i++) {
            boolean plain = (kinds[i] & NAMESPACE) != HTML && (kinds[i] & (HTML_POINT | TEXT_POINT)) == 0;
            if (!plain || keys[i] == key) {
                return NOTHING;
            }
        }
        return closings().getBytes(StandardCharsets.US_ASCII);
    }

    private String closings() {
        StringBuilder closings = new StringBuilder();
        for (int i = depth - 1; i >= 0; i--) {
            closings.append(keys[i] == Element.SVG.key ? "</svg>" : keys[i] == Element.MATH.key ? "</math>" : "");
        }
        return closings.toString();
    }

    private static boolean isHtml(Element element, long key) {
        return switch (element) {
            case HTML, HEAD, BODY, TEMPLATE, SELECT, NOSCRIPT, OBJECT, APPLET, VIDEO, AUDIO -> true;
            case OTHER -> Arrays.binarySearch(OTHER_HTML, key) >= 0;
            default -> element.ordinal() >= Element.B.ordinal();
        };
    }

    /** Keys of names, in order. */
    private static long[] keys(String names) {
        return Arrays.stream(names.split(" "))
                .mapToLong(name -> Names.key(name.getBytes(StandardCharsets.US_ASCII), 0, name.length()))
                .sorted()
                .toArray();
    }

    /** Takes an end tag. */
    void endTag(Element element, long key) {
        followEnd(element);
        if (depth == 0) {
            return;
        }
        if ((kinds[depth - 1] & NAMESPACE) == HTML) {
            htmlEnd(key, depth - 1);
        } else if (element == Element.BR || element == Element.P) {
            popForeign();
        } else {
            foreignEnd(key);
        }
    }

    private void htmlEnd(long key, int from) {
        for (int i = from; i >= 0 && (kinds[i] & NAMESPACE) == HTML; i--) {
            if (keys[i] == key) {
                depth = i;
                return;
            }
        }
    }

    /** 13.2.6.5, "any other end tag": an element of HTML around it is closed with all that is in it, unless that ends its scope (13.2.4.2). */
    private void foreignEnd(long key) {
        boolean inScope = true;
        for (int i = depth - 1; i >= 0; i--) {
            if ((kinds[i] & NAMESPACE) == HTML) {
                if (inScope) {
                    htmlEnd(key, i);
                }
                return;
            }
            if (keys[i] == key) {
                depth = i;
                return;
            }
            inScope &= (kinds[i] & (HTML_POINT | TEXT_POINT | ANNOTATION)) == 0;
        }
    }

    private void push(long key, int kind) {
        if (depth == NESTING_MAX) {
            return;
        }
        if (depth == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(16, depth * 2));
            kinds = Arrays.copyOf(kinds, keys.length);
        }
        keys[depth] = key;
        kinds[depth++] = (byte) kind;
    }
}
