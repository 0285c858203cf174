package io.consentfilter.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Just enough of tree construction (HTML standard, 13.2.6) to know whether the next start tag makes an HTML element or a foreign one:
 * the open elements from the outermost {@code svg} or {@code math} on. Outside of those there is nothing to remember.
 */
final class TreeView {
    /** Elements deeper than this inside foreign content are not told apart: from there on all could be foreign. */
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

    private static final byte[] NOTHING = {};

    /** Elements of HTML that are nothing in SVG or MathML and have no treatment of their own elsewhere. */
    private static final long[] OTHER_HTML =
            ForeignNames.keys("section article aside header footer nav main hgroup search figure figcaption"
                    + " td th tr tbody thead tfoot caption colgroup form fieldset legend label button details summary dialog address"
                    + " optgroup option picture map marquee dir");

    private static final long RENAMED = -1;

    private boolean select;
    private boolean noscript;
    private boolean framesetPossible = true;
    private boolean frameset;

    // With scripting, what stands in noscript is text: those templates may be open or not.
    private int templatesAtLeast;
    private int templatesAtMost;
    private int columnTemplate;

    /** For each open template, the innermost in the lowest bit, whether nothing may have come yet that decides how its content is read. */
    private long fresh = -1;

    private int depth;
    private long[] keys = {};
    private byte[] kinds = {};
    private boolean unsure;
    private boolean doubtful;
    private boolean tooDeep;

    /** Whether anything has to be remembered at all. */
    boolean inside() {
        return depth > 0;
    }

    /** Whether every tag has to be told: skimming would miss what changes the mode. */
    boolean wantsAll() {
        return depth > 0 || select || isFresh() || columnTemplate > 0;
    }

    /**
     * Takes a start tag and says whether tree builders may part over it. Outside foreign content some drop one whose text tokenizers read as
     * text: in a select (the standard until 2025), in or after a frameset, in a template that began with a column.
     */
    boolean dropped(StartTag tag, boolean foreign) {
        Element element = tag.element();
        if (foreign) {
            if (element == Element.TEMPLATE && columnTemplate > 0) {
                // Among columns svg is dropped, and what stands in it is of HTML.
                openTemplate();
            }
            return false;
        }
        if (element.switchesTokenizer()) {
            boolean inFrameset = frameset && element != Element.NOFRAMES;
            boolean inSelect = select && element != Element.SCRIPT && element != Element.TEXTAREA;
            select &= element != Element.TEXTAREA;
            return inFrameset || inSelect || columnTemplate > 0;
        }
        follow(element);
        // In a text integration point of MathML that may still be open to others, these are foreign.
        return unsure && (element == Element.MGLYPH || element == Element.MALIGNMARK);
    }

    private void follow(Element element) {
        switch (element) {
            case SELECT -> select = !select;
            case INPUT, KEYGEN, TABLE -> select = false;
            case BODY -> framesetPossible &= noscript || templatesAtMost > 0;
            case FRAMESET -> frameset |= framesetPossible && templatesAtLeast == 0;
            case TEMPLATE -> {
                openTemplate();
                return;
            }
            case COL -> {
                if (isFresh() && columnTemplate == 0) {
                    columnTemplate = templatesAtMost;
                }
            }
            default -> {}
        }
        if (templatesAtMost > 0 && !isOfHead(element)) {
            fresh &= ~1L;
        }
    }

    /** What a template takes without deciding how the rest of it is read (13.2.6.4.22), beside elements whose content is text. */
    private static boolean isOfHead(Element element) {
        return switch (element) {
            case LINK, META, BASE, BASEFONT, BGSOUND -> true;
            default -> false;
        };
    }

    private void openTemplate() {
        templatesAtMost++;
        templatesAtLeast += noscript ? 0 : 1;
        fresh = fresh << 1 | 1;
    }

    private boolean isFresh() {
        return templatesAtMost > 0 && (fresh & 1) != 0;
    }

    /** Whether what follows stands in noscript, which is there for some only. */
    void insideNoscript(boolean yes) {
        noscript = yes;
    }

    /** Whether this tag, or its end tag, ends a select to some and is nothing to others: in a table, or out of one (13.2.6.4.17). */
    boolean mayEndSelect(Element element) {
        return select && element == Element.TABLE;
    }

    /** Whether a frameset could still take the body's place, and text here would prevent it. */
    boolean awaitsBody() {
        return framesetPossible && !frameset && templatesAtMost == 0;
    }

    /** Text or a tag that fixes a body: from then on no frameset can take its place (13.2.6.4.7, "frameset-ok"). */
    void bodyIsFixed() {
        framesetPossible = false;
    }

    private void followEnd(Element element) {
        if (element == Element.SELECT || element == Element.TABLE) {
            select = false;
        } else if (element == Element.TEMPLATE) {
            closeTemplate();
        }
    }

    private void closeTemplate() {
        templatesAtLeast = Math.max(0, templatesAtLeast - 1);
        if (noscript) {
            fresh |= fresh >> 1 & 1;
        } else if (templatesAtMost > 0) {
            columnTemplate = columnTemplate == templatesAtMost ? 0 : columnTemplate;
            templatesAtMost--;
            fresh >>= 1;
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
        unsure = false;
        doubtful = false;
        tooDeep = false;
        select = false;
        templatesAtLeast = 0;
        templatesAtMost = 0;
        columnTemplate = 0;
        fresh = -1;
    }

    /** The same of an element that is nothing but one of its namespace under that name. */
    void meansNothing(long key) {
        if (depth > 0 && keys[depth - 1] == key) {
            keys[depth - 1] = RENAMED;
            kinds[depth - 1] &= NAMESPACE;
        }
    }

    /** Whether a CDATA section is one here, or may be: the adjusted current node is not an HTML element (13.2.5.42). */
    boolean cdataAllowed() {
        return unsure || (depth > 0 && (kinds[depth - 1] & NAMESPACE) != HTML);
    }

    /** Whether the innermost element is a foreign one in which HTML stands (13.2.6.1): the standard knows CDATA there, browsers do not. */
    boolean isAtIntegrationPoint() {
        return depth > 0 && (kinds[depth - 1] & (HTML_POINT | TEXT_POINT)) != 0;
    }

    /**
     * Whether it is not known how much of SVG or MathML is open: elements of HTML stood inside of it, and what closes those is not followed
     * to the letter, or an end tag may have closed it with an element around it. What is told here is then foreign rather than not.
     */
    boolean isUnsure() {
        return unsure || tooDeep || (doubtful && depth > 0);
    }

    /**
     * What closes foreign content that may be closed already, by an end tag whose element nobody here remembers, in front of a tag that
     * means one thing inside of it and another outside: then all agree that it is closed. Empty where there is no such doubt.
     */
    byte[] closingInDoubt(Element element) {
        boolean parts = element.switchesTokenizer()
                || element == Element.NOSCRIPT
                || element == Element.SELECT
                || element == Element.TEMPLATE
                || element == Element.FRAMESET;
        return parts && depth > 0 && doubtful && !unsure && !tooDeep && onlyPlain() ? closings(0) : NOTHING;
    }

    int depth() {
        return depth;
    }

    /** Closes what was opened beyond that depth. */
    void backTo(int earlier) {
        depth = Math.min(depth, earlier);
    }

    /** Takes a start tag. Returns whether it makes a foreign element, or may. */
    boolean startTag(StartTag tag, long key) {
        Element element = tag.element();
        if (tooDeep) {
            return true;
        }
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
        if (depth > 0) {
            unsure |= !opensPlainly(element, key);
            if (element.content != Element.Content.VOID) {
                impliedEnds(element);
                push(key, HTML);
            }
        }
        return false;
    }

    /** Whether all agree on what an element of HTML inside of it opens and closes. */
    private boolean opensPlainly(Element element, long key) {
        if (select || frameset || noscript || columnTemplate > 0) {
            return false;
        }
        Element around = (kinds[depth - 1] & NAMESPACE) == HTML ? Element.of(keys[depth - 1]) : Element.OTHER;
        if (PlainNesting.isInline(element)) {
            return true;
        }
        boolean paragraph = leftOfHtml(Element.P.key, depth - 1) < depth - (around == Element.P ? 1 : 0);
        return !paragraph
                && switch (element) {
                    case LI -> around == Element.UL || around == Element.OL || around == Element.LI;
                    case H1, H2, H3, H4, H5, H6 -> !PlainNesting.isHeading(around);
                    case HR -> around != Element.P;
                    default -> PlainNesting.isBlock(element, key) && !(element == Element.OTHER && around == Element.P);
                };
    }

    /** A tag that was taken for one that stays open turns out to be closed by its slash. */
    void closesAtOnce(long key) {
        if (!tooDeep && depth > 0 && keys[depth - 1] == key) {
            depth--;
        }
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
        // In letters of ASCII only: a dotless i is none.
        boolean html = value.chars().allMatch(c -> c < 0x80)
                && (value.equalsIgnoreCase("text/html") || value.equalsIgnoreCase("application/xhtml+xml"));
        return (byte) (MATHML | ANNOTATION | (html ? HTML_POINT : 0));
    }

    private void popForeign() {
        while (depth > 0 && isPlain(kinds[depth - 1])) {
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
                || tooDeep
                || keys[depth - 1] == key
                || element == Element.BR
                || element == Element.P
                || !isHtml(element, key)) {
            return NOTHING;
        }
        for (int i = 0; i < depth; i++) {
            if (!isPlain(kinds[i]) || keys[i] == key) {
                return NOTHING;
            }
        }
        return closings(0);
    }

    /** What closes foreign content that the end of noscript stands in; what stays open there to those without scripting is not known. */
    byte[] closingDownTo(int earlier) {
        int bottom = depth;
        while (bottom > earlier && isPlain(kinds[bottom - 1])) {
            bottom--;
        }
        unsure |= bottom > earlier;
        return bottom < depth && !tooDeep ? closings(bottom) : NOTHING;
    }

    /** Whether a start tag inside of it makes a foreign element. */
    private static boolean isPlain(byte kind) {
        return (kind & NAMESPACE) != HTML && (kind & (HTML_POINT | TEXT_POINT)) == 0;
    }

    private byte[] closings(int from) {
        StringBuilder closings = new StringBuilder();
        for (int i = depth - 1; i >= from; i--) {
            closings.append(keys[i] == Element.SVG.key ? "</svg>" : keys[i] == Element.MATH.key ? "</math>" : "");
        }
        return closings.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isHtml(Element element, long key) {
        return switch (element) {
            case HTML, HEAD, BODY, TEMPLATE, SELECT, NOSCRIPT, OBJECT, APPLET, VIDEO, AUDIO -> true;
            case OTHER -> Arrays.binarySearch(OTHER_HTML, key) >= 0;
            default -> element.ordinal() >= Element.B.ordinal();
        };
    }

    /** Takes an end tag. */
    void endTag(Element element, long key) {
        followEnd(element);
        if (depth == 0 || tooDeep) {
            return;
        }
        if (isPlain(kinds[depth - 1]) && (element == Element.BR || element == Element.P)) {
            popForeign();
        }
        int left = left(key);
        if (left == depth) {
            boolean known = unsure || ForeignNames.has(key) || !onlyPlain();
            unsure |= known;
            doubtful |= !known;
        }
        unsure |= closesHtml(left + 1);
        depth = left;
    }

    private boolean closesHtml(int from) {
        for (int i = from; i < depth; i++) {
            if ((kinds[i] & NAMESPACE) == HTML) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing but foreign elements is open, none of them an integration point. */
    private boolean onlyPlain() {
        for (int i = 0; i < depth; i++) {
            if (!isPlain(kinds[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether an end tag that means nothing here may lead back into SVG or MathML elsewhere: that of an element in which HTML stands, or of
     * a foreign one around it, where it is not sure what of that is still open. That of the outermost only leads out.
     */
    boolean mayLeadBack(Element element, long key) {
        if (!unsure || tooDeep) {
            return false;
        }
        boolean point = switch (element) {
            case FOREIGNOBJECT, DESC, TITLE, MI, MO, MN, MS, MTEXT, ANNOTATION_XML -> true;
            default -> false;
        };
        int left = left(key);
        return point ? left == depth || (kinds[left] & NAMESPACE) == HTML : left == depth && isInsideForeign(key);
    }

    private boolean isInsideForeign(long key) {
        for (int i = depth - 1; i > 0; i--) {
            if (keys[i] == key && (kinds[i] & NAMESPACE) != HTML) {
                return true;
            }
        }
        return false;
    }

    /** How many elements an end tag leaves open. */
    private int left(long key) {
        return depth == 0 || (kinds[depth - 1] & NAMESPACE) == HTML ? leftOfHtml(key, depth - 1) : leftOfForeign(key);
    }

    private int leftOfHtml(long key, int from) {
        for (int i = from; i >= 0 && (kinds[i] & NAMESPACE) == HTML; i--) {
            if (keys[i] == key) {
                return i;
            }
        }
        return depth;
    }

    /** 13.2.6.5, "any other end tag": an element of HTML around it is closed with all that is in it, unless that ends its scope (13.2.4.2). */
    private int leftOfForeign(long key) {
        boolean inScope = true;
        for (int i = depth - 1; i >= 0; i--) {
            if ((kinds[i] & NAMESPACE) == HTML) {
                return inScope ? leftOfHtml(key, i) : depth;
            }
            if (keys[i] == key) {
                return i;
            }
            inScope &= (kinds[i] & (HTML_POINT | TEXT_POINT | ANNOTATION)) == 0;
        }
        return depth;
    }

    private void push(long key, int kind) {
        if (depth == NESTING_MAX) {
            tooDeep = true;
            return;
        }
        doubtful &= depth > 0;
        if (depth == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(16, depth * 2));
            kinds = Arrays.copyOf(kinds, keys.length);
        }
        keys[depth] = key;
        kinds[depth++] = (byte) kind;
    }
}
