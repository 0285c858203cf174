package io.consentfilter.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds what a JavaScript module imports by clauses of its own: ECMAScript 2025, 16.2.2 {@code import} and 16.2.3 {@code export … from}. Browsers
 * fetch that before the module runs, and where one import fails the module never does. Only as much of the language is read as tells
 * code from comments, strings, templates and regular expressions (12.9); at the first sign that is not understood the rest is not
 * read. So what is found is imported, while something may be imported that is not found.
 */
public final class ModuleImports {
    private static final Set<String> BEFORE_EXPRESSION = Set.of(
            "return",
            "typeof",
            "case",
            "do",
            "else",
            "in",
            "instanceof",
            "new",
            "void",
            "delete",
            "throw",
            "yield",
            "await",
            "of",
            "extends",
            "default");

    private static final Set<String> BEFORE_CONDITION = Set.of("if", "while", "for", "with");

    /** Behind these a brace begins a block; behind nothing too. */
    private static final Set<String> STATEMENT_BEGINS = Set.of("", ";", ">", "do", "else");

    private static final int HEX_DIGITS_MAX = 8;
    private static final String SIMPLE_ESCAPES = "bfnrtv";
    private static final String SIMPLE_ESCAPED = "\b\f\n\r\t\013";

    /** What a bracket is the beginning of. */
    private enum Open {
        /** What stands behind its end goes on with an expression. */
        OPERAND,
        /** What stands behind its end begins something. */
        STATEMENT,
        /** The {@code ${} of a template. */
        TEMPLATE
    }

    private final String text;
    private final List<String> found = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    private boolean lost;

    /** Whether a slash here divides. */
    private boolean operand;

    private boolean member;
    private String word = "";

    private ModuleImports(String text) {
        this.text = text;
    }

    /**
     * The specifiers as the language reads them, in their order.
     *
     * @param module its text, or the beginning of it
     */
    public static List<String> of(String module) {
        ModuleImports imports = new ModuleImports(module);
        if (module.startsWith("#!")) {
            imports.skipLine();
        }
        while (!imports.lost && imports.skipSpace()) {
            imports.token();
        }
        return imports.found;
    }

    private void token() {
        char c = text.charAt(at);
        if (isName(c)) {
            name();
        } else if (c == '"' || c == '\'') {
            string();
            is(true);
        } else if (c == '`') {
            at++;
            template();
        } else if (c == '/' && !operand) {
            expression();
        } else {
            punctuator(c);
        }
    }

    /** The token just read can be divided, or not. */
    private void is(boolean divisible) {
        operand = divisible;
        member = false;
        word = "";
    }

    private void name() {
        int from = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        boolean plain = !member;
        boolean top = plain && open.isEmpty();
        is(!(plain && BEFORE_EXPRESSION.contains(name)));
        word = plain ? name : "";
        if (top && name.equals("import")) {
            importClause();
        } else if (top && name.equals("export")) {
            exportClause();
        }
    }

    private void punctuator(char c) {
        at++;
        switch (c) {
            case '(' -> open(BEFORE_CONDITION.contains(word) ? Open.STATEMENT : Open.OPERAND);
            case '[' -> open(Open.OPERAND);
            case '{' -> open(beginsBlock() ? Open.STATEMENT : Open.OPERAND);
            case ')', ']', '}' -> close();
            case '.' -> {
                is(false);
                member = !text.startsWith("..", at);
                at += member ? 0 : 2;
            }
            case '+', '-' -> {
                // What is counted up or down can be divided.
                boolean twice = at < text.length() && text.charAt(at) == c;
                at += twice ? 1 : 0;
                is(twice && operand);
            }
            case '\\', '#', '@' -> is(false);
            default -> {
                is(false);
                word = c == ';' || c == '>' || c == ':' ? String.valueOf(c) : "=";
            }
        }
    }

    /** Behind a name or a bracket, an arrow, and where a statement begins. */
    private boolean beginsBlock() {
        return operand || STATEMENT_BEGINS.contains(word);
    }

    private void open(Open what) {
        open.push(what);
        is(false);
        word = what == Open.OPERAND ? "=" : "";
    }

    private void close() {
        if (open.isEmpty()) {
            lost = true;
            return;
        }
        Open ended = open.pop();
        if (ended == Open.TEMPLATE) {
            template();
        } else {
            is(ended == Open.OPERAND);
        }
    }

    /** The rest of a template, up to its end or to code in it. */
    private void template() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '`') {
                is(true);
                return;
            }
            if (c == '\\') {
                at++;
            } else if (c == '$' && at < text.length() && text.charAt(at) == '{') {
                at++;
                open(Open.TEMPLATE);
                return;
            }
        }
        lost = true;
    }

    /** A regular expression: it ends in its line, at a slash that is in no class. */
    private void expression() {
        boolean inClass = false;
        for (at++; at < text.length() && !isLineEnd(text.charAt(at)); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '/' && !inClass) {
                at++;
                is(true);
                return;
            } else {
                inClass = c == '[' || (inClass && c != ']');
            }
        }
        lost = true;
    }

    private void importClause() {
        if (!skipSpace() || text.charAt(at) == '(' || text.charAt(at) == '.') {
            return;
        }
        untilSpecifier();
    }

    private void untilSpecifier() {
        while (!lost && skipSpace()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                specifier();
                return;
            }
            clausePart(c);
        }
        lost = true;
    }

    private void exportClause() {
        if (!skipSpace() || (text.charAt(at) != '*' && text.charAt(at) != '{')) {
            operand = false;
            return;
        }
        boolean names = text.charAt(at) == '{';
        clausePart(text.charAt(at));
        if (names && !(skipSpace() && text.startsWith("from", at))) {
            is(false);
            return;
        }
        untilSpecifier();
    }

    private void clausePart(char c) {
        if (isName(c)) {
            while (at < text.length() && isName(text.charAt(at))) {
                at++;
            }
        } else if (c == '{') {
            names();
        } else if (c == '*' || c == ',') {
            at++;
        } else {
            lost = true;
        }
    }

    /** Names in braces; a name may be written as a string. */
    private void names() {
        at++;
        while (!lost && skipSpace()) {
            char c = text.charAt(at);
            if (c == '}') {
                at++;
                return;
            }
            if (c == '"' || c == '\'') {
                string();
            } else if (isName(c) || c == ',') {
                at++;
            } else {
                lost = true;
            }
        }
        lost = true;
    }

    private void specifier() {
        String specifier = string();
        if (!lost) {
            found.add(specifier);
        }
        is(true);
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        char quote = text.charAt(at++);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return value.toString();
            }
            if (c == '\n' || c == '\r') {
                break;
            }
            if (c == '\\' && at < text.length()) {
                escape(value);
            } else {
                value.append(c);
            }
        }
        lost = true;
        return "";
    }

    private void escape(StringBuilder value) {
        char c = text.charAt(at++);
        if (isLineEnd(c)) {
            at += c == '\r' && text.startsWith("\n", at) ? 1 : 0;
        } else if (c == 'x') {
            hex(2, value);
        } else if (c == 'u' && text.startsWith("{", at)) {
            at++;
            int digits = Math.max(0, text.indexOf('}', at) - at);
            hex(digits > HEX_DIGITS_MAX ? 0 : digits, value);
            at++;
        } else if (c == 'u') {
            hex(4, value);
        } else {
            int simple = SIMPLE_ESCAPES.indexOf(c);
            value.append(simple < 0 ? c : SIMPLE_ESCAPED.charAt(simple));
        }
    }

    private void hex(int digits, StringBuilder value) {
        int end = at + digits;
        int code = 0;
        while (at < end && at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
            code = code << 4 | Character.digit(text.charAt(at++), 16);
        }
        lost |= at < end || digits == 0 || !Character.isValidCodePoint(code);
        if (!lost) {
            value.appendCodePoint(code);
        }
    }

    /** Skips spaces and comments; whether anything follows. */
    private boolean skipSpace() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (isSpace(text.charAt(at))) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipLine() {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c <= ' '
                || c == '\u00A0'
                || c == '\uFEFF'
                || isLineEnd(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '$'
                || (c >= 0x80 && !isSpace(c));
    }
}
