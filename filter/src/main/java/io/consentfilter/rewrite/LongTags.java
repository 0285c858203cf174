package io.consentfilter.rewrite;

import io.consentfilter.html.HtmlTokenizer;
import io.consentfilter.html.StartTag;
import io.consentfilter.rewrite.LoadingAttributes.Grammar;
import java.nio.charset.Charset;

/**
 * Which tags of more than {@value HtmlTokenizer#TAG_BYTES_MAX} bytes cannot be told in parts: those whose attributes decide about each
 * other, and those of which a value is cut that has to be read whole. An address that is content and loads nothing, as a picture or a file,
 * has not.
 */
final class LongTags {
    private LongTags() {}

    static boolean needWhole(StartTag tag, Charset charset) {
        int last = tag.attributes() - 1;
        // Entities can make of a short text a long one.
        if (last < 0 || tag.knowsEntities()) {
            return false;
        }
        return switch (tag.element()) {
            case META, LINK, SCRIPT, PARAM -> true;
            default -> tag.isCut(last) && needsWhole(tag, last, charset);
        };
    }

    private static boolean needsWhole(StartTag tag, int attribute, Charset charset) {
        LoadingAttributes row = LoadingAttributes.of(tag, attribute);
        if (row == null || row.grammar != Grammar.ADDRESS) {
            return row != null;
        }
        String beginning = tag.value(attribute, charset);
        return !AddressJudge.isHostless(beginning)
                || (DataContents.mayBe(tag, attribute) && DataContents.mayName(beginning));
    }
}
