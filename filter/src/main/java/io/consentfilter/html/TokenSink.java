package io.consentfilter.html;

import java.io.IOException;
import java.util.Map;

/**
 * Hears what a {@link HtmlTokenizer} finds. Between {@link #enter} and {@link #release} all positions mean the same array; whoever
 * wants to change bytes writes them out by itself and remembers how far it came.
 */
public interface TokenSink {
    /** Answer of {@link #startTag}: the element's text is told by {@link #text} as it comes, its end by {@link #textEnds}. */
    int TELL_TEXT = -1;

    /** The array that all following positions mean; nothing before {@code from} is told of again. */
    void enter(byte[] bytes, int from);

    /** Bytes before {@code to} are done with: every token in them has been told. They may leave. */
    void release(byte[] bytes, int to) throws IOException;

    /**
     * A start tag of interest, or a part of a very long one ({@link StartTag#unfinished}).
     *
     * @return how many bytes of the element's text (script, style …) to hold until {@link #heldText}; {@link #TELL_TEXT} to hear
     *     them as they come; 0 for neither
     */
    int startTag(StartTag tag) throws IOException;

    /**
     * Asked about a start tag of which {@link HtmlTokenizer#TAG_BYTES_MAX} bytes are held, without its end: its last attribute may be
     * cut ({@link StartTag#isCut}), and what stands behind it is not known.
     *
     * @return whether it is to be told only when more is held; otherwise it is told in parts
     */
    default boolean holdsOn(StartTag tag) {
        return false;
    }

    /** An end tag; told only while the tokenizer is attentive. The range is the whole tag. */
    void endTag(Element element, byte[] bytes, int from, int to) throws IOException;

    /** Bytes between tags; told while the tokenizer is attentive or the text was asked for. One run may come in pieces. */
    void text(TextKind kind, byte[] bytes, int from, int to) throws IOException;

    /**
     * The text that {@link #startTag} asked to hold.
     *
     * @param tag the tag it belongs to, its positions valid for this array
     * @param complete false where the text is longer than what was asked for
     */
    void heldText(StartTag tag, byte[] bytes, int from, int to, boolean complete) throws IOException;

    /**
     * A processing instruction of XML, from its {@code <?} on.
     *
     * @param complete false where it is longer than what is held of it
     */
    default void instruction(byte[] bytes, int from, int to, boolean complete) throws IOException {}

    /**
     * A document type declaration of XML, from its {@code <!DOCTYPE} on.
     *
     * @param complete false where it is longer than what is held of it; the rest is told by {@link #doctypeGoesOn}
     * @return text of the entities it declares, by name: attributes may name them
     */
    default Map<String, String> doctype(byte[] bytes, int from, int to, boolean complete) throws IOException {
        return Map.of();
    }

    /** More of a document type declaration that is longer than what is held of one. */
    default void doctypeGoesOn(byte[] bytes, int from, int to) throws IOException {}

    /** The text that {@link #startTag} asked to be told is over, at this position. */
    void textEnds(byte[] bytes, int at) throws IOException;

    /** A piece of markup is over, and all that lies open in it; every token before this position was told and released. */
    default void pieceEnds(byte[] bytes, int at) throws IOException {}

    /** Bytes to be put in at a position, so that all who read the page read it alike from there on. Nothing behind it was told. */
    void patch(TextKind kind, byte[] bytes, int at, byte[] inserted) throws IOException;
}
