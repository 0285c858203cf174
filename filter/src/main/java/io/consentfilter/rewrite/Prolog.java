package io.consentfilter.rewrite;

import io.consentfilter.html.InternalSubset;
import io.consentfilter.web.DataAddress;
import java.io.IOException;
import java.util.Map;

/** What stands before the elements of an XML document and can load something, or stand for something that can. */
final class Prolog {
    private static final String HTML_DOCTYPE = "<!DOCTYPE html>";
    private static final String STYLESHEET_INSTRUCTION = "<?xml-stylesheet";
    private static final byte[] RENAMED_INSTRUCTION = {'c', 'h', 'o', 'i', 'c', 'e', '-'};

    private final RewriteContext context;
    private final AddressJudge judge;
    private final Findings findings;
    private final PageWriter out;

    Prolog(RewriteContext context, AddressJudge judge, Findings findings, PageWriter out) {
        this.context = context;
        this.judge = judge;
        this.findings = findings;
        this.out = out;
    }

    /** A style sheet named before the document: its instruction gets a name that nobody follows. */
    void instruction(byte[] bytes, int from, int to, boolean complete) throws IOException {
        String text = new String(bytes, from, to - from, context.charset());
        if (!text.startsWith(STYLESHEET_INSTRUCTION)) {
            return;
        }
        JudgedHost judged = complete && !text.contains("&#") ? null : AddressJudge.TOO_LONG;
        for (int at = quoteFrom(text, 0); at < text.length(); ) {
            int end = text.indexOf(text.charAt(at), at + 1);
            String value = text.substring(at + 1, end < 0 ? text.length() : end);
            JudgedHost told = DataAddress.begins(value) ? AddressJudge.TOO_LONG : judge.withheld(value);
            judged = judged == null ? told : judged;
            at = end < 0 ? text.length() : quoteFrom(text, end + 1);
        }
        if (judged != null) {
            findings.element();
            findings.host(judged);
            if (context.withhold()) {
                out.until(from + 2);
                out.put(RENAMED_INSTRUCTION);
            }
        }
    }

    private static int quoteFrom(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\'') {
            at++;
        }
        return at;
    }

    /** Entities may be markup or parts of an address; a declaration too long to be read declares none. */
    Map<String, String> doctype(byte[] bytes, int from, int to, boolean complete) throws IOException {
        String text = new String(bytes, from, to - from, context.charset());
        InternalSubset subset = InternalSubset.of(complete ? text : HTML_DOCTYPE);
        if (!subset.harmless().equals(text)) {
            findings.element();
            if (context.withhold()) {
                out.until(from);
                out.put(subset.harmless().getBytes(context.charset()));
                out.skipTo(to);
            }
        }
        return subset.entities();
    }

    void doctypeGoesOn(int from, int to) throws IOException {
        if (context.withhold()) {
            out.until(from);
            out.skipTo(to);
        }
    }
}
