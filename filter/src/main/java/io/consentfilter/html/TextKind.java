package io.consentfilter.html;

/** What a run of bytes between tags is, by the state the standard's tokenizer reads it in (HTML standard, 13.2.5). */
public enum TextKind {
    /** Text with character references. */
    DATA,
    /** Content of {@code title} and {@code textarea}: text with character references, no tags. */
    RCDATA,
    /** Content of {@code style}, {@code xmp}, {@code iframe}, {@code noembed} and {@code noframes}. */
    RAWTEXT,
    /** Content of {@code script}. */
    SCRIPT_DATA,
    /** Everything after {@code <plaintext>}. */
    PLAINTEXT,
    /** Inside {@code <![CDATA[ … ]]>}, brackets not included. */
    CDATA,
    /** A comment, or what the standard makes one of, delimiters included. */
    COMMENT,
    /** A document type declaration. */
    DOCTYPE
}
