package io.consentfilter.operator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a method and path. A fixed segment wins over a {@code {name}}. */
final class Routes {
    private final List<Endpoint> endpoints;

    Routes(List<Endpoint> endpoints) {
        this.endpoints = endpoints.stream()
                .sorted(Comparator.comparingLong(Routes::names))
                .toList();
    }

    private static long names(Endpoint endpoint) {
        return endpoint.path().chars().filter(c -> c == '{').count();
    }

    /** An endpoint with what the path named. */
    record Match(Endpoint endpoint, Map<String, String> path) {}

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** The endpoint; HEAD is answered like GET. */
    Optional<Match> find(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return endpoints.stream()
                .filter(endpoint -> endpoint.method().equals(asked))
                .map(endpoint -> match(endpoint, path))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The methods that are answered here, as {@code Allow} names them (RFC 9110 §10.2.1); empty where none is. */
    String allowed(String path) {
        return endpoints.stream()
                .filter(endpoint -> match(endpoint, path).isPresent())
                .map(endpoint -> endpoint.method().equals("GET") ? "GET, HEAD" : endpoint.method())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Match> match(Endpoint endpoint, String path) {
        Map<String, String> named = names(endpoint.path().split("/", -1), path.split("/", -1));
        return named == null ? Optional.empty() : Optional.of(new Match(endpoint, named));
    }

    private static @Nullable Map<String, String> names(String[] template, String[] path) {
        if (template.length != path.length) {
            return null;
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < path.length; i++) {
            if (template[i].startsWith("{") && !path[i].isEmpty()) {
                named.put(template[i].substring(1, template[i].length() - 1), decode(path[i]));
            } else if (!template[i].equals(path[i])) {
                return null;
            }
        }
        return named;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
