package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.StartTag;
import java.io.IOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * An inline script whose text is parsed like any other (of SVG, or in XML): in pieces, with CDATA sections. Nothing of the element leaves
 * until its end tag, or until more than {@link PageFilter#INLINE_SCRIPT_HELD_BYTES_MAX} came; then it is judged as any other.
 */
final class ParsedScript {
    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";

    private final PageWriter out;
    private final ScriptType type;
    private final int nameEnd;
    private final int typeName;
    private final boolean named;
    private final int textFrom;

    /** The tag is not to be changed; nothing of it has been written. */
    ParsedScript(StartTag tag, ScriptType type, PageWriter out) throws IOException {
        this.out = out;
        this.type = type;
        this.nameEnd = tag.nameEnd() - tag.start();
        int attribute = tag.find(ScriptType.TYPE);
        this.typeName = attribute < 0 ? nameEnd : tag.nameFrom(attribute) - tag.start();
        this.named = tag.find(TagEdit.SERVICE) >= 0;
        this.textFrom = tag.end() - tag.start();
        out.until(tag.start());
        out.keep();
    }

    /** Whether the element is one that this class is for; its source is in itself. */
    static boolean begins(StartTag tag) {
        return tag.element() == Element.SCRIPT
                && (tag.foreign() || tag.xml())
                && !tag.selfClosing()
                && !tag.unfinished()
                && !tag.continued()
                && !tag.ambiguous()
                && !hasSource(tag)
                && ScriptType.of(tag) != ScriptType.DATA_BLOCK;
    }

    private static boolean hasSource(StartTag tag) {
        for (int i = 0; i < tag.attributes(); i++) {
            LoadingAttributes row = LoadingAttributes.of(tag, i);
            if (row == LoadingAttributes.SRC || row == LoadingAttributes.HREF || row == LoadingAttributes.XLINK_HREF) {
                return true;
            }
        }
        return false;
    }

    ScriptType type() {
        return type;
    }

    /** Whether so much came that no more is waited for. */
    boolean full() {
        return out.keptBytes() - textFrom > PageFilter.INLINE_SCRIPT_HELD_BYTES_MAX;
    }

    /** The element as it is to be written, up to {@code at}, which comes next. */
    Kept until(int at) throws IOException {
        out.until(at);
        return new Kept(out.release());
    }

    /** What was held. */
    final class Kept {
        private final byte[] bytes;

        Kept(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        int textFrom() {
            return textFrom;
        }

        int textTo() {
            return Math.min(bytes.length, textFrom + PageFilter.INLINE_SCRIPT_HELD_BYTES_MAX);
        }

        boolean complete() {
            return bytes.length - textFrom <= PageFilter.INLINE_SCRIPT_HELD_BYTES_MAX;
        }

        /** The text without the one CDATA section around it; null where more markup or references are in it. */
        @Nullable
        String plainText(Charset charset) {
            String text = new String(bytes, textFrom, bytes.length - textFrom, charset).strip();
            boolean section = text.startsWith(CDATA) && text.endsWith(CDATA_END);
            String inner = section ? text.substring(CDATA.length(), text.length() - CDATA_END.length()) : text;
            boolean plain = section ? !inner.contains(CDATA_END) : inner.indexOf('<') < 0 && inner.indexOf('&') < 0;
            return plain ? inner : null;
        }

        void write() throws IOException {
            out.put(bytes);
        }

        /** Writes the element as one that does not run. */
        void writeInert(JudgedHost judged) throws IOException {
            out.put(bytes, 0, nameEnd);
            out.put(TagEdit.INERT_TYPE);
            if (!named) {
                out.put(judged.mark());
            }
            out.put(bytes, nameEnd, typeName - nameEnd);
            if (typeName > nameEnd) {
                out.put(TagEdit.PREFIX);
            }
            out.put(bytes, typeName, bytes.length - typeName);
        }
    }
}
