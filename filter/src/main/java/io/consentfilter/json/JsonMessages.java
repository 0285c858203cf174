package io.consentfilter.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Turns the parser's messages into letters to the person who wrote the file. */
final class JsonMessages {
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^;]*; line: (\\d+), column: (\\d+)\\]");

    private JsonMessages() {}

    static JsonProblem problem(JsonProcessingException e) {
        var location = e.getLocation();
        int line = location == null ? 1 : location.getLineNr();
        int column = location == null ? 1 : location.getColumnNr();
        return new JsonProblem(plain(e.getOriginalMessage()), line, column);
    }

    private static String plain(String message) {
        if (message.contains("comment?")) {
            return "found a comment; JSON has none";
        }
        if (message.contains("was expecting double-quote to start field name")) {
            return "expected a key in double quotes; is there a comma too many before it?";
        }
        if (message.startsWith("Unexpected character (']'")) {
            return "expected a value; is there a comma too many before it?";
        }
        if (message.contains("was expecting comma")) {
            return "expected a comma or the end of the object or array";
        }
        if (message.contains("nesting depth")) {
            return "found objects and arrays nested deeper than " + JsonTree.DEPTH_MAX;
        }
        return PLACE.matcher(message).replaceAll("$1:$2");
    }
}
