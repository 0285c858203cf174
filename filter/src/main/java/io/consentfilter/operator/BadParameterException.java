package io.consentfilter.operator;

/** A parameter that cannot be understood: which, what was found, what would be right. */
final class BadParameterException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int FOUND_LENGTH_MAX = 100;

    private final String parameter;
    private final String found;
    private final String expected;

    BadParameterException(String parameter, String found, String expected) {
        super(parameter + ": found \"" + found + "\", expected " + expected);
        this.parameter = parameter;
        this.found = found.length() > FOUND_LENGTH_MAX ? found.substring(0, FOUND_LENGTH_MAX) + "…" : found;
        this.expected = expected;
    }

    String parameter() {
        return parameter;
    }

    String found() {
        return found;
    }

    String expected() {
        return expected;
    }
}
