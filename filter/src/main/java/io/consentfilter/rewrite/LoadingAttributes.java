package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.StartTag;
import io.consentfilter.html.TagInterest;
import io.consentfilter.web.LinkRelations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which attribute of which element makes a browser contact somebody, and how its value is read. Sections are of the HTML standard. */
enum LoadingAttributes {
    SRC("src", Grammar.ADDRESS),
    HREF("href", Grammar.ADDRESS),
    XLINK_HREF("xlink:href", Grammar.ADDRESS),
    SRCSET("srcset", Grammar.CANDIDATES),
    IMAGESRCSET("imagesrcset", Grammar.CANDIDATES),
    STYLE("style", Grammar.STYLE),
    BACKGROUND("background", Grammar.ADDRESS),
    PING("ping", Grammar.ADDRESSES),
    // Attribution Reporting API: contacted beside the element's own address, or on a click.
    ATTRIBUTIONSRC("attributionsrc", Grammar.ADDRESSES),
    // Declarative CSS modules (whatwg/html 12339): specifiers, of which those that are addresses are fetched.
    SHADOW_SHEETS("shadowrootadoptedstylesheets", Grammar.ADDRESSES),
    // Declarative partial updates: where a template's content comes from.
    PATCHSRC("patchsrc", Grammar.ADDRESS),
    SRCDOC("srcdoc", Grammar.DOCUMENT),
    POSTER("poster", Grammar.ADDRESS),
    // Light for a model, or for the room around a page: Safari fetches it.
    ENVIRONMENTMAP("environmentmap", Grammar.ADDRESS),
    DATA("data", Grammar.ADDRESS),
    CODEBASE("codebase", Grammar.ADDRESS),
    CLASSID("classid", Grammar.ADDRESS),
    ARCHIVE("archive", Grammar.ADDRESSES),
    CODE("code", Grammar.ADDRESS),
    OBJECT("object", Grammar.ADDRESS),
    VALUE("value", Grammar.ADDRESS),
    CONTENT("content", Grammar.REFRESH),
    // A header written as an element: RFC 8288; older Gecko fetches what it links.
    CONTENT_LINKS("content", Grammar.LINKS),
    // XML Base, which older browsers follow: it contacts nobody, but leads what is relative away.
    XML_BASE("xml:base", Grammar.ADDRESS),
    // What animates a reference: SVG Animations, "to", "from", "by", "values".
    TO("to", Grammar.ADDRESS),
    FROM("from", Grammar.ADDRESS),
    BY("by", Grammar.ADDRESS),
    VALUES("values", Grammar.VALUE_LIST),
    // Presentation attributes of SVG that take url().
    FILL("fill", Grammar.STYLE),
    STROKE("stroke", Grammar.STYLE),
    FILTER("filter", Grammar.STYLE),
    MASK("mask", Grammar.STYLE),
    CURSOR("cursor", Grammar.STYLE),
    CLIP_PATH("clip-path", Grammar.STYLE),
    MARKER("marker", Grammar.STYLE),
    MARKER_START("marker-start", Grammar.STYLE),
    MARKER_MID("marker-mid", Grammar.STYLE),
    MARKER_END("marker-end", Grammar.STYLE),
    // What animates one of those: {@code <set attributeName=filter to="url(…)">}.
    TO_STYLE("to", Grammar.STYLE),
    FROM_STYLE("from", Grammar.STYLE),
    BY_STYLE("by", Grammar.STYLE),
    VALUES_STYLE("values", Grammar.STYLE);

    /** How a value is read. */
    enum Grammar {
        ADDRESS,
        /** Separated by spaces or commas. */
        ADDRESSES,
        CANDIDATES,
        STYLE,
        DOCUMENT,
        REFRESH,
        /** As in the Link header. */
        LINKS,
        /** Separated by semicolons. */
        VALUE_LIST
    }

    /** Elements whose attributes have to be looked at. */
    private static final Set<Element> ELEMENTS = EnumSet.of(
            Element.SCRIPT,
            Element.STYLE,
            Element.IFRAME,
            Element.FRAME,
            Element.EMBED,
            Element.OBJECT,
            Element.APPLET,
            Element.PARAM,
            Element.IMG,
            Element.IMAGE,
            Element.SOURCE,
            Element.VIDEO,
            Element.AUDIO,
            Element.TRACK,
            Element.LINK,
            Element.META,
            Element.BASE,
            Element.INPUT,
            Element.BGSOUND,
            Element.USE,
            Element.FEIMAGE,
            Element.PORTAL,
            Element.FENCEDFRAME,
            Element.MODEL);

    /** What the tokenizer has to tell of. */
    static final TagInterest INTEREST = new TagInterest(
            ELEMENTS,
            Set.of("background", "ping", "attributionsrc"),
            Set.of("style"),
            Set.of("src", "href", "xlink:href", "xml:base", "to", "from", "by", "values"),
            foreignStyles());

    private static final int NAME_LENGTH_MAX = 32;
    private static final int FIRST_LETTERS = 32;

    /** Rows by the length and the first letter of their name. */
    private static final LoadingAttributes[][] ROWS = rows();

    private static final byte[][] USUAL_RELATIONS = {
        ascii("stylesheet"),
        ascii("icon"),
        ascii("shortcut icon"),
        ascii("preload"),
        ascii("apple-touch-icon"),
        ascii("dns-prefetch"),
        ascii("preconnect")
    };
    private static final byte[] PREFIXED_REFERENCE = ascii(":href");
    private static final byte[][] USUAL_LINKS = {
        ascii("canonical"), ascii("alternate"), ascii("amphtml"), ascii("publisher")
    };
    static final byte[] REL = ascii("rel");
    private static final byte[] NAME = ascii("name");
    static final byte[] HTTP_EQUIV = ascii("http-equiv");
    private static final byte[] REFRESH_WORD = ascii("refresh");
    private static final byte[] LINK_WORD = ascii("link");
    private static final byte[] ATTRIBUTE_NAME = ascii("attributename");
    private static final Set<String> MOVIE_NAMES = Set.of("src", "movie", "url", "code", "data", "archive", "filename");

    final Grammar grammar;
    final byte[] nameBytes;

    LoadingAttributes(String name, Grammar grammar) {
        this.nameBytes = ascii(name);
        this.grammar = grammar;
    }

    private static Set<String> foreignStyles() {
        return Arrays.stream(values())
                .filter(each -> each.compareTo(FILL) >= 0)
                .map(each -> new String(each.nameBytes, StandardCharsets.US_ASCII))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static LoadingAttributes[][] rows() {
        LoadingAttributes[][] rows = new LoadingAttributes[NAME_LENGTH_MAX * FIRST_LETTERS][0];
        for (LoadingAttributes each : values()) {
            int row = row(each.nameBytes.length, each.nameBytes[0]);
            rows[row] = Arrays.copyOf(rows[row], rows[row].length + 1);
            rows[row][rows[row].length - 1] = each;
        }
        return rows;
    }

    private static int row(int length, byte firstLetter) {
        return length * FIRST_LETTERS + (firstLetter & (FIRST_LETTERS - 1));
    }

    /** The attribute's row, if it loads something on that element; null otherwise. */
    static @Nullable LoadingAttributes of(StartTag tag, int attribute) {
        int name = tag.nameFrom(attribute);
        int length = tag.nameTo(attribute) - name;
        if (tag.xml() && isPrefixedReference(tag, attribute)) {
            return XLINK_HREF.loadsOn(tag) ? XLINK_HREF : null;
        }
        if (length >= NAME_LENGTH_MAX) {
            return null;
        }
        for (LoadingAttributes each : ROWS[row(length, tag.bytes()[name])]) {
            if (tag.is(attribute, each.nameBytes) && each.loadsOn(tag)) {
                return each;
            }
        }
        return null;
    }

    /** In XML any prefix can stand for XLink. */
    private static boolean isPrefixedReference(StartTag tag, int attribute) {
        int local = tag.nameTo(attribute) - PREFIXED_REFERENCE.length;
        return local > tag.nameFrom(attribute)
                && java.util.Arrays.equals(
                        tag.bytes(), local, tag.nameTo(attribute), PREFIXED_REFERENCE, 0, PREFIXED_REFERENCE.length);
    }

    private boolean loadsOn(StartTag tag) {
        Element element = tag.element();
        return switch (this) {
            case STYLE, BACKGROUND, PING, ATTRIBUTIONSRC -> true;
            case XML_BASE -> tag.foreign() || tag.xml();
            case SRC -> tag.foreign() || ELEMENTS.contains(element);
            case HREF, XLINK_HREF -> loadsByReference(tag);
            case SRCSET -> element == Element.IMG || element == Element.IMAGE || element == Element.SOURCE;
            case IMAGESRCSET -> element == Element.LINK;
            case SRCDOC -> element == Element.IFRAME;
            case SHADOW_SHEETS, PATCHSRC -> element == Element.TEMPLATE;
            case POSTER -> element == Element.VIDEO || element == Element.MODEL;
            case ENVIRONMENTMAP -> element == Element.MODEL || element == Element.LINK;
            case DATA, CLASSID -> element == Element.OBJECT;
            case CODEBASE, ARCHIVE -> element == Element.OBJECT || element == Element.APPLET;
            case CODE -> element == Element.APPLET || element == Element.EMBED;
            case OBJECT -> element == Element.APPLET;
            case VALUE ->
                element == Element.PARAM && (isElsewhere(tag, NAME) || MOVIE_NAMES.contains(lower(tag, NAME)));
            case CONTENT ->
                element == Element.META && (isElsewhere(tag, HTTP_EQUIV) || says(tag, HTTP_EQUIV, REFRESH_WORD));
            case CONTENT_LINKS -> element == Element.META && says(tag, HTTP_EQUIV, LINK_WORD);
            case TO, FROM, BY, VALUES ->
                mayBeSvg(tag)
                        && (isElsewhere(tag, ATTRIBUTE_NAME)
                                || lower(tag, ATTRIBUTE_NAME).endsWith("href"));
            default -> mayBeSvg(tag);
        };
    }

    /** In XML an element is of SVG by its namespace, whatever stands around it. */
    private static boolean mayBeSvg(StartTag tag) {
        return tag.foreign() || tag.xml();
    }

    /** Whether an attribute that decides what others mean may stand in a part of the tag that is not at hand. */
    private static boolean isElsewhere(StartTag tag, byte[] name) {
        return (tag.unfinished() || tag.continued()) && tag.find(name) < 0;
    }

    private static boolean loadsByReference(StartTag tag) {
        Element element = tag.element();
        if (tag.foreign()) {
            return !isLink(tag);
        }
        return switch (element) {
            case LINK, BASE, IMAGE, SCRIPT, USE, FEIMAGE -> true;
            default -> false;
        };
    }

    /** A link of SVG or MathML is navigation, like one of HTML: there every element can be one. */
    private static boolean isLink(StartTag tag) {
        if (tag.continued()) {
            return false;
        }
        byte[] bytes = tag.bytes();
        int from = tag.start() + 1;
        for (int i = from; tag.xml() && i < tag.nameEnd(); i++) {
            from = bytes[i] == ':' ? i + 1 : from;
        }
        int length = tag.nameEnd() - from;
        int first = length == 0 ? 0 : bytes[from] | 0x20;
        // The only element of SVG with a reference whose name begins like those of MathML is mpath.
        boolean path = length == 5 && (bytes[from + 1] | 0x20) == 'p';
        return (length == 1 && first == 'a') || (first == 'm' && !path);
    }

    /** Whether a link fetches; so it is taken where its relations stand in a part of the tag that is not at hand. */
    static boolean fetches(StartTag tag) {
        int rel = tag.find(REL);
        if (rel < 0) {
            return tag.unfinished() || tag.continued();
        }
        for (byte[] usual : USUAL_RELATIONS) {
            if (tag.valueIs(rel, usual)) {
                return true;
            }
        }
        for (byte[] usual : USUAL_LINKS) {
            if (tag.valueIs(rel, usual)) {
                return false;
            }
        }
        return LinkRelations.fetch(tag.value(rel, StandardCharsets.ISO_8859_1));
    }

    /** Whether a style's value can name an address at all. */
    static boolean canLoad(StartTag tag, int attribute) {
        return TagInterest.canLoad(tag.bytes(), tag.valueFrom(attribute), tag.valueTo(attribute));
    }

    /** Whether a document's text can hold a tag at all, written plainly or as a reference. */
    static boolean hasMarkup(StartTag tag, int attribute) {
        byte[] bytes = tag.bytes();
        for (int i = tag.valueFrom(attribute); i < tag.valueTo(attribute); i++) {
            if (bytes[i] == '<' || bytes[i] == '&') {
                return true;
            }
        }
        return false;
    }

    /** Whether an attribute is that word, in any case; one written without references, spaces and marks is not decoded. */
    private static boolean says(StartTag tag, byte[] name, byte[] word) {
        int found = tag.find(name);
        if (found < 0 || tag.valueIs(found, word)) {
            return found >= 0;
        }
        return !isPlainWord(tag, found) && lower(tag, name).equals(new String(word, StandardCharsets.US_ASCII));
    }

    private static boolean isPlainWord(StartTag tag, int attribute) {
        for (int i = tag.valueFrom(attribute); i < tag.valueTo(attribute); i++) {
            byte c = tag.bytes()[i];
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static String lower(StartTag tag, byte[] name) {
        int found = tag.find(name);
        return found < 0
                ? ""
                : tag.value(found, StandardCharsets.ISO_8859_1).strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
