package io.consentfilter.json;

/** JSON that cannot be read, with its place. */
public final class JsonProblem extends Exception {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final int column;

    public JsonProblem(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Line, from 1. */
    public int line() {
        return line;
    }

    /** Column, from 1. */
    public int column() {
        return column;
    }
}
