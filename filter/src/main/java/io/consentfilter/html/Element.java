package io.consentfilter.html;

import static io.consentfilter.html.Element.Content.NORMAL;
import static io.consentfilter.html.Element.Content.PLAIN;
import static io.consentfilter.html.Element.Content.RAW;
import static io.consentfilter.html.Element.Content.RC;
import static io.consentfilter.html.Element.Content.SCRIPTING;
import static io.consentfilter.html.Element.Content.VOID;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Elements that a tokenizer, a tree builder or a rewriter treats in a way of their own. All others are {@link #OTHER}. */
public enum Element {
    OTHER(NORMAL),
    // Those that switch the tokenizer: HTML standard, 13.2.6.4.
    TITLE(RC),
    TEXTAREA(RC),
    STYLE(RAW),
    XMP(RAW),
    IFRAME(RAW),
    NOEMBED(RAW),
    NOFRAMES(RAW),
    SCRIPT(SCRIPTING),
    PLAINTEXT(PLAIN),
    NOSCRIPT(NORMAL),
    // Those that load something, or change what is loaded.
    IMG(VOID),
    IMAGE(VOID),
    LINK(VOID),
    META(VOID),
    BASE(VOID),
    SOURCE(VOID),
    TRACK(VOID),
    INPUT(VOID),
    EMBED(VOID),
    PARAM(VOID),
    VIDEO(NORMAL),
    AUDIO(NORMAL),
    OBJECT(NORMAL),
    APPLET(NORMAL),
    FRAME(VOID),
    FRAMESET(NORMAL),
    // Those of foreign content, with their integration points: 13.2.6.5.
    SVG(NORMAL),
    MATH(NORMAL),
    FOREIGNOBJECT(NORMAL),
    DESC(NORMAL),
    ANNOTATION_XML(NORMAL),
    MI(NORMAL),
    MO(NORMAL),
    MN(NORMAL),
    MS(NORMAL),
    MTEXT(NORMAL),
    MGLYPH(NORMAL),
    MALIGNMARK(NORMAL),
    USE(NORMAL),
    FEIMAGE(NORMAL),
    PORTAL(NORMAL),
    FENCEDFRAME(NORMAL),
    MODEL(NORMAL),
    ANIMATE(NORMAL),
    ANIMATETRANSFORM(NORMAL),
    SET(NORMAL),
    // Those that structure a document.
    HTML(NORMAL),
    HEAD(NORMAL),
    BODY(NORMAL),
    TEMPLATE(NORMAL),
    SELECT(NORMAL),
    BASEFONT(VOID),
    BGSOUND(VOID),
    COL(VOID),
    AREA(VOID),
    BR(VOID),
    HR(VOID),
    WBR(VOID),
    KEYGEN(VOID),
    // The rest of those that break out of foreign content.
    B(NORMAL),
    BIG(NORMAL),
    BLOCKQUOTE(NORMAL),
    CENTER(NORMAL),
    CODE(NORMAL),
    DD(NORMAL),
    DIV(NORMAL),
    DL(NORMAL),
    DT(NORMAL),
    EM(NORMAL),
    FONT(NORMAL),
    H1(NORMAL),
    H2(NORMAL),
    H3(NORMAL),
    H4(NORMAL),
    H5(NORMAL),
    H6(NORMAL),
    I(NORMAL),
    LI(NORMAL),
    LISTING(NORMAL),
    MENU(NORMAL),
    NOBR(NORMAL),
    OL(NORMAL),
    P(NORMAL),
    PRE(NORMAL),
    RUBY(NORMAL),
    S(NORMAL),
    SMALL(NORMAL),
    SPAN(NORMAL),
    STRONG(NORMAL),
    STRIKE(NORMAL),
    SUB(NORMAL),
    SUP(NORMAL),
    TABLE(NORMAL),
    TT(NORMAL),
    U(NORMAL),
    UL(NORMAL),
    VAR(NORMAL);

    /** How the tokenizer reads what follows the start tag. */
    enum Content {
        NORMAL,
        VOID,
        RC,
        RAW,
        SCRIPTING,
        PLAIN
    }

    private static final int SLOTS = 512;
    private static final Element[] TABLE_OF_KEYS = new Element[SLOTS];

    static {
        for (Element element : values()) {
            if (element != OTHER) {
                int slot = slot(element.key);
                while (TABLE_OF_KEYS[slot] != null) {
                    slot = (slot + 1) & (SLOTS - 1);
                }
                TABLE_OF_KEYS[slot] = element;
            }
        }
    }

    final Content content;
    final byte[] nameBytes;
    final long key;

    Element(Content content) {
        this.content = content;
        this.nameBytes = name().toLowerCase(Locale.ROOT).replace('_', '-').getBytes(StandardCharsets.US_ASCII);
        this.key = Names.key(nameBytes, 0, nameBytes.length);
    }

    /** Whether the tokenizer leaves the data state after its start tag (outside foreign content). */
    boolean switchesTokenizer() {
        return content.ordinal() >= Content.RC.ordinal();
    }

    /** The element of a name, in any case. */
    static Element of(long key, byte[] bytes, int from, int to) {
        int slot = slot(key);
        for (Element element = TABLE_OF_KEYS[slot]; element != null; element = TABLE_OF_KEYS[slot]) {
            if (element.key == key) {
                return element.isNamed(bytes, from, to) ? element : OTHER;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return OTHER;
    }

    /** Whether a name that has this element's key is its name: the key of a short one says all. */
    private boolean isNamed(byte[] bytes, int from, int to) {
        return nameBytes.length <= Bytes.WORD ? to - from == nameBytes.length : Names.equal(nameBytes, bytes, from, to);
    }

    /** The element of a key alone; other long names may share it. */
    static Element of(long key) {
        int slot = slot(key);
        for (Element element = TABLE_OF_KEYS[slot]; element != null; element = TABLE_OF_KEYS[slot]) {
            if (element.key == key) {
                return element;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return OTHER;
    }

    private static int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 55);
    }
}
