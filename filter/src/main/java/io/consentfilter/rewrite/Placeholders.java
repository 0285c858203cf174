package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.StartTag;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Stands something the visitor can act on in front of what is withheld, and knows what was unlocked for this one response. */
final class Placeholders {
    private final RewriteContext context;
    private final AddressJudge judge;
    private final AsciiText key = new AsciiText();
    private AsciiText plain = new AsciiText();
    private AsciiText spare = new AsciiText();
    private CharSequence last = "";

    Placeholders(RewriteContext context, AddressJudge judge) {
        this.context = context;
        this.judge = judge;
    }

    /** Whether the visitor asked for just this element. */
    boolean unlocked(StartTag tag, int attribute, LoadingAttributes row, JudgedHost judged) {
        if (context.once().isEmpty() || row.grammar != LoadingAttributes.Grammar.ADDRESS || !mayHave(tag)) {
            return false;
        }
        writeKey(address(tag, attribute), tag, judged);
        return context.once().contains(key.toString());
    }

    void before(StartTag tag, int attribute, LoadingAttributes row, JudgedHost judged, PageWriter out)
            throws IOException {
        boolean stands = context.withhold() && !tag.continued() && row.grammar == LoadingAttributes.Grammar.ADDRESS;
        if (!stands || !mayHave(tag)) {
            return;
        }
        CharSequence address = address(tag, attribute);
        if (row != LoadingAttributes.POSTER && CharSequence.compare(address, last) != 0) {
            remember(address);
            writeKey(address, tag, judged);
            out.until(tag.start());
            context.insertions().placeholder(judged.verdict().serviceId(), judged.host(), address, key, out.asStream());
        }
    }

    private void remember(CharSequence address) {
        if (address == plain) {
            plain = spare;
            spare = (AsciiText) address;
        }
        last = address;
    }

    private static boolean mayHave(StartTag tag) {
        return switch (tag.element()) {
            case IFRAME, EMBED, OBJECT, VIDEO, AUDIO -> !tag.foreign();
            default -> false;
        };
    }

    private CharSequence address(StartTag tag, int attribute) {
        boolean plainly = judge.resolvePlainly(tag.bytes(), tag.valueFrom(attribute), tag.valueTo(attribute), plain);
        return plainly ? plain : judge.resolved(tag.value(attribute, context.charset()));
    }

    /** FNV-1a: it tells elements of one page apart and protects nothing; what protects is the signature around it. */
    private void writeKey(CharSequence address, StartTag tag, JudgedHost judged) {
        key.clear();
        @Nullable String service = judged.verdict().serviceId();
        if (service == null) {
            return;
        }
        long hash = 0xCBF29CE484222325L;
        if (tag.element() != Element.OTHER) {
            hash = hashed(hashed(hash, tag.element().name()), " ");
        }
        key.append(service);
        key.append('.');
        key.appendHex(hashed(hash, address) | Long.MIN_VALUE);
    }

    private static long hashed(long before, CharSequence text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
