package io.consentfilter.html;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes down what a tokenizer tells, as short texts. */
final class Recorder implements TokenSink {
    private final List<String> tokens = new ArrayList<>();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private TextKind runKind = TextKind.DATA;

    List<String> tokens() {
        endRun();
        return HtmlTokenizerVectorsTest.joined(tokens);
    }

    @Override
    public void enter(byte[] bytes, int from) {}

    @Override
    public void release(byte[] bytes, int to) {}

    @Override
    public int startTag(StartTag tag) {
        endRun();
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < tag.attributes(); i++) {
            String name = string(tag.bytes(), tag.nameFrom(i), tag.nameTo(i));
            attributes.putIfAbsent(name, tag.value(i, StandardCharsets.UTF_8));
        }
        TreeSet<String> pairs = new TreeSet<>();
        attributes.forEach((name, value) -> pairs.add(name + "=" + value));
        String name = string(tag.bytes(), tag.start() + 1, tag.nameEnd());
        tokens.add("<" + name + pairs + (tag.selfClosing() ? "/" : ""));
        return 0;
    }

    @Override
    public void endTag(Element element, byte[] bytes, int from, int to) {
        endRun();
        int end = from + 2;
        while (" \t\n\r\f/>".indexOf(bytes[end]) < 0) {
            end++;
        }
        tokens.add("</" + string(bytes, from + 2, end));
    }

    @Override
    public void text(TextKind kind, byte[] bytes, int from, int to) {
        if (kind != runKind) {
            endRun();
            runKind = kind;
        }
        run.write(bytes, from, to - from);
    }

    @Override
    public void heldText(StartTag tag, byte[] bytes, int from, int to, boolean complete) {}

    @Override
    public void patch(TextKind kind, byte[] bytes, int at, byte[] inserted) {}

    @Override
    public void textEnds(byte[] bytes, int at) {}

    private void endRun() {
        if (run.size() == 0) {
            return;
        }
        String text = run.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
        run.reset();
        switch (runKind) {
            case COMMENT -> tokens.add("Comment");
            case DOCTYPE -> tokens.add("DOCTYPE");
            case DATA -> HtmlTokenizerVectorsTest.text(tokens, CharacterReferences.decode(text, false));
            case RCDATA ->
                HtmlTokenizerVectorsTest.text(tokens, CharacterReferences.decode(text.replace('\0', '\uFFFD'), false));
            case CDATA -> HtmlTokenizerVectorsTest.text(tokens, text);
            default -> HtmlTokenizerVectorsTest.text(tokens, text.replace('\0', '\uFFFD'));
        }
    }

    private static String string(byte[] bytes, int from, int to) {
        // Only ASCII letters fold: HTML standard, 13.2.5.8 "ASCII upper alpha".
        StringBuilder name = new StringBuilder();
        for (char c : new String(bytes, from, to - from, StandardCharsets.UTF_8).toCharArray()) {
            name.append(c >= 'A' && c <= 'Z' ? String.valueOf(c).toLowerCase(Locale.ROOT) : c == 0 ? "\uFFFD" : c);
        }
        return name.toString();
    }
}
