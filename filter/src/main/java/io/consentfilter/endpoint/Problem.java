package io.consentfilter.endpoint;

import io.consentfilter.json.JsonProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as a letter to its reader (RFC 9457). Type is {@code about:blank}, so the title is the meaning of the status code.
 *
 * @param status HTTP status
 * @param detail what was found and what would be right
 * @param place where in the body it was found: pointer, line, column; empty where that says nothing
 */
record Problem(int status, String detail, Map<String, Object> place) {
    Problem {
        place = Map.copyOf(place);
    }

    Problem(int status, String detail) {
        this(status, detail, Map.of());
    }

    /** A value of the body is not what it should be. */
    static RefusedException at(String pointer, String detail) {
        return new RefusedException(new Problem(422, detail, Map.of("pointer", pointer)));
    }

    /** The body cannot be read as JSON. */
    static RefusedException unreadable(JsonProblem problem) {
        return new RefusedException(new Problem(
                400,
                "The body is no JSON: " + problem.getMessage(),
                Map.of("line", problem.line(), "column", problem.column())));
    }

    static RefusedException of(int status, String detail) {
        return new RefusedException(new Problem(status, detail));
    }

    String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", title());
        document.put("status", status);
        document.put("detail", detail);
        if (!place.isEmpty()) {
            document.put("errors", java.util.List.of(error()));
        }
        return document;
    }

    private Map<String, Object> error() {
        Map<String, Object> error = new LinkedHashMap<>(place);
        error.put("detail", detail);
        return error;
    }
}
