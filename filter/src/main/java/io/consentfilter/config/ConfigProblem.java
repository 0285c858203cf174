package io.consentfilter.config;

/**
 * One problem of the configuration, written for the person who has to mend it.
 *
 * @param file name of the file
 * @param line line, from 1
 * @param column column, from 1
 * @param pointer RFC 6901 pointer of the place
 * @param message what was found and what would be right
 */
public record ConfigProblem(String file, int line, int column, String pointer, String message) {
    @Override
    public String toString() {
        return line + ":" + column + " " + pointer + "  " + message;
    }
}
