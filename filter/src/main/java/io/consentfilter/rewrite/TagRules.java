package io.consentfilter.rewrite;

import io.consentfilter.html.Element;
import io.consentfilter.html.StartTag;
import io.consentfilter.registry.Verdict;
import io.consentfilter.rewrite.LoadingAttributes.Grammar;
import io.consentfilter.web.LoadingJson;
import io.consentfilter.web.MetaRefresh;
import io.consentfilter.web.PageEncoding;
import io.consentfilter.web.PlainStyle;
import io.consentfilter.web.SrcsetCandidates;
import io.consentfilter.web.StyleSheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides, attribute by attribute, what of a tag has to change. */
final class TagRules {
    /** Documents inside {@code srcdoc} inside {@code srcdoc} …: deeper ones are withheld. */
    static final int SRCDOC_NESTING_MAX = 3;

    private static final byte[] CHARSET = {'c', 'h', 'a', 'r', 's', 'e', 't'};
    private static final byte[] CONTENT = {'c', 'o', 'n', 't', 'e', 'n', 't'};
    private static final byte[] NOTHING = StyleSheet.NOTHING.getBytes(StandardCharsets.US_ASCII);

    private final RewriteContext context;
    private final AddressJudge judge;
    private final Findings findings;
    private final Placeholders placeholders;
    private final int depth;

    /** Which attributes of the tag at hand were renamed. */
    private final BitSet renamed = new BitSet();

    private final Predicate<String> asked = this::isWithheld;
    private final PlainStyle plain = new PlainStyle();
    private final ModuleScripts modules = new ModuleScripts(asked);
    private final DataContents contents;
    private @Nullable JudgedHost hit;

    TagRules(RewriteContext context, AddressJudge judge, Findings findings, int depth) {
        this.context = context;
        this.judge = judge;
        this.findings = findings;
        this.depth = depth;
        this.contents = new DataContents(context, findings, depth, asked, modules);
        this.placeholders = new Placeholders(context, judge);
    }

    /** Puts into {@code edit} what the tag needs, and in front of the tag a placeholder. */
    void apply(StartTag tag, TagEdit edit, PageWriter out) throws IOException {
        renamed.clear();
        edit.disambiguate(tag);
        boolean fetches = tag.element() != Element.LINK || LoadingAttributes.fetches(tag);
        boolean found = false;
        for (int i = 0; i < tag.attributes(); i++) {
            LoadingAttributes attribute = LoadingAttributes.of(tag, i);
            if (attribute != null && (fetches || !isReference(attribute)) && judge(tag, i, attribute, edit, out)) {
                found = true;
            }
        }
        if (tag.element() == Element.META && context.declarable()) {
            encoding(tag, edit);
        }
        if (!found && isScriptWithoutEnd(tag)) {
            blockTooLong(tag, edit);
        } else if (found) {
            findings.element();
        }
    }

    /** A declaration that would have the browser read the page otherwise than it is read here, from the beginning. */
    private void encoding(StartTag tag, TagEdit edit) {
        boolean pragma = tag.unfinished() || tag.continued() || tag.find(LoadingAttributes.HTTP_EQUIV) >= 0;
        for (int i = 0; i < tag.attributes(); i++) {
            boolean may = tag.is(i, CHARSET) || (pragma && tag.is(i, CONTENT) && !renamed.get(i));
            if (may && isReadOtherwise(tag, i)) {
                edit.rename(tag, i);
            }
        }
    }

    /** In a page of its own only what hides tags; a document in an address is not changed, but withheld as a whole. */
    private boolean isReadOtherwise(StartTag tag, int attribute) {
        return depth == 0
                ? mayBeIso2022(tag, attribute) && PageEncoding.hidesTags(tag.value(attribute, context.charset()))
                : PageEncoding.hidesText(tag.value(attribute, context.charset()));
    }

    /** Spares nearly all values from being decoded: all labels of that encoding have a 2 in them. */
    private static boolean mayBeIso2022(StartTag tag, int attribute) {
        for (int i = tag.valueFrom(attribute); i < tag.valueTo(attribute); i++) {
            byte c = tag.bytes()[i];
            if (c == '2' || c == '&') {
                return true;
            }
        }
        return false;
    }

    /** An inline script whose tag is told in parts cannot be held until its text is known, so it may not run. */
    private static boolean isScriptWithoutEnd(StartTag tag) {
        if (tag.element() != Element.SCRIPT || !tag.unfinished() || tag.continued() || hasSource(tag)) {
            return false;
        }
        int last = tag.attributes() - 1;
        boolean typeIsCut = last >= 0 && tag.isCut(last) && tag.is(last, ScriptType.TYPE);
        return typeIsCut || ScriptType.of(tag) != ScriptType.DATA_BLOCK;
    }

    private static boolean hasSource(StartTag tag) {
        return tag.find(LoadingAttributes.SRC.nameBytes) >= 0
                || (tag.foreign()
                        && (tag.find(LoadingAttributes.HREF.nameBytes) >= 0
                                || tag.find(LoadingAttributes.XLINK_HREF.nameBytes) >= 0));
    }

    private static boolean isReference(LoadingAttributes attribute) {
        return attribute == LoadingAttributes.HREF || attribute == LoadingAttributes.IMAGESRCSET;
    }

    private boolean judge(StartTag tag, int i, LoadingAttributes attribute, TagEdit edit, PageWriter out)
            throws IOException {
        // In XML a name stands once, and a prefixed one has no row of its own.
        int first = tag.xml() ? i : tag.find(attribute.nameBytes);
        if (first < i) {
            // Taking the first of two attributes away would make the second one count.
            if (renamed.get(first)) {
                edit.rename(tag, i);
            }
            return false;
        }
        hit = null;
        boolean cut = tag.isCut(i);
        switch (attribute.grammar) {
            case ADDRESS -> address(tag, i, cut);
            case STYLE -> style(tag, i, cut, edit);
            case DOCUMENT -> document(tag, i, cut, edit);
            default -> list(tag, i, attribute, cut);
        }
        JudgedHost judged = hit;
        boolean base = tag.element() == Element.BASE && attribute == LoadingAttributes.HREF;
        if (base && (judged == null || !context.withhold())) {
            judge.base(tag.value(i, context.charset()));
        }
        if (judged == null) {
            return false;
        }
        if (!placeholders.unlocked(tag, i, attribute, judged)) {
            found(tag, i, attribute, judged, edit, out);
            return true;
        }
        return false;
    }

    private void found(
            StartTag tag, int i, LoadingAttributes attribute, JudgedHost judged, TagEdit edit, PageWriter out)
            throws IOException {
        findings.host(judged);
        edit.marks(judged);
        if (!edit.revalued(i)) {
            renamed.set(i);
            edit.rename(tag, i);
            boolean runs = tag.element() == Element.SCRIPT && attribute != LoadingAttributes.ATTRIBUTIONSRC;
            if (runs && ScriptType.of(tag) != ScriptType.DATA_BLOCK) {
                edit.makeInert(tag);
            }
            placeholders.before(tag, i, attribute, judged, out);
        }
    }

    private void address(StartTag tag, int i, boolean cut) throws IOException {
        if (DataContents.mayBe(tag, i)) {
            JudgedHost judged = contents.withheld(tag, tag.value(i, context.charset()), cut);
            hit = hit == null ? judged : hit;
            if (judged != null) {
                return;
            }
        }
        JudgedHost judged = judge.withheld(tag.bytes(), tag.valueFrom(i), tag.valueTo(i));
        if (judged == AddressJudge.UNKNOWN) {
            judged = judge.withheld(tag.value(i, context.charset()));
        }
        // What is at hand of a host may look like another one.
        hit = judged == null && cut && !AddressJudge.isHostless(tag.value(i, context.charset()))
                ? AddressJudge.TOO_LONG
                : judged;
    }

    private void list(StartTag tag, int i, LoadingAttributes attribute, boolean cut) throws IOException {
        boolean parts = attribute.grammar == Grammar.CANDIDATES || attribute.grammar == Grammar.ADDRESSES;
        if (parts && !cut) {
            hit = judge.withheldOf(tag.bytes(), tag.valueFrom(i), tag.valueTo(i));
            if (hit != AddressJudge.UNKNOWN) {
                return;
            }
            hit = null;
        }
        String value = tag.value(i, context.charset());
        switch (attribute.grammar) {
            case CANDIDATES -> {
                if (!SrcsetCandidates.without(value, asked).equals(value) && hit == null) {
                    hit = AddressJudge.TOO_LONG;
                }
            }
            case REFRESH -> refresh(tag, value, cut);
            case LINKS -> {
                if (!value.equals(LinkHeader.without(value, asked)) && hit == null) {
                    hit = AddressJudge.TOO_LONG;
                }
            }
            case VALUE_LIST -> each(value.split(";", -1));
            default -> {
                each(value.split("[ \t\n\r\f]+", -1));
                each(value.split("[ \t\n\r\f,]+", -1));
            }
        }
        boolean said = attribute.grammar == Grammar.REFRESH && !MetaRefresh.mayBegin(value);
        if (cut && hit == null && !said) {
            hit = AddressJudge.TOO_LONG;
        }
    }

    private void each(String[] addresses) {
        for (String address : addresses) {
            if (!address.isBlank() && isWithheld(address)) {
                return;
            }
        }
    }

    /**
     * A refresh is navigation: it is withheld only where it leads to a declared service without consent, or to a document written
     * in its address, which a browser shows inside frames. That of a document inside the page loads a frame like any other.
     */
    private void refresh(StartTag tag, String value, boolean cut) throws IOException {
        String address = MetaRefresh.address(value);
        if (address == null) {
            return;
        }
        JudgedHost judged = judge.withheld(address);
        boolean loads = judged != null && (depth > 0 || judged.verdict().kind() == Verdict.Kind.WITHHELD);
        hit = loads ? judged : contents.withheld(tag, address, cut);
    }

    private boolean isWithheld(String address) {
        JudgedHost judged = judge.withheld(address);
        if (judged != null && hit == null) {
            hit = judged;
        }
        return judged != null;
    }

    private void style(StartTag tag, int i, boolean cut, TagEdit edit) {
        if (!cut && (plainStyle(tag, i, edit) || !LoadingAttributes.canLoad(tag, i))) {
            return;
        }
        String value = tag.value(i, context.charset());
        String kept = StyleSheet.without(value, asked);
        if (cut) {
            hit = hit == null ? AddressJudge.TOO_LONG : hit;
        } else if (!kept.equals(value)) {
            edit.revalue(tag, i, kept);
        }
    }

    /** Judges the style where it lies; false where it is not written plainly, and nothing is done. */
    private boolean plainStyle(StartTag tag, int i, TagEdit edit) {
        byte[] bytes = tag.bytes();
        int to = tag.valueTo(i);
        JudgedHost first = null;
        plain.begin();
        for (int at = plain.next(bytes, tag.valueFrom(i), to); at >= 0; at = plain.next(bytes, at, to)) {
            JudgedHost judged = judge.withheld(bytes, plain.addressFrom(), plain.addressTo());
            if (judged == AddressJudge.UNKNOWN) {
                return false;
            }
            first = first == null ? judged : first;
        }
        if (plain.ended() && first != null) {
            hit = first;
            replacePlain(tag, i, edit);
        }
        return plain.ended();
    }

    private void replacePlain(StartTag tag, int i, TagEdit edit) {
        byte[] bytes = tag.bytes();
        int to = tag.valueTo(i);
        plain.begin();
        for (int at = plain.next(bytes, tag.valueFrom(i), to); at >= 0; at = plain.next(bytes, at, to)) {
            if (judge.withheld(bytes, plain.addressFrom(), plain.addressTo()) != null) {
                edit.replaceInside(i, plain.addressFrom(), plain.addressTo(), NOTHING);
            }
        }
    }

    private void document(StartTag tag, int i, boolean cut, TagEdit edit) throws IOException {
        if (cut || depth == SRCDOC_NESTING_MAX) {
            hit = AddressJudge.TOO_LONG;
            return;
        }
        if (!LoadingAttributes.hasMarkup(tag, i)) {
            return;
        }
        byte[] document = tag.value(i, context.charset()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(document.length + 64);
        Findings inside = findings.child();
        PageFilter filter = new PageFilter(judge.inner(), new PageWriter(kept::write), inside, depth + 1);
        filter.tokenizer().feed(document, 0, document.length);
        filter.end();
        filter.tokenizer().end();
        // Not only findings change a document: where two readings would part, it is made to read alike.
        if (!Arrays.equals(document, kept.toByteArray())) {
            edit.revalue(tag, i, kept.toString(StandardCharsets.UTF_8));
        }
    }

    /**
     * Data that names addresses: import maps, web bundles and speculation rules.
     *
     * @return the text without what is withheld
     */
    String block(StartTag tag, TagEdit edit, String text) {
        hit = null;
        String kept = without(ScriptType.of(tag), text);
        if (!kept.equals(text)) {
            found(edit, hit == null ? AddressJudge.TOO_LONG : hit);
        }
        return kept;
    }

    private String without(ScriptType type, String text) {
        if (type == ScriptType.SPECULATION_RULES) {
            return LoadingJson.speculationRules(text, this::isWithheld);
        }
        modules.follow(text);
        return LoadingJson.addresses(text, address -> isWithheld(address) || modules.isWrittenIn(address));
    }

    /** Whom a module written in the page imports that is withheld, or null. */
    @Nullable
    JudgedHost module(String text) {
        hit = null;
        return modules.importWithheld(text) ? hit == null ? AddressJudge.TOO_LONG : hit : null;
    }

    /** Whom such data would contact that is withheld, or null. */
    @Nullable
    JudgedHost block(ScriptType type, String text) {
        hit = null;
        String kept = without(type, text);
        return kept.equals(text) ? null : hit == null ? AddressJudge.TOO_LONG : hit;
    }

    /** The same, where it cannot be read whole: it is withheld. */
    void blockTooLong(StartTag tag, TagEdit edit) {
        found(edit, AddressJudge.TOO_LONG);
        edit.makeInert(tag);
    }

    private void found(TagEdit edit, JudgedHost judged) {
        findings.element();
        findings.host(judged);
        edit.marks(judged);
    }
}
