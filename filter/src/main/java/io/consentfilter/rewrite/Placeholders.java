package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.StartTag;
import java.io.IOException;

/** Stands something the visitor can act on in front of what is withheld, and knows what was unlocked for this one response. */
final class Placeholders {
    private final RewriteContext context;
    private final AddressJudge judge;
    private String last = "";

    Placeholders(RewriteContext context, AddressJudge judge) {
        this.context = context;
        this.judge = judge;
    }

    /** Whether the visitor asked for just this element. */
    boolean unlocked(StartTag tag, int attribute, LoadingAttributes row, JudgedHost judged) {
        return !context.once().isEmpty()
                && row.grammar == LoadingAttributes.Grammar.ADDRESS
                && mayHave(tag)
                && context.once().contains(key(address(tag, attribute), tag, judged));
    }

    void before(StartTag tag, int attribute, LoadingAttributes row, JudgedHost judged, PageWriter out)
            throws IOException {
        boolean stands = context.withhold() && !tag.continued() && row.grammar == LoadingAttributes.Grammar.ADDRESS;
        if (!stands || !mayHave(tag)) {
            return;
        }
        String address = address(tag, attribute);
        if (row != LoadingAttributes.POSTER && !address.equals(last)) {
            last = address;
            out.until(tag.start());
            out.put(context.insertions()
                    .placeholder(judged.verdict().serviceId(), judged.host(), address, key(address, tag, judged)));
        }
    }

    private static boolean mayHave(StartTag tag) {
        return switch (tag.element()) {
            case IFRAME, EMBED, OBJECT, VIDEO, AUDIO -> !tag.foreign();
            default -> false;
        };
    }

    private String address(StartTag tag, int attribute) {
        return judge.resolved(tag.value(attribute, context.charset()));
    }

    /** FNV-1a: it tells elements of one page apart and protects nothing; what protects is the signature around it. */
    private static String key(String address, StartTag tag, JudgedHost judged) {
        String service = judged.verdict().serviceId();
        if (service == null) {
            return "";
        }
        long hash = 0xCBF29CE484222325L;
        String text = tag.element() == Element.OTHER ? address : tag.element() + " " + address;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return service + "." + Long.toHexString(hash | Long.MIN_VALUE);
    }
}
