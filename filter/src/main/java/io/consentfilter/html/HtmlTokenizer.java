package io.consentfilter.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of bytes into tags and text as the HTML standard does (13.2.5), in any encoding that agrees with ASCII.
 *
 * <p>What must stay true: a byte is looked at where it lies, in the array it came in. Only a token that is unfinished when the array
 * ends is copied and held, and it is resumed at the byte where it was left, never begun again; so the time is linear and the memory
 * is bounded by {@link #TAG_BYTES_MAX} and by what {@link TokenSink#startTag} asks to hold. Wherever the stream is cut, the same
 * tokens are told. Whatever the bytes say, nothing is thrown.
 *
 * <p>Tags that are of no interest are walked over by {@link TagSkimmer}; all others, and those that a cut divides, go through the
 * states below, which carry the standard's names.
 */
public final class HtmlTokenizer {
    /** A longer tag is told in parts, so that no more than this is held; but see {@link #LONG_TAG_BYTES_MAX}. */
    public static final int TAG_BYTES_MAX = 65_536;

    /** A tag of which {@link TokenSink#holdsOn} says that its parts would not do is held up to this. */
    public static final int LONG_TAG_BYTES_MAX = 2_097_152;

    /** A tag with more attributes is told in parts. */
    public static final int ATTRIBUTES_MAX = 512;

    /** How much is copied at once while a held token waits for its end. */
    private static final int SLICE = 4096;

    /** Most tags end soon. */
    private static final int SLICE_MIN = 128;

    private static final byte[] NOTHING = {};
    private static final byte[] DASHES = {'-', '-'};
    private static final byte[] DOCTYPE_WORD = {'d', 'o', 'c', 't', 'y', 'p', 'e'};
    private static final byte[] CDATA_WORD = {'[', 'C', 'D', 'A', 'T', 'A', '['};
    private static final byte[] NOSCRIPT_END = {'<', '/', 'n', 'o', 's', 'c', 'r', 'i', 'p', 't'};
    private static final byte[] BREAK = {StartTag.BREAK};
    private static final byte[] SPACE = {' '};
    private static final byte[] SELECT_END = "</select>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STYLE_END = "</style>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SCRIPT_WORD = {'s', 'c', 'r', 'i', 'p', 't'};

    private TokenSink sink;
    private final @Nullable TagInterest interest;
    private final TagSkimmer skimmer;
    private final TagReader reader = new TagReader();
    private final StartTag tag = new StartTag();
    private final TreeView tree = new TreeView();
    private boolean attentive;
    private boolean fragment;
    private boolean xml;
    private boolean alone;

    // The view: the array at hand, either the caller's or our own hold.
    private byte[] buf = NOTHING;
    private int pos;
    private int limit;
    private byte[] hold = NOTHING;
    private int held;
    private boolean inHold;

    // The token at hand; positions inside it are relative to its start, so that it can move into the hold.
    private int tokenStart = -1;
    private int state = State.DATA;
    private int tagBytesMax = TAG_BYTES_MAX;
    private boolean endTag;
    private boolean endsText;
    private long nameKey;
    private int localName;
    private boolean valueSkipped;
    private boolean namespaceKnown;
    private boolean ambiguityKnown;
    private boolean foreign;
    private int lessThan;
    private int matched;
    private boolean mayMatch;

    // Inside noscript and inside a section of XML, where the end is looked for in every state.
    private boolean enters;
    private boolean inNoscript;
    private int noscriptDepth;
    private int endMatched;
    private byte[] endHeld = NOTHING;
    private final SectionEnd section = new SectionEnd();
    private final DoctypeEnd doctype = new DoctypeEnd();

    // An end tag that another view of the page acts on wherever it stands, and how much of it the bytes just read are.
    private byte[] watched = NOTHING;
    private int watchMatched;

    /** Whether the tag told last opened a style of svg. */
    private boolean inStyle;

    private boolean cdataClosed;
    private final TagInCdata tagInCdata = new TagInCdata();
    private boolean inReference;

    // The element whose text is being read.
    private int rawState = State.RAWTEXT;
    private byte[] rawName = SCRIPT_WORD;
    private int heldFrom;
    private int heldMax;
    private boolean toldText;

    /**
     * @param interest which start tags are told while the tokenizer is not attentive; null for all
     */
    public HtmlTokenizer(TokenSink sink, @Nullable TagInterest interest) {
        this.sink = sink;
        this.interest = interest;
        this.skimmer = interest == null ? TagSkimmer.NOTHING : interest.skimmer();
        this.attentive = interest == null;
    }

    /** For the standard's test vectors: begins in that state and lets no start tag change it. */
    void beginIn(int initialState, String lastStartTag) {
        state = initialState;
        rawName = lastStartTag.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        alone = true;
    }

    /** While attentive, every token is told: start tags, end tags, text. */
    public void attentive(boolean everything) {
        attentive = everything;
    }

    /**
     * Pieces of markup inside XML answers come in CDATA sections: there the section's content is markup too. Each is a piece of its
     * own, at whose end nothing stays open, except where the next section follows directly: so XML writes a piece that contains
     * {@code ]]>}.
     */
    public void insideFragment() {
        fragment = true;
        tree.bodyIsFixed();
    }

    /**
     * Reads XML from now on: elements end where they say so, whatever their name; comments, CDATA sections and processing
     * instructions are those of XML 1.0; a prefix does not belong to the name.
     */
    public void asXml() {
        xml = true;
        tag.asXml();
    }

    /** From now on another hears what is found. */
    public void tell(TokenSink other) {
        sink = other;
    }

    /** Takes the next bytes. The array is not used after the call. */
    public void feed(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int to = offset + length;
        while (from < to) {
            from = section.isOpen() ? untilSectionEnds(bytes, from, to) : inPart(bytes, from, to);
        }
    }

    private int inPart(byte[] bytes, int from, int to) throws IOException {
        return inNoscript ? untilNoscriptEnds(bytes, from, to) : step(bytes, from, to);
    }

    private void allInPart(byte[] bytes, int offset, int to) throws IOException {
        int from = offset;
        while (from < to) {
            from = inPart(bytes, from, to);
        }
    }

    private int untilSectionEnds(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to && section.isOpen()) {
            int next = section.before(bytes, at, to);
            allInPart(bytes, at, next);
            at = next;
            if (at < to && section.take(bytes[at])) {
                at++;
            } else if (section.hasEnded()) {
                pieceEnds();
                section.close();
            }
            passSection();
        }
        return at;
    }

    /** What the section's end was looked for in, and is not part of it. */
    private void passSection() throws IOException {
        byte[] passed = section.passed();
        allInPart(passed, 0, passed.length);
    }

    private void all(byte[] bytes, int offset, int to) throws IOException {
        int from = offset;
        while (from < to) {
            from = step(bytes, from, to);
        }
    }

    private int step(byte[] bytes, int from, int to) throws IOException {
        enters = false;
        return held > 0 ? continueHeld(bytes, from, to) : direct(bytes, from, to);
    }

    /**
     * With scripting, noscript is raw text and ends at its first end tag, whatever stands around it; without, it is markup. So that
     * both read the rest of the page alike, what is open at that end tag is closed before it.
     */
    private int untilNoscriptEnds(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to && inNoscript) {
            if (endMatched == 0) {
                int lt = noscriptEnd(bytes, at, to);
                all(bytes, at, lt);
                at = lt;
            } else if (endMatched == NOSCRIPT_END.length && endsName(bytes[at])) {
                closeWhatIsOpen();
                insideNoscript(false);
                passMatched();
                break;
            }
            if (at < to) {
                at += match(bytes[at]);
            }
        }
        return at;
    }

    private void insideNoscript(boolean yes) {
        inNoscript = yes;
        tree.insideNoscript(yes);
    }

    /** Where the end tag of noscript begins, or something that the bytes at hand cannot tell from it. */
    private static int noscriptEnd(byte[] bytes, int from, int to) {
        int lt = Bytes.indexOf(bytes, from, to, (byte) '<');
        while (lt < to) {
            int length = Math.min(to - lt, NOSCRIPT_END.length);
            int same = 1;
            while (same < length && Names.lower(bytes[lt + same]) == NOSCRIPT_END[same]) {
                same++;
            }
            if (same == length) {
                return lt;
            }
            lt = Bytes.indexOf(bytes, lt + same, to, (byte) '<');
        }
        return to;
    }

    private int match(byte c) throws IOException {
        if (endHeld.length == 0) {
            endHeld = new byte[NOSCRIPT_END.length];
        }
        if (endMatched < NOSCRIPT_END.length && Names.lower(c) == NOSCRIPT_END[endMatched]) {
            endHeld[endMatched++] = c;
            return 1;
        }
        passMatched();
        return 0;
    }

    private void passMatched() throws IOException {
        int matchedBytes = endMatched;
        endMatched = 0;
        all(endHeld, 0, matchedBytes);
    }

    private void closeWhatIsOpen() throws IOException {
        for (byte[] closing = closing(); closing.length > 0; closing = closing()) {
            all(closing, 0, closing.length);
        }
        byte[] foreignClosing = tree.closingDownTo(noscriptDepth);
        all(foreignClosing, 0, foreignClosing.length);
        tree.backTo(noscriptDepth);
    }

    private byte[] closing() {
        String text = switch (state) {
            case State.DATA, State.TAG_OPEN -> "";
            case State.PLAINTEXT -> {
                // Nothing closes it; with scripting it is not there at all.
                state = State.DATA;
                yield "";
            }
            case State.ATTRIBUTE_VALUE_DOUBLE_QUOTED -> "\">";
            case State.ATTRIBUTE_VALUE_SINGLE_QUOTED -> "'>";
            case State.CDATA_SECTION,
                    State.CDATA_SECTION_BRACKET,
                    State.CDATA_SECTION_END,
                    State.CDATA_SECTION_LESS_THAN_SIGN,
                    State.CDATA_SECTION_TAG_NAME -> "]]>";
            case State.COMMENT_START,
                    State.COMMENT_START_DASH,
                    State.COMMENT,
                    State.COMMENT_END_DASH,
                    State.COMMENT_END,
                    State.COMMENT_END_BANG -> "-->";
            default -> isInsideText() ? textClosing() : ">";
        };
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private boolean isInsideText() {
        return state == State.RCDATA
                || state == State.RAWTEXT
                || state == State.SCRIPT_DATA
                || (state >= State.RAW_LESS_THAN_SIGN && state <= State.SCRIPT_DATA_DOUBLE_ESCAPE_END);
    }

    private String textClosing() {
        String end = "</" + new String(rawName, StandardCharsets.US_ASCII) + ">";
        return rawName == SCRIPT_WORD || rawName == Element.SCRIPT.nameBytes ? "-->" + end : end;
    }

    private static boolean endsName(byte c) {
        return isSpace(c) || c == '/' || c == '>';
    }

    /** The end of the stream: what is held is told as the standard treats the end of file, an unfinished tag not at all. */
    public void end() throws IOException {
        section.close();
        passSection();
        pieceEnds();
        HoldPool.giveBack(hold);
        hold = NOTHING;
        buf = NOTHING;
    }

    private void pieceEnds() throws IOException {
        passMatched();
        insideNoscript(false);
        if (held > 0) {
            view(hold, 0, held, held);
            tokenStart = 0;
            if (heldMax > 0) {
                tellHeldText(held);
            } else if (isTextAtEnd()) {
                tell(0, held);
            } else {
                // The tag is nothing, but another view may have left it long before.
                patchBreaks(0);
            }
            tokenStart = -1;
            held = 0;
            sink.release(buf, pos);
        }
        if (toldText) {
            toldText = false;
            sink.textEnds(buf, pos);
        }
        sink.pieceEnds(buf, pos);
        state = State.DATA;
        heldMax = 0;
        watched = NOTHING;
        inStyle = false;
        tree.forget();
    }

    /** {@code <}, {@code </}, {@code <!} and half an end tag inside raw text are text or comment when nothing follows. */
    private boolean isTextAtEnd() {
        return state == State.TAG_OPEN
                || state == State.END_TAG_OPEN
                || (state >= State.RAW_LESS_THAN_SIGN && state <= State.SCRIPT_DATA_DOUBLE_ESCAPE_END)
                || state >= State.MARKUP_DECLARATION_OPEN;
    }

    /** Returns how far the bytes are used up: all of them, but for a noscript that begins. */
    private int direct(byte[] bytes, int from, int to) throws IOException {
        inHold = false;
        view(bytes, from, from, to);
        // A tag of which just all was told that is known goes on with nothing held.
        tokenStart = isTagState() ? from : -1;
        run();
        if (enters) {
            sink.release(bytes, pos);
            return pos;
        }
        int kept = tokenStart < 0 ? to : tokenStart;
        sink.release(bytes, kept);
        held = 0;
        append(bytes, kept, to - kept);
        tokenStart = -1;
        return to;
    }

    /** Adds as much as is needed to finish the held token; returns how far the bytes are used up. */
    private int continueHeld(byte[] bytes, int from, int to) throws IOException {
        int taken = Math.min(to - from, Math.min(SLICE, Math.max(SLICE_MIN, held)));
        int before = held;
        append(bytes, from, taken);
        inHold = true;
        view(hold, 0, before, held);
        tokenStart = 0;
        run();
        if (tokenStart < 0) {
            int rest = held - pos;
            sink.release(hold, pos);
            held = 0;
            return from + taken - rest;
        }
        sink.release(hold, tokenStart);
        if (tokenStart > 0) {
            System.arraycopy(hold, tokenStart, hold, 0, held - tokenStart);
            held -= tokenStart;
        }
        return from + taken;
    }

    private void append(byte[] bytes, int from, int length) {
        if (hold.length < held + length) {
            byte[] small = hold;
            hold = HoldPool.take(held + length);
            System.arraycopy(small, 0, hold, 0, held);
            HoldPool.giveBack(small);
        }
        System.arraycopy(bytes, from, hold, held, length);
        held += length;
    }

    private void view(byte[] bytes, int enteredFrom, int from, int to) {
        buf = bytes;
        pos = from;
        limit = to;
        sink.enter(bytes, enteredFrom);
    }

    private void run() throws IOException {
        while (pos < limit && !enters && !(inHold && tokenStart < 0)) {
            if (watched.length > 0) {
                stepWatching();
            } else {
                stepInState();
            }
        }
        if (heldMax > 0 && tokenStart >= 0 && isRawTextState() && pos - tokenStart - heldFrom > heldMax) {
            tellHeldText(pos);
            tokenStart = -1;
        }
    }

    private void stepInState() throws IOException {
        switch (state) {
            case State.DATA -> data();
            case State.RCDATA, State.RAWTEXT, State.SCRIPT_DATA -> rawText();
            case State.PLAINTEXT -> {
                tell(pos, limit);
                pos = limit;
            }
            case State.TAG_OPEN -> tagOpen();
            case State.END_TAG_OPEN -> endTagOpen();
            case State.BOGUS_COMMENT, State.DOCTYPE -> untilGreaterThan();
            case State.INSTRUCTION, State.INSTRUCTION_TOO_LONG -> instruction();
            case State.DOCTYPE_WITH_SUBSET, State.DOCTYPE_TOO_LONG -> doctypeWithSubset();
            case State.MARKUP_DECLARATION_OPEN -> markupDeclarationOpen();
            case State.CDATA_SECTION,
                    State.CDATA_SECTION_BRACKET,
                    State.CDATA_SECTION_END,
                    State.CDATA_SECTION_LESS_THAN_SIGN,
                    State.CDATA_SECTION_TAG_NAME -> cdataSection();
            default -> {
                if (state >= State.COMMENT_START) {
                    comment();
                } else if (state == State.TAG_NAME || state >= State.BEFORE_ATTRIBUTE_NAME) {
                    tagStates();
                } else {
                    rawStates();
                }
            }
        }
    }

    /**
     * Reads on while another view of the page waits for an end tag and looks at nothing else: a preload scanner, inside an element of
     * svg that it takes for one of HTML whose content is text.
     */
    private void stepWatching() throws IOException {
        byte c = buf[pos];
        boolean whole = watchMatched == watched.length && (isSpace(c) || c == '/' || c == '>');
        if (whole && isEndTagToo()) {
            watched = NOTHING;
            stepInState();
            return;
        }
        if (whole) {
            breakEndTagHere();
        }
        int end = limit;
        int before = pos;
        limit = state == State.DATA && c != '<' ? Bytes.indexOf(buf, pos, end, (byte) '<') : pos + 1;
        stepInState();
        limit = end;
        if (pos > before) {
            boolean fits = watchMatched < watched.length && Names.lower(c) == watched[watchMatched];
            watchMatched = fits ? watchMatched + 1 : c == '<' ? 1 : 0;
        }
    }

    /** Whether this view too takes the watched end tag for one. */
    private boolean isEndTagToo() {
        return (state == State.TAG_NAME && endTag)
                || ((state == State.RAW_END_TAG_NAME || state == State.SCRIPT_DATA_ESCAPED_END_TAG_NAME)
                        && matched == rawName.length
                        && rawName.length == watched.length - 2);
    }

    /** Writes a letter more into the name, so that the other view does not end here, where this one reads no tag. */
    private void breakEndTagHere() throws IOException {
        watchMatched = 0;
        if (heldMax > 0 || isInTag()) {
            tag.breakAt(pos - tokenStart);
        } else {
            sink.patch(kind(), buf, pos, BREAK);
        }
        if (state == State.SCRIPT_DATA_DOUBLE_ESCAPE_END) {
            // With that letter it is no longer the word that ends it.
            state = State.SCRIPT_DATA_DOUBLE_ESCAPED;
        }
    }

    private boolean isInTag() {
        return tokenStart >= 0 && isTagState();
    }

    private boolean isTagState() {
        return state == State.TAG_NAME
                || (state >= State.BEFORE_ATTRIBUTE_NAME && state <= State.SELF_CLOSING_START_TAG);
    }

    // ---- 13.2.5.1 data state

    private void data() throws IOException {
        byte[] b = buf;
        int end = limit;
        int p = pos;
        boolean hot = isHot();
        boolean unsure = tree.isUnsure();
        boolean bodyless = awaitsBody();
        while (p < end) {
            int lt = b[p] == '<' ? p : Bytes.indexOf(b, p, end, (byte) '<');
            if (attentive) {
                tell(p, lt);
            }
            if (bodyless && !isBlank(p, lt)) {
                bodyless = false;
                tree.bodyIsFixed();
            }
            if (lt == end) {
                break;
            }
            inReference = false;
            if (hot && !(unsure && lt + 1 < end && b[lt + 1] == '/')) {
                p = skimmer.skim(b, lt, end);
                if (p > 0) {
                    continue;
                }
            }
            if (!xml && wholeTag(b, lt, end)) {
                if (state != State.DATA || enters || watched.length > 0) {
                    return;
                }
                p = pos;
                hot = isHot();
                unsure = tree.isUnsure();
                bodyless = awaitsBody();
                continue;
            }
            tokenStart = lt;
            pos = lt + 1;
            state = State.TAG_OPEN;
            return;
        }
        pos = end;
    }

    /** Whether a tag that cannot matter need not even be read. */
    private boolean isHot() {
        return !attentive && !tree.wantsAll() && !xml;
    }

    private boolean awaitsBody() {
        return tree.awaitsBody() && !inNoscript;
    }

    /** Reads the tag or comment at {@code lt} in one go if it lies whole in the bytes at hand. */
    private boolean wholeTag(byte[] b, int lt, int end) throws IOException {
        if (lt + 2 >= end) {
            return false;
        }
        byte c = b[lt + 1];
        if (isLetter(c)) {
            return wholeStartTag(b, lt, end);
        }
        return c == '/' ? isLetter(b[lt + 2]) && wholeEndTag(b, lt, end) : c == '!' && wholeComment(b, lt, end);
    }

    private boolean wholeStartTag(byte[] b, int lt, int end) throws IOException {
        int to = reader.startTag(b, lt, end, tag);
        if (to == TagReader.UNSURE) {
            return false;
        }
        wholeTagIs(false, lt, to);
        finishTag();
        return true;
    }

    private boolean wholeEndTag(byte[] b, int lt, int end) throws IOException {
        int to = reader.endTag(b, lt, end, tag);
        if (to == TagReader.UNSURE) {
            return false;
        }
        wholeTagIs(true, lt, to);
        finishEndTag();
        return true;
    }

    private void wholeTagIs(boolean end, int from, int to) {
        begin(end);
        nameKey = reader.key();
        tokenStart = from;
        pos = to;
    }

    /** A comment nobody wants to hear of. */
    private boolean wholeComment(byte[] b, int lt, int end) {
        int from = lt + 4;
        if (attentive || from > end || b[lt + 2] != '-' || b[lt + 3] != '-') {
            return false;
        }
        for (int gt = Bytes.indexOf(b, from, end, (byte) '>');
                gt < end;
                gt = Bytes.indexOf(b, gt + 1, end, (byte) '>')) {
            boolean bang = gt - 3 >= from && b[gt - 1] == '!' && b[gt - 2] == '-' && b[gt - 3] == '-';
            if (bang || (b[gt - 1] == '-' && b[gt - 2] == '-')) {
                pos = gt + 1;
                return true;
            }
        }
        return false;
    }

    /**
     * Whether text may fix no body. A byte order mark does not, nor a NUL, nor a reference to a space; other references, and letters that
     * begin like that mark, come with more text.
     */
    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = buf[i];
            boolean goesOn = inReference && (isLetter(c) || (c >= '0' && c <= '9') || c == '#' || c == ';');
            if (!goesOn && c != '&' && c > 0 && !isSpace(c)) {
                return false;
            }
            inReference = c == '&' || (goesOn && c != ';');
        }
        return true;
    }

    // ---- 13.2.5.6 tag open state

    private void tagOpen() throws IOException {
        byte c = buf[pos];
        if (isLetter(c)) {
            beginTag(false);
        } else if (c == '/') {
            state = State.END_TAG_OPEN;
            pos++;
        } else if (c == '!') {
            state = State.MARKUP_DECLARATION_OPEN;
            matched = 0;
            pos++;
        } else if (c == '?') {
            instructionOpens();
        } else {
            notATag(State.DATA);
        }
    }

    private void instructionOpens() throws IOException {
        if (xml) {
            state = State.INSTRUCTION;
            matched = 0;
            pos++;
        } else {
            endStyleInDoubt(tokenStart);
            state = State.BOGUS_COMMENT;
            tokenIsStreamed();
        }
    }

    /** XML 1.0, 2.6: ends at the first question mark and greater-than sign, whatever stands around them. */
    private void instruction() throws IOException {
        while (pos < limit) {
            byte c = buf[pos++];
            if (c == '>' && matched == 1) {
                boolean isHeld = state == State.INSTRUCTION;
                state = State.DATA;
                tellInstruction(isHeld, true);
                return;
            }
            matched = c == '?' ? 1 : 0;
            if (state == State.INSTRUCTION && pos - tokenStart == TAG_BYTES_MAX) {
                state = State.INSTRUCTION_TOO_LONG;
                tellInstruction(true, false);
                return;
            }
        }
    }

    private void tellInstruction(boolean isHeld, boolean complete) throws IOException {
        int from = tokenStart;
        tokenStart = -1;
        if (isHeld) {
            sink.instruction(buf, from, pos, complete);
        }
    }

    // ---- 13.2.5.7 end tag open state

    private void endTagOpen() throws IOException {
        byte c = buf[pos];
        if (isLetter(c)) {
            beginTag(true);
        } else if (c == '>') {
            pos++; // nothing at all is made of </>
            tokenStart = -1;
            state = State.DATA;
        } else {
            endStyleInDoubt(tokenStart);
            state = State.BOGUS_COMMENT;
            tokenIsStreamed();
        }
    }

    /** What began with {@code <} is text after all; the byte at hand is read again. */
    private void notATag(int next) throws IOException {
        state = next;
        if (heldMax == 0) {
            int from = tokenStart;
            tokenStart = -1;
            tell(from, pos);
        }
    }

    /** Comments and declarations need not be held: what was read so far is told, the rest follows. */
    private void tokenIsStreamed() throws IOException {
        int from = tokenStart;
        tokenStart = -1;
        tell(from, pos);
    }

    private void beginTag(boolean end) {
        begin(end);
        tag.begin();
        state = State.TAG_NAME;
    }

    private void begin(boolean end) {
        endTag = end;
        endsText = false;
        nameKey = 0;
        localName = 0;
        valueSkipped = false;
        namespaceKnown = false;
        ambiguityKnown = false;
        foreign = false;
        tagBytesMax = TAG_BYTES_MAX;
    }

    // ---- 13.2.5.8 tag name state, 13.2.5.32 to 13.2.5.40 attributes

    private void tagStates() throws IOException {
        int cap = tokenStart + tagBytesMax;
        int end = Math.min(limit, cap);
        while (pos < end) {
            byte c = buf[pos];
            switch (state) {
                case State.TAG_NAME -> tagName(c);
                case State.BEFORE_ATTRIBUTE_NAME -> beforeAttributeName(c);
                case State.ATTRIBUTE_NAME -> attributeName(end);
                case State.AFTER_ATTRIBUTE_NAME -> afterAttributeName(c);
                case State.BEFORE_ATTRIBUTE_VALUE -> beforeAttributeValue(c);
                case State.ATTRIBUTE_VALUE_DOUBLE_QUOTED -> quotedValue((byte) '"', end);
                case State.ATTRIBUTE_VALUE_SINGLE_QUOTED -> quotedValue((byte) '\'', end);
                case State.ATTRIBUTE_VALUE_UNQUOTED -> unquotedValue(end);
                case State.AFTER_ATTRIBUTE_VALUE_QUOTED -> afterAttributeValueQuoted(c);
                default -> selfClosingStartTag(c);
            }
            if (state < State.BEFORE_ATTRIBUTE_NAME && state != State.TAG_NAME) {
                return;
            }
            if (tokenStart + tagBytesMax != cap) {
                cap = tokenStart + tagBytesMax;
                end = Math.min(limit, cap);
            }
        }
        if (pos == cap && !holdsOn()) {
            tellPart();
        }
    }

    /** Whether more is to be held of a tag than of others. */
    private boolean holdsOn() {
        if (endTag || tagBytesMax == LONG_TAG_BYTES_MAX) {
            return false;
        }
        tag.at(buf, tokenStart, pos);
        boolean begins = tag.element() == Element.SVG || tag.element() == Element.MATH;
        tag.stands(namespaceKnown ? foreign : begins || tree.inside(), true);
        boolean more = sink.holdsOn(tag);
        tagBytesMax = more ? LONG_TAG_BYTES_MAX : TAG_BYTES_MAX;
        return more;
    }

    private void tagName(byte c) throws IOException {
        if (isSpace(c)) {
            nameEnds();
            state = State.BEFORE_ATTRIBUTE_NAME;
            pos++;
        } else if (c == '/') {
            nameEnds();
            state = State.SELF_CLOSING_START_TAG;
            pos++;
        } else if (c == '>') {
            nameEnds();
            pos++;
            finishTag();
        } else if (xml && c == ':') {
            nameKey = 0;
            pos++;
            localName = pos - tokenStart;
        } else {
            nameKey = Names.next(nameKey, c);
            pos++;
        }
    }

    private void nameEnds() {
        int from = tokenStart + (localName > 0 ? localName : endTag ? 2 : 1);
        boolean whole = !tag.continued();
        tag.nameIs(whole ? Element.of(nameKey, buf, from, pos) : Element.OTHER, whole ? pos - tokenStart : 0);
    }

    private void beforeAttributeName(byte c) throws IOException {
        if (isSpace(c)) {
            pos++;
        } else if (c == '/' || c == '>') {
            state = State.AFTER_ATTRIBUTE_NAME;
        } else {
            beginAttribute();
            state = State.ATTRIBUTE_NAME;
            pos++; // even an equals sign is part of the name here
            tag.attributeNameTo(pos - tokenStart);
        }
    }

    private void beginAttribute() throws IOException {
        if (tag.attributes() == ATTRIBUTES_MAX) {
            tellPart();
        }
        valueSkipped = false;
        tag.attributeFrom(pos - tokenStart);
    }

    private void attributeName(int end) {
        byte[] b = buf;
        int p = pos;
        while (p < end && b[p] != '=' && !isSpace(b[p]) && b[p] != '/' && b[p] != '>') {
            p++;
        }
        pos = p;
        if (!valueSkipped) {
            tag.attributeNameTo(p - tokenStart);
        }
        if (p < end) {
            state = b[p] == '=' ? State.BEFORE_ATTRIBUTE_VALUE : State.AFTER_ATTRIBUTE_NAME;
            pos = b[p] == '=' ? p + 1 : p;
        }
    }

    private void afterAttributeName(byte c) throws IOException {
        if (isSpace(c)) {
            pos++;
        } else if (c == '/') {
            state = State.SELF_CLOSING_START_TAG;
            pos++;
        } else if (c == '=') {
            state = State.BEFORE_ATTRIBUTE_VALUE;
            pos++;
        } else if (c == '>') {
            pos++;
            finishTag();
        } else {
            state = State.BEFORE_ATTRIBUTE_NAME;
            beginAttribute();
            state = State.ATTRIBUTE_NAME;
        }
    }

    private void beforeAttributeValue(byte c) throws IOException {
        if (isSpace(c)) {
            pos++;
        } else if (c == '"' || c == '\'') {
            state = c == '"' ? State.ATTRIBUTE_VALUE_DOUBLE_QUOTED : State.ATTRIBUTE_VALUE_SINGLE_QUOTED;
            pos++;
            valueFrom();
        } else if (c == '>') {
            pos++;
            finishTag();
        } else {
            state = State.ATTRIBUTE_VALUE_UNQUOTED;
            valueFrom();
        }
    }

    private void valueFrom() {
        if (!valueSkipped) {
            tag.valueBegins(pos - tokenStart);
        }
    }

    private void valueTo() {
        if (!valueSkipped) {
            tag.valueEnds(pos - tokenStart);
        }
    }

    private void quotedValue(byte quote, int end) {
        pos = Bytes.indexOf(buf, pos, end, quote);
        if (pos < end) {
            valueTo();
            state = State.AFTER_ATTRIBUTE_VALUE_QUOTED;
            pos++;
        }
    }

    private void unquotedValue(int end) throws IOException {
        byte[] b = buf;
        int p = pos;
        while (p < end && !isSpace(b[p]) && b[p] != '>') {
            p++;
        }
        pos = p;
        if (p < end) {
            valueTo();
            pos++;
            if (b[p] == '>') {
                finishTag();
            } else {
                state = State.BEFORE_ATTRIBUTE_NAME;
            }
        }
    }

    private void afterAttributeValueQuoted(byte c) throws IOException {
        if (isSpace(c)) {
            state = State.BEFORE_ATTRIBUTE_NAME;
            pos++;
        } else if (c == '/') {
            state = State.SELF_CLOSING_START_TAG;
            pos++;
        } else if (c == '>') {
            pos++;
            finishTag();
        } else {
            state = State.BEFORE_ATTRIBUTE_NAME;
        }
    }

    private void selfClosingStartTag(byte c) throws IOException {
        if (c == '>') {
            tag.selfCloses(true);
            pos++;
            finishTag();
        } else {
            state = State.BEFORE_ATTRIBUTE_NAME;
        }
    }

    /** Tells what is known of a tag that is too long to be held, up to the last attribute that can be told apart. */
    private void tellPart() throws IOException {
        int cut = pos;
        boolean inName = state == State.ATTRIBUTE_NAME
                || state == State.AFTER_ATTRIBUTE_NAME
                || state == State.BEFORE_ATTRIBUTE_VALUE;
        boolean keepsAttribute = inName && !valueSkipped && tag.attributes() > 0 && tag.hasBytesBeforeLast();
        if (keepsAttribute) {
            cut = tokenStart + tag.dropLast();
        }
        if (endTag) {
            endStyleInDoubt(tokenStart);
            barWayBack(tokenStart);
            patchBreaks(tokenStart);
        } else {
            tag.at(buf, tokenStart, cut);
            knowNamespace();
            tag.stands(foreign, true);
            knowAmbiguity(true);
            sink.startTag(tag);
        }
        boolean named = tag.continued();
        tag.continueTag();
        tagBytesMax = TAG_BYTES_MAX;
        tokenStart = cut;
        if (keepsAttribute) {
            tag.attributeFrom(0);
            tag.attributeNameTo(tag.droppedNameLength());
        } else {
            valueSkipped = state != State.BEFORE_ATTRIBUTE_NAME || named;
        }
    }

    /** Whether the tag needs another name; what that is for has to be known when the first part of it leaves. */
    private void knowAmbiguity(boolean inParts) {
        if (!ambiguityKnown) {
            ambiguityKnown = true;
            boolean ambiguous = !alone && !xml && tree.dropped(tag, foreign);
            tag.isAmbiguous(ambiguous || (inParts && dependsOnAttributes()));
        }
    }

    /** Whether attributes that are not at hand decide what this element of foreign content is: then it gets a name that decides nothing. */
    private boolean dependsOnAttributes() {
        boolean depends =
                foreign && !alone && !xml && (tag.element() == Element.FONT || tag.element() == Element.ANNOTATION_XML);
        if (depends) {
            tree.meansNothing(nameKey);
        }
        return depends;
    }

    private void knowNamespace() throws IOException {
        if (!namespaceKnown) {
            endStyleInDoubt(tokenStart);
            closeInDoubt(tokenStart);
            endSelect(tokenStart);
            foreign = tree.startTag(tag, nameKey);
            namespaceKnown = true;
        }
    }

    /** A style that is one of svg here and may be one of HTML to others: those take markup inside of it for text of the sheet, so it ends before. */
    private void endStyleInDoubt(int at) throws IOException {
        if (inStyle && tree.isUnsure() && !alone && !xml) {
            inStyle = false;
            if (Names.equal(Element.STYLE.nameBytes, watched, Math.min(2, watched.length), watched.length)) {
                watched = NOTHING;
            }
            sink.endTag(Element.STYLE, buf, at, at);
            sink.patch(TextKind.DATA, buf, at, STYLE_END);
            tree.endTag(Element.STYLE, Element.STYLE.key);
        }
    }

    private void closeInDoubt(int at) throws IOException {
        byte[] closing = alone || xml ? NOTHING : tree.closingInDoubt(tag.element());
        if (closing.length > 0) {
            sink.patch(TextKind.DATA, buf, at, closing);
            tree.backTo(0);
        }
    }

    private void endSelect(int at) throws IOException {
        if (!alone && !xml && tree.mayEndSelect(tag.element())) {
            closeForeignContent(Element.SELECT, Element.SELECT.key, at);
            sink.patch(TextKind.DATA, buf, at, SELECT_END);
        }
    }

    private void finishTag() throws IOException {
        if (endTag) {
            finishEndTag();
            return;
        }
        tag.at(buf, tokenStart, pos);
        knowNamespace();
        tag.stands(foreign, false);
        if (foreign && tag.continued() && tag.selfClosing()) {
            tree.closesAtOnce(nameKey);
        }
        Element element = tag.element();
        knowAmbiguity(false);
        boolean ambiguous = tag.ambiguous();
        if (ambiguous) {
            state = State.DATA;
            tree.renamed(nameKey);
        } else {
            enterContent(element);
        }
        int wanted = concernsSink(ambiguous) ? sink.startTag(tag) : 0;
        boolean hasText = !ambiguous && rawName == element.nameBytes && isRawTextState();
        toldText = hasText && wanted == TokenSink.TELL_TEXT;
        if (element == Element.NOSCRIPT && !foreign && !inNoscript && !xml) {
            insideNoscript(true);
            enters = true;
            noscriptDepth = tree.depth();
        }
        if (foreign && isTextElsewhere(element) && watched.length == 0 && !alone && !xml) {
            if (tag.selfClosing()) {
                closeElsewhere(element);
            } else {
                watch(element);
            }
        }
        inStyle = foreign && element == Element.STYLE && !tag.selfClosing();
        if (wanted > 0 && hasText && !tag.continued()) {
            heldFrom = pos - tokenStart;
            heldMax = wanted;
        } else {
            tokenStart = -1;
        }
    }

    private boolean concernsSink(boolean ambiguous) {
        return attentive
                || ambiguous
                || xml
                || interest == null
                || tag.breaks() > 0
                || tag.continued()
                || interest.concerns(tag);
    }

    private static boolean isTextElsewhere(Element element) {
        return element.switchesTokenizer() || element == Element.NOSCRIPT;
    }

    /** Who knows no foreign content overlooks the slash and takes what follows for text: it gets an end tag in the slash's place. */
    private void closeElsewhere(Element element) throws IOException {
        boolean endsNoscript = element == Element.NOSCRIPT && inNoscript;
        if (element != Element.PLAINTEXT && !endsNoscript) {
            sink.patch(TextKind.DATA, buf, pos - 1, SPACE);
            sink.patch(TextKind.DATA, buf, pos, endTagOf(element));
        }
    }

    private static byte[] endTagOf(Element element) {
        return ("</" + new String(element.nameBytes, StandardCharsets.US_ASCII) + ">")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void watch(Element element) {
        watched = new byte[element.nameBytes.length + 2];
        watched[0] = '<';
        watched[1] = '/';
        System.arraycopy(element.nameBytes, 0, watched, 2, element.nameBytes.length);
        watchMatched = 0;
    }

    /** Whether the tag told last left the tokenizer in SVG or MathML. */
    public boolean insideForeignContent() {
        return tree.inside();
    }

    private void closeForeignContent(Element element, long key, int at) throws IOException {
        byte[] closing = alone || xml ? NOTHING : tree.closingBefore(element, key);
        if (closing.length > 0) {
            sink.patch(TextKind.DATA, buf, at, closing);
            tree.backTo(0);
        }
    }

    private void finishEndTag() throws IOException {
        int from = tokenStart;
        if (tag.element() != Element.STYLE && !tag.continued()) {
            endStyleInDoubt(from);
        }
        inStyle = false;
        closeForeignContent(tag.element(), nameKey, from);
        endSelect(from);
        if (!barWayBack(from)) {
            tree.endTag(tag.element(), nameKey);
        }
        tokenStart = -1;
        state = State.DATA;
        patchBreaks(from);
        if (attentive) {
            sink.endTag(tag.element(), buf, from, pos);
        }
    }

    private void patchBreaks(int from) throws IOException {
        for (int i = 0; i < tag.breaks(); i++) {
            sink.patch(TextKind.DATA, buf, from + tag.breakAtIndex(i), BREAK);
        }
    }

    /** Gives an end tag that may lead somebody else back into foreign content another name. */
    private boolean barWayBack(int from) throws IOException {
        boolean mayLead = !alone && !xml && !endsText && !tag.continued() && tree.mayLeadBack(tag.element(), nameKey);
        if (mayLead) {
            sink.patch(TextKind.DATA, buf, from + tag.nameLength(), BREAK);
        }
        return mayLead;
    }

    private void enterContent(Element element) {
        state = State.DATA;
        if (!foreign && element.switchesTokenizer() && !alone && !xml) {
            rawName = element.nameBytes;
            state = switch (element.content) {
                case RC -> State.RCDATA;
                case RAW -> State.RAWTEXT;
                case SCRIPTING -> State.SCRIPT_DATA;
                default -> State.PLAINTEXT;
            };
        }
    }

    // ---- 13.2.5.2 to 13.2.5.4: RCDATA, RAWTEXT and script data

    private void rawText() throws IOException {
        int lt = rawLessThan(pos);
        tell(pos, lt);
        if (lt == limit) {
            pos = lt;
            return;
        }
        rawState = state;
        openRaw(lt);
        state = State.RAW_LESS_THAN_SIGN;
        int name = lt + 2 + rawName.length;
        if (name < limit && buf[name] == '>' && buf[lt + 1] == '/') {
            pos = name;
            rawTextEnds();
            tagName(buf[name]);
        }
    }

    /** The next {@code <} that may end the text or, in a script, begin an escape; as far as the bytes at hand tell. */
    private int rawLessThan(int from) {
        int lt = Bytes.indexOf(buf, from, limit, (byte) '<');
        while (lt + 1 < limit && !mayMatter(lt)) {
            lt = Bytes.indexOf(buf, lt + 1, limit, (byte) '<');
        }
        return lt;
    }

    private boolean mayMatter(int lt) {
        int name = lt + 2 + rawName.length;
        return buf[lt + 1] == '/'
                ? name >= limit || Names.equal(rawName, buf, lt + 2, name)
                : buf[lt + 1] == '!' && state == State.SCRIPT_DATA;
    }

    private void openRaw(int lt) throws IOException {
        if (heldMax > 0 && lt - tokenStart - heldFrom > heldMax) {
            tellHeldText(lt);
            tokenStart = -1;
        }
        if (heldMax == 0) {
            tokenStart = lt;
        }
        lessThan = lt - tokenStart;
        pos = lt + 1;
    }

    private boolean isRawTextState() {
        return (state >= State.RCDATA && state <= State.PLAINTEXT)
                || (state >= State.SCRIPT_DATA_ESCAPE_START && state <= State.SCRIPT_DATA_ESCAPED_DASH_DASH)
                || (state >= State.SCRIPT_DATA_DOUBLE_ESCAPE_START && state <= State.SCRIPT_DATA_DOUBLE_ESCAPE_END);
    }

    private void rawStates() throws IOException {
        byte c = buf[pos];
        switch (state) {
            case State.RAW_LESS_THAN_SIGN -> rawLessThanSign(c);
            case State.RAW_END_TAG_OPEN, State.SCRIPT_DATA_ESCAPED_END_TAG_OPEN -> rawEndTagOpen(c);
            case State.RAW_END_TAG_NAME, State.SCRIPT_DATA_ESCAPED_END_TAG_NAME -> rawEndTagName(c);
            case State.SCRIPT_DATA_ESCAPE_START, State.SCRIPT_DATA_ESCAPE_START_DASH -> scriptDataEscapeStart(c);
            case State.SCRIPT_DATA_ESCAPED, State.SCRIPT_DATA_ESCAPED_DASH, State.SCRIPT_DATA_ESCAPED_DASH_DASH ->
                scriptDataEscaped(c);
            case State.SCRIPT_DATA_ESCAPED_LESS_THAN_SIGN -> scriptDataEscapedLessThanSign(c);
            case State.SCRIPT_DATA_DOUBLE_ESCAPE_START, State.SCRIPT_DATA_DOUBLE_ESCAPE_END -> doubleEscapeName(c);
            default -> scriptDataDoubleEscaped(c);
        }
    }

    private void rawLessThanSign(byte c) throws IOException {
        if (c == '/') {
            state = State.RAW_END_TAG_OPEN;
            pos++;
        } else if (c == '!' && rawState == State.SCRIPT_DATA) {
            pos++;
            notATag(State.SCRIPT_DATA_ESCAPE_START);
        } else {
            notATag(rawState);
        }
    }

    private void rawEndTagOpen(byte c) throws IOException {
        if (isLetter(c)) {
            matched = 0;
            state = rawState == State.SCRIPT_DATA_ESCAPED
                    ? State.SCRIPT_DATA_ESCAPED_END_TAG_NAME
                    : State.RAW_END_TAG_NAME;
        } else {
            notATag(rawState);
        }
    }

    private void rawEndTagName(byte c) throws IOException {
        boolean whole = matched == rawName.length;
        if (whole && (isSpace(c) || c == '/' || c == '>')) {
            rawTextEnds();
            tagName(c);
        } else if (!whole && Names.lower(c) == rawName[matched]) {
            matched++;
            pos++;
        } else {
            notATag(rawState);
        }
    }

    private void rawTextEnds() throws IOException {
        int lt = tokenStart + lessThan;
        if (heldMax > 0) {
            tellHeldText(lt);
        } else if (toldText) {
            toldText = false;
            sink.textEnds(buf, lt);
        }
        tokenStart = lt;
        beginTag(true);
        endsText = true;
        nameKey = Names.key(rawName, 0, rawName.length);
    }

    private void tellHeldText(int to) throws IOException {
        int from = tokenStart + heldFrom;
        boolean complete = to - from <= heldMax;
        int told = complete ? to : from + heldMax;
        heldMax = 0;
        tag.at(buf, tokenStart, from);
        sink.heldText(tag, buf, from, told, complete);
    }

    // ---- 13.2.5.18 to 13.2.5.31: script data with its escapes

    private void scriptDataEscapeStart(byte c) throws IOException {
        if (c != '-') {
            state = State.SCRIPT_DATA;
        } else if (state == State.SCRIPT_DATA_ESCAPE_START) {
            state = State.SCRIPT_DATA_ESCAPE_START_DASH;
            passText();
        } else {
            state = State.SCRIPT_DATA_ESCAPED_DASH_DASH;
            passText();
        }
    }

    private void passText() throws IOException {
        tell(pos, pos + 1);
        pos++;
    }

    private void scriptDataEscaped(byte c) throws IOException {
        if (c == '-') {
            state = state == State.SCRIPT_DATA_ESCAPED
                    ? State.SCRIPT_DATA_ESCAPED_DASH
                    : State.SCRIPT_DATA_ESCAPED_DASH_DASH;
            passText();
        } else if (c == '<') {
            rawState = State.SCRIPT_DATA_ESCAPED;
            state = State.SCRIPT_DATA_ESCAPED_LESS_THAN_SIGN;
            openRaw(pos);
        } else if (c == '>' && state == State.SCRIPT_DATA_ESCAPED_DASH_DASH) {
            state = State.SCRIPT_DATA;
            passText();
        } else {
            state = State.SCRIPT_DATA_ESCAPED;
            passUntil((byte) '-', (byte) '<');
        }
    }

    private void passUntil(byte one, byte other) throws IOException {
        int to = Bytes.indexOf(buf, pos, limit, one, other);
        tell(pos, to);
        pos = to;
    }

    private void scriptDataEscapedLessThanSign(byte c) throws IOException {
        if (c == '/') {
            state = State.SCRIPT_DATA_ESCAPED_END_TAG_OPEN;
            pos++;
        } else if (isLetter(c)) {
            matched = 0;
            mayMatch = true;
            notATag(State.SCRIPT_DATA_DOUBLE_ESCAPE_START);
        } else {
            notATag(State.SCRIPT_DATA_ESCAPED);
        }
    }

    /** 13.2.5.26 and 13.2.5.31: only the word "script" enters or leaves the double escape. */
    private void doubleEscapeName(byte c) throws IOException {
        boolean start = state == State.SCRIPT_DATA_DOUBLE_ESCAPE_START;
        if (isSpace(c) || c == '/' || c == '>') {
            boolean script = mayMatch && matched == SCRIPT_WORD.length;
            state = script == start ? State.SCRIPT_DATA_DOUBLE_ESCAPED : State.SCRIPT_DATA_ESCAPED;
            passText();
        } else if (isLetter(c)) {
            mayMatch &= matched < SCRIPT_WORD.length && Names.lower(c) == SCRIPT_WORD[matched];
            matched = Math.min(matched + 1, SCRIPT_WORD.length);
            passText();
        } else {
            state = start ? State.SCRIPT_DATA_ESCAPED : State.SCRIPT_DATA_DOUBLE_ESCAPED;
        }
    }

    private void scriptDataDoubleEscaped(byte c) throws IOException {
        if (state == State.SCRIPT_DATA_DOUBLE_ESCAPED_LESS_THAN_SIGN && c == '/') {
            matched = 0;
            mayMatch = true;
            state = State.SCRIPT_DATA_DOUBLE_ESCAPE_END;
            passText();
        } else if (c == '-') {
            state = state == State.SCRIPT_DATA_DOUBLE_ESCAPED_DASH
                            || state == State.SCRIPT_DATA_DOUBLE_ESCAPED_DASH_DASH
                    ? State.SCRIPT_DATA_DOUBLE_ESCAPED_DASH_DASH
                    : State.SCRIPT_DATA_DOUBLE_ESCAPED_DASH;
            passText();
        } else if (c == '<') {
            state = State.SCRIPT_DATA_DOUBLE_ESCAPED_LESS_THAN_SIGN;
            passText();
        } else if (c == '>' && state == State.SCRIPT_DATA_DOUBLE_ESCAPED_DASH_DASH) {
            state = State.SCRIPT_DATA;
            passText();
        } else {
            state = State.SCRIPT_DATA_DOUBLE_ESCAPED;
            passUntil((byte) '-', (byte) '<');
        }
    }

    // ---- 13.2.5.41 to 13.2.5.72: comments, DOCTYPE, CDATA

    private void untilGreaterThan() throws IOException {
        TextKind kind = kind();
        int gt = Bytes.indexOf(buf, pos, limit, (byte) '>');
        int to = Math.min(gt + 1, limit);
        tell(kind, pos, to);
        if (gt < limit) {
            state = State.DATA;
        }
        pos = to;
    }

    private void markupDeclarationOpen() throws IOException {
        byte c = buf[pos];
        int at = matched;
        byte[] word = word(tokenStart, at);
        boolean fits = word.length > 0
                && at < word.length
                && (word == DOCTYPE_WORD ? Names.lower(c) == word[at] : c == word[at]);
        if (!fits) {
            endStyleInDoubt(tokenStart);
            state = State.BOGUS_COMMENT;
            tokenIsStreamed();
            return;
        }
        pos++;
        matched++;
        if (matched == word.length) {
            declarationFound(word);
        }
    }

    /** Which declaration the bytes after {@code <!} can still become. */
    private byte[] word(int start, int read) {
        byte first = read == 0 ? buf[pos] : buf[start + 2];
        return switch (first) {
            case '-' -> DASHES;
            case 'd', 'D' -> DOCTYPE_WORD;
            case '[' -> CDATA_WORD;
            default -> NOTHING;
        };
    }

    private void declarationFound(byte[] word) throws IOException {
        if (word == DASHES) {
            endStyleInDoubt(tokenStart);
            state = State.COMMENT_START;
            tokenIsStreamed();
        } else if (word == DOCTYPE_WORD && xml) {
            state = State.DOCTYPE_WITH_SUBSET;
            doctype.begin();
        } else if (word == DOCTYPE_WORD) {
            endStyleInDoubt(tokenStart);
            state = State.DOCTYPE;
            tokenIsStreamed();
        } else if (xml || tree.cdataAllowed()) {
            state = State.CDATA_SECTION;
            cdataClosed = false;
            tagInCdata.end();
            tokenStart = -1;
        } else {
            state = fragment ? State.DATA : State.BOGUS_COMMENT;
            tokenIsStreamed();
            if (fragment && !inNoscript) {
                section.open();
                enters = true;
            }
        }
    }

    private void doctypeWithSubset() throws IOException {
        boolean isHeld = state == State.DOCTYPE_WITH_SUBSET;
        int from = isHeld ? tokenStart : pos;
        int last = isHeld ? Math.min(limit, tokenStart + TAG_BYTES_MAX) : limit;
        boolean ended = false;
        while (pos < last && !ended) {
            ended = doctype.take(buf[pos++]);
        }
        if (!isHeld) {
            sink.doctypeGoesOn(buf, from, pos);
        } else if (ended || pos == tokenStart + TAG_BYTES_MAX) {
            tokenStart = -1;
            tag.entities(sink.doctype(buf, from, pos, ended));
            state = State.DOCTYPE_TOO_LONG;
        }
        if (ended) {
            state = State.DATA;
        }
    }

    private void comment() throws IOException {
        int from = pos;
        while (pos < limit && state >= State.COMMENT_START) {
            if (state == State.COMMENT) {
                pos = Bytes.indexOf(buf, pos, limit, (byte) '-');
                if (pos == limit) {
                    break;
                }
            }
            state = afterCommentByte(buf[pos]);
            pos++;
        }
        tell(TextKind.COMMENT, from, pos);
    }

    /** 13.2.5.43 to 13.2.5.52; the less-than states of the standard only name parse errors. */
    private int afterCommentByte(byte c) {
        boolean dash = c == '-';
        boolean close = c == '>';
        return switch (state) {
            case State.COMMENT_START -> close && !xml ? State.DATA : dash ? State.COMMENT_START_DASH : State.COMMENT;
            case State.COMMENT_START_DASH -> close && !xml ? State.DATA : dash ? State.COMMENT_END : State.COMMENT;
            case State.COMMENT -> dash ? State.COMMENT_END_DASH : State.COMMENT;
            case State.COMMENT_END_DASH -> dash ? State.COMMENT_END : State.COMMENT;
            case State.COMMENT_END ->
                close
                        ? State.DATA
                        : c == '!' && !xml ? State.COMMENT_END_BANG : dash ? State.COMMENT_END : State.COMMENT;
            default -> close ? State.DATA : dash ? State.COMMENT_END_DASH : State.COMMENT;
        };
    }

    private void cdataSection() throws IOException {
        if (state == State.CDATA_SECTION) {
            int found = Bytes.indexOf(buf, pos, limit, (byte) ']', (byte) '<');
            passCdata(pos, found);
            cdataClosed |= Bytes.indexOf(buf, pos, found, (byte) '>') < found;
            pos = found;
            if (found < limit && buf[found] == '<') {
                passCdata(pos, pos + 1);
                state = State.CDATA_SECTION_LESS_THAN_SIGN;
                pos++;
            } else if (found < limit) {
                tokenStart = pos;
                pos++;
                state = State.CDATA_SECTION_BRACKET;
            }
            return;
        }
        byte c = buf[pos];
        if (state >= State.CDATA_SECTION_LESS_THAN_SIGN) {
            markupInCdata(c);
            return;
        }
        if (state == State.CDATA_SECTION_BRACKET && c == ']') {
            state = State.CDATA_SECTION_END;
            pos++;
        } else if (state == State.CDATA_SECTION_END && c == ']') {
            int from = tokenStart;
            tokenStart++;
            passCdata(from, from + 1);
            pos++;
        } else if (state == State.CDATA_SECTION_END && c == '>') {
            cdataEnds();
        } else {
            state = State.CDATA_SECTION;
            int from = tokenStart;
            tokenStart = -1;
            passCdata(from, pos);
        }
    }

    private void passCdata(int from, int to) throws IOException {
        tell(TextKind.CDATA, from, to);
        tagInCdata.read(buf, from, to);
    }

    /** The section's end ends a tag too for a scanner that is in one, but not in the midst of a quoted value. */
    private void cdataEnds() throws IOException {
        byte[] quote = tagInCdata.openQuote();
        if (quote.length > 0) {
            sink.patch(TextKind.CDATA, buf, tokenStart, quote);
        }
        state = State.DATA;
        tokenStart = -1;
        pos++;
    }

    /**
     * A scanner that knows no CDATA is in the midst of markup after the first {@code >} here: what it would load gets another name.
     * Inside what it takes for text it is only the end tag that counts, and that is watched; but tree builders of browsers know no CDATA
     * at an integration point either. Where any tree builder may know none, no tag begins at all.
     */
    private void markupInCdata(byte c) throws IOException {
        boolean unsure = tree.isUnsure();
        boolean markup = watched.length == 0 || unsure || tree.isAtIntegrationPoint();
        boolean seen = cdataClosed && markup && !alone && !xml;
        boolean begins = state == State.CDATA_SECTION_LESS_THAN_SIGN;
        if (begins && seen && isLetter(c) && !unsure) {
            nameKey = 0;
            tagInCdata.begin();
            state = State.CDATA_SECTION_TAG_NAME;
        } else if (begins || isSpace(c) || c == '/' || c == '>' || c == ']') {
            boolean declares = begins && (c == '/' || c == '!' || c == '?' || (isLetter(c) && unsure));
            boolean loads = !begins && c != ']' && skimmer.tells(nameKey);
            if (seen && (declares || loads)) {
                sink.patch(TextKind.CDATA, buf, pos, BREAK);
            }
            state = State.CDATA_SECTION;
        } else {
            nameKey = Names.next(nameKey, c);
            passCdata(pos, pos + 1);
            pos++;
        }
    }

    // ---- telling

    private void tell(int from, int to) throws IOException {
        if ((attentive || toldText) && to > from && heldMax == 0) {
            sink.text(kind(), buf, from, to);
        }
    }

    private void tell(TextKind kind, int from, int to) throws IOException {
        if (attentive && to > from) {
            sink.text(kind, buf, from, to);
        }
    }

    private TextKind kind() {
        return switch (state) {
            case State.DATA, State.TAG_OPEN, State.END_TAG_OPEN -> TextKind.DATA;
            case State.RCDATA -> TextKind.RCDATA;
            case State.RAWTEXT -> TextKind.RAWTEXT;
            case State.PLAINTEXT -> TextKind.PLAINTEXT;
            case State.DOCTYPE, State.DOCTYPE_WITH_SUBSET, State.DOCTYPE_TOO_LONG -> TextKind.DOCTYPE;
            case State.BOGUS_COMMENT, State.MARKUP_DECLARATION_OPEN, State.COMMENT_START, State.COMMENT ->
                TextKind.COMMENT;
            case State.CDATA_SECTION,
                    State.CDATA_SECTION_BRACKET,
                    State.CDATA_SECTION_END,
                    State.CDATA_SECTION_LESS_THAN_SIGN,
                    State.CDATA_SECTION_TAG_NAME -> TextKind.CDATA;
            default ->
                rawState == State.RCDATA
                        ? TextKind.RCDATA
                        : rawState == State.RAWTEXT ? TextKind.RAWTEXT : TextKind.SCRIPT_DATA;
        };
    }

    private static boolean isLetter(byte c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
