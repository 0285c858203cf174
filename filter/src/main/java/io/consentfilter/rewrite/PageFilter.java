package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.HtmlTokenizer;
import io.consentfilter.html.StartTag;
import io.consentfilter.html.TextKind;
import io.consentfilter.html.TokenSink;
import io.consentfilter.registry.InlineSignature;
import io.consentfilter.registry.Verdict;
import io.consentfilter.web.AddressTest;
import io.consentfilter.web.StyleSheet;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hears the tags of a page and changes those that would load what is withheld. */
final class PageFilter implements TokenSink {
    /** Bytes of an inline script that are held while its signature is looked for; what follows passes and is counted. */
    static final int INLINE_SCRIPT_HELD_BYTES_MAX = 16_384;

    /** Bytes of an import map, or of other data that names addresses, that are held and read; a longer one is withheld. */
    static final int LOADING_DATA_BYTES_MAX = 524_288;

    private static final byte[] NO_BYTES = {};
    private static final byte[] SRC = {'s', 'r', 'c'};

    private final RewriteContext context;
    private final PageWriter out;
    private final Findings findings;
    private final AddressJudge judge;
    private final TagRules rules;
    private final InsertionPoint insertion;
    private final Prolog prolog;
    private final InlineSignatures signatures;
    private final TagEdit edit = new TagEdit();
    private final HtmlTokenizer tokenizer;
    private final Predicate<InlineSignature> asked = this::isWithheld;
    private @Nullable StyleSheet styles;
    private @Nullable StyleSheet sheet;
    private @Nullable ParsedStyle parsedStyle;
    private @Nullable ParsedScript parsedScript;
    private boolean anything;

    PageFilter(RewriteContext context, PageWriter out, Findings findings, int depth) {
        this.context = context;
        this.out = out;
        this.findings = findings;
        this.judge = new AddressJudge(context);
        this.rules = new TagRules(context, judge, findings, depth);
        this.insertion = new InsertionPoint(context, out);
        this.prolog = new Prolog(context, judge, findings, out);
        this.signatures = InlineSignatures.of(context.registry());
        this.tokenizer = new HtmlTokenizer(this, LoadingAttributes.INTEREST);
        tokenizer.attentive(!insertion.done());
        if (context.kind() == RewriteContext.DocumentKind.XHTML) {
            tokenizer.asXml();
        }
        // What stands in srcdoc or in an address of data gets nothing put in, but is a document of its own.
        if (context.kind() == RewriteContext.DocumentKind.FRAGMENT && depth == 0) {
            tokenizer.insideFragment();
        }
    }

    HtmlTokenizer tokenizer() {
        return tokenizer;
    }

    void flush() {
        // Nothing waits here: bytes leave as soon as the token they belong to is told.
    }

    void end() throws IOException {
        parsedTextEnds(Integer.MIN_VALUE);
        if (anything && !insertion.done()) {
            insertion.end(Integer.MIN_VALUE);
        }
    }

    /** From now on nothing is judged or changed: what was held for it leaves as it came, and so does what the tokenizer still tells. */
    void breakOff() throws IOException {
        tokenizer.tell(new PassingSink(out));
        out.breakOff();
        if (sheet != null) {
            sheet.passHeld();
        }
        if (parsedStyle != null) {
            parsedStyle.passHeld();
        }
        parsedScript = null;
        parsedStyle = null;
        sheet = null;
    }

    @Override
    public void enter(byte[] bytes, int from) {
        anything = true;
        out.enter(bytes, from);
    }

    @Override
    public void release(byte[] bytes, int to) throws IOException {
        try {
            if (parsedStyle != null) {
                parsedStyle.before(to);
            }
            out.until(to);
            if (parsedScript != null && parsedScript.full()) {
                parsedScriptEnds(parsedScript, to, false);
            }
        } catch (RuntimeException | StackOverflowError e) {
            // The tokenizer has let go of these bytes.
            breakOff();
            out.until(to);
            throw e;
        }
    }

    @Override
    public int startTag(StartTag tag) throws IOException {
        if (parsedStyle != null && !tag.continued()) {
            elementInStyle(parsedStyle, tag);
        }
        if (parsedScript != null && !tag.continued()) {
            elementInScript(parsedScript, tag);
        }
        if (!insertion.done()) {
            insertion.before(tag);
        }
        int wanted = tag.element() == Element.SCRIPT ? wantedOf(tag) : 0;
        if (wanted == 0) {
            change(tag);
        }
        if (!insertion.done()) {
            insertion.after(tag);
        }
        attend();
        return tag.element() == Element.STYLE ? styleBegins(tag) : wanted;
    }

    @Override
    public boolean holdsOn(StartTag tag) {
        return LongTags.needWhole(tag, context.charset());
    }

    private void attend() {
        tokenizer.attentive(!insertion.done() || parsedStyle != null || parsedScript != null);
    }

    private void parsedScriptBegins(StartTag tag) throws IOException {
        ScriptType type = ScriptType.of(tag);
        if (type != ScriptType.EXECUTABLE || !signatures.isEmpty()) {
            parsedScript = new ParsedScript(tag, type, out);
        }
    }

    /** A script inside a script is nobody's in earnest; an element of HTML ends one of SVG. */
    private void elementInScript(ParsedScript script, StartTag tag) throws IOException {
        boolean inside = tag.foreign() || tag.xml();
        if (!inside || tag.element() == Element.SCRIPT) {
            parsedScriptEnds(script, tag.start(), inside);
        }
    }

    private void parsedScriptEnds(ParsedScript script, int at, boolean broken) throws IOException {
        parsedScript = null;
        ParsedScript.Kept kept = script.until(at);
        JudgedHost judged;
        try {
            judged = broken && kept.complete() ? AddressJudge.TOO_LONG : judgeParsed(script.type(), kept);
        } catch (RuntimeException | StackOverflowError e) {
            kept.write();
            throw e;
        }
        if (judged != null && context.withhold()) {
            kept.writeInert(judged);
        } else {
            kept.write();
        }
        attend();
    }

    private @Nullable JudgedHost judgeParsed(ScriptType type, ParsedScript.Kept kept) {
        String text = kept.complete() ? kept.plainText(context.charset()) : null;
        if (type.runs()) {
            JudgedHost signed = signed(kept.bytes(), kept.textFrom(), kept.textTo(), kept.complete());
            return signed == null && type == ScriptType.MODULE && text != null ? imported(text) : signed;
        }
        JudgedHost judged = text == null ? AddressJudge.TOO_LONG : rules.block(type, text);
        if (judged != null) {
            findings.element();
            findings.host(judged);
        }
        return judged;
    }

    private void elementInStyle(ParsedStyle style, StartTag tag) throws IOException {
        if (tag.foreign() || tag.xml()) {
            style.before(tag.start());
            out.until(tag.start());
            style.element();
        } else {
            parsedStyleEnds(style, tag.start());
        }
    }

    private void parsedStyleEnds(ParsedStyle style, int at) throws IOException {
        style.before(at);
        out.until(at);
        style.end();
        parsedStyle = null;
        attend();
    }

    private int wantedOf(StartTag tag) {
        boolean parsed = tag.foreign() || tag.xml();
        if (parsed || tag.continued() || tag.unfinished() || tag.ambiguous() || tag.find(SRC) >= 0) {
            return 0;
        }
        return switch (ScriptType.of(tag)) {
            case EXECUTABLE -> signatures.isEmpty() ? 0 : INLINE_SCRIPT_HELD_BYTES_MAX;
            case MODULE -> INLINE_SCRIPT_HELD_BYTES_MAX;
            case ADDRESSES, SPECULATION_RULES -> LOADING_DATA_BYTES_MAX;
            case DATA_BLOCK -> 0;
        };
    }

    private void change(StartTag tag) throws IOException {
        edit.begin();
        rules.apply(tag, edit, out);
        if (ParsedScript.begins(tag)) {
            if (!edit.changes()) {
                parsedScriptBegins(tag);
            } else {
                // Held are only tags that stay as they are; nobody else gives such a script something to load or to
                // hide.
                edit.makeInert(tag);
            }
        }
        if (edit.changes() && context.withhold()) {
            edit.write(tag, out);
        }
    }

    @Override
    public void heldText(StartTag tag, byte[] bytes, int from, int to, boolean complete) throws IOException {
        edit.begin();
        rules.apply(tag, edit, out);
        byte[] kept = NO_BYTES;
        ScriptType type = ScriptType.of(tag);
        if (type.runs()) {
            judgeInline(tag, type, bytes, from, to, complete);
        } else if (complete && tag.breaks() == 0) {
            kept = judgeBlock(tag, new String(bytes, from, to - from, context.charset()));
        } else {
            rules.blockTooLong(tag, edit);
        }
        if (edit.changes() && context.withhold()) {
            edit.write(tag, out);
            if (kept.length > 0) {
                out.until(from);
                out.put(kept);
                out.skipTo(to);
            }
        }
    }

    /** The block's new text, or nothing where it stays. */
    private byte[] judgeBlock(StartTag tag, String text) {
        String kept = rules.block(tag, edit, text);
        return kept.equals(text) ? NO_BYTES : kept.getBytes(context.charset());
    }

    private void judgeInline(StartTag tag, ScriptType type, byte[] bytes, int from, int to, boolean complete) {
        JudgedHost judged = signed(bytes, from, to, complete);
        if (judged == null && type == ScriptType.MODULE) {
            judged = imported(new String(bytes, from, to - from, context.charset()));
        }
        if (judged != null) {
            edit.makeInert(tag);
            edit.marks(judged);
        }
    }

    /** Whom a module imports by itself that is withheld. */
    private @Nullable JudgedHost imported(String module) {
        JudgedHost judged = rules.module(module);
        if (judged != null) {
            findings.element();
            findings.host(judged);
        }
        return judged;
    }

    /** Whose inline script it is, where it is withheld. */
    private @Nullable JudgedHost signed(byte[] bytes, int from, int to, boolean complete) {
        InlineSignature found = signatures.find(bytes, from, to, asked);
        if (found != null) {
            Verdict verdict = context.registry().judgeInline(found, context.grants());
            JudgedHost judged = new JudgedHost("", verdict);
            findings.inlineScript(judged);
            return judged;
        }
        if (!complete) {
            findings.inlineScriptTooLong();
        }
        return null;
    }

    private boolean isWithheld(InlineSignature signature) {
        return context.registry().judgeInline(signature, context.grants()).withheld();
    }

    private int styleBegins(StartTag tag) {
        boolean parsed = tag.foreign() || tag.xml();
        if (!context.withhold() || tag.unfinished() || tag.ambiguous() || (parsed && tag.selfClosing())) {
            return 0;
        }
        StyleSheet begun = styles == null ? new StyleSheet(context.charset(), new SheetTest(), out::put) : styles;
        styles = begun;
        if (parsed) {
            parsedStyle = new ParsedStyle(begun, out);
            attend();
            return 0;
        }
        sheet = begun;
        return TELL_TEXT;
    }

    /** Counts what is withheld in style sheets. */
    private final class SheetTest implements AddressTest {
        @Override
        public Answer atSight(byte[] bytes, int from, int to) {
            JudgedHost judged = judge.withheld(bytes, from, to);
            if (judged == AddressJudge.UNKNOWN) {
                return Answer.UNKNOWN;
            }
            return found(judged) ? Answer.WITHHELD : Answer.OPEN;
        }

        @Override
        public boolean withheld(String address) {
            return found(judge.withheld(address));
        }

        private boolean found(@Nullable JudgedHost judged) {
            if (judged != null) {
                findings.element();
                findings.host(judged);
            }
            return judged != null;
        }
    }

    @Override
    public void text(TextKind kind, byte[] bytes, int from, int to) throws IOException {
        if (sheet != null) {
            out.until(from);
            write(sheet, bytes, from, to);
            out.skipTo(to);
        } else if (parsedStyle != null) {
            parsedStyle.text(kind, bytes, from, to);
        } else if (!insertion.done() && kind == TextKind.DATA) {
            int begin = afterBlank(bytes, from, to);
            if (begin < to) {
                insertion.textAt(begin);
                attend();
            }
        }
    }

    private void write(StyleSheet to, byte[] bytes, int from, int end) throws IOException {
        try {
            to.write(bytes, from, end - from);
        } catch (RuntimeException | StackOverflowError e) {
            out.skipTo(to.takenOf(bytes));
            throw e;
        }
    }

    @Override
    public void textEnds(byte[] bytes, int at) throws IOException {
        if (sheet != null) {
            out.until(at);
            sheet.end();
            sheet = null;
        }
    }

    @Override
    public void pieceEnds(byte[] bytes, int at) throws IOException {
        parsedTextEnds(at);
    }

    /** No end tag comes any more for a script or style of svg that is open. */
    private void parsedTextEnds(int at) throws IOException {
        if (parsedScript != null) {
            parsedScriptEnds(parsedScript, at, false);
        }
        if (parsedStyle != null) {
            parsedStyleEnds(parsedStyle, at);
        }
    }

    @Override
    public void patch(TextKind kind, byte[] bytes, int at, byte[] inserted) throws IOException {
        if (!context.withhold()) {
            return;
        }
        if (parsedStyle != null) {
            parsedStyle.before(at);
        }
        out.until(at);
        if (parsedStyle != null && kind == TextKind.CDATA) {
            parsedStyle.put(inserted);
        } else {
            out.put(inserted);
        }
    }

    @Override
    public void endTag(Element element, byte[] bytes, int from, int to) throws IOException {
        if (parsedScript != null && (element == Element.SCRIPT || isLeft())) {
            parsedScriptEnds(parsedScript, from, false);
        }
        if (parsedStyle != null && (endsStyle(element) || isLeft())) {
            parsedStyleEnds(parsedStyle, from);
        }
        if (!insertion.done()) {
            insertion.endTag(element, from);
            attend();
        }
    }

    private boolean isLeft() {
        return context.kind() != RewriteContext.DocumentKind.XHTML && !tokenizer.insideForeignContent();
    }

    /** Its own end tag, that of all around it, or one that breaks out (13.2.6.5). */
    private static boolean endsStyle(Element element) {
        return switch (element) {
            case STYLE, SVG, MATH, P, BR -> true;
            default -> false;
        };
    }

    @Override
    public void instruction(byte[] bytes, int from, int to, boolean complete) throws IOException {
        prolog.instruction(bytes, from, to, complete);
    }

    @Override
    public Map<String, String> doctype(byte[] bytes, int from, int to, boolean complete) throws IOException {
        return prolog.doctype(bytes, from, to, complete);
    }

    @Override
    public void doctypeGoesOn(byte[] bytes, int from, int to) throws IOException {
        prolog.doctypeGoesOn(from, to);
    }

    /** Where text begins that is no white space (nor a byte order mark), or {@code to}. */
    private static int afterBlank(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte c) {
        return switch (c) {
            case ' ', '\n', '\r', '\t', '\f', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> true;
            default -> false;
        };
    }
}
