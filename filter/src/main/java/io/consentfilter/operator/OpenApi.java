package io.consentfilter.operator;

import io.consentfilter.operator.Endpoint.Access;
import io.consentfilter.operator.Endpoint.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API's description in OpenAPI 3.1, made from the list of endpoints. */
final class OpenApi {
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    private OpenApi() {}

    static Endpoint endpoint(List<Endpoint> described, String root) {
        return new Endpoint(
                "GET",
                "openapi.json",
                Access.READER,
                "This description.",
                List.of(),
                "application/json",
                call -> call.json(document(described, call.base())));
    }

    static Map<String, Object> document(List<Endpoint> endpoints, String server) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            @SuppressWarnings("unchecked")
            Map<String, Object> methods = (Map<String, Object>)
                    paths.computeIfAbsent("/" + endpoint.path(), path -> new LinkedHashMap<String, Object>());
            methods.put(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                ordered(
                        "title",
                        "Consent Filter: operator API",
                        "version",
                        "1",
                        "description",
                        "Receipts of consent."));
        document.put("servers", List.of(Map.of("url", server)));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", paths);
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> operation(Endpoint endpoint) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId(endpoint));
        operation.put("summary", endpoint.summary());
        operation.put("parameters", parameters(endpoint));
        operation.put("responses", responses(endpoint));
        return operation;
    }

    private static String operationId(Endpoint endpoint) {
        String path = endpoint.path().replaceAll("[^a-z]+", "-").replaceAll("^api-|-$", "");
        return endpoint.method().toLowerCase(Locale.ROOT) + "-" + path
                + (endpoint.path().endsWith("}") ? "-one" : "");
    }

    private static List<Map<String, Object>> parameters(Endpoint endpoint) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher named = NAME.matcher(endpoint.path());
        while (named.find()) {
            parameters.add(parameter(named.group(1), "path", "Part of the path.", true));
        }
        for (Parameter parameter : endpoint.parameters()) {
            parameters.add(parameter(parameter.name(), "query", parameter.meaning(), parameter.required()));
        }
        return parameters;
    }

    private static Map<String, Object> parameter(String name, String in, String meaning, boolean required) {
        return ordered(
                "name",
                name,
                "in",
                in,
                "description",
                meaning,
                "required",
                required,
                "schema",
                Map.of("type", "string"));
    }

    private static Map<String, Object> responses(Endpoint endpoint) {
        Map<String, Object> responses = new LinkedHashMap<>();
        Map<String, Object> schema =
                endpoint.answer().endsWith("json") && !endpoint.answer().contains("nd")
                        ? Map.of("type", "object")
                        : Map.of("type", "string");
        responses.put(
                "200",
                ordered(
                        "description",
                        endpoint.summary(),
                        "content",
                        Map.of(endpoint.answer(), Map.of("schema", schema))));
        problem(responses, "400", "A parameter is not understood: which, what was found, what is expected.");
        problem(responses, "401", "No token, or nobody's.");
        problem(responses, "403", "The role does not allow it.");
        if (endpoint.path().contains("{")) {
            problem(responses, "404", "There is no such thing.");
        }
        problem(responses, "503", "The store does not answer.");
        return responses;
    }

    private static void problem(Map<String, Object> responses, String status, String meaning) {
        responses.put(
                status,
                ordered(
                        "description",
                        meaning,
                        "content",
                        Map.of(
                                "application/problem+json",
                                Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
    }

    private static Map<String, Object> components() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("title", "detail", "parameter", "found", "expected")) {
            properties.put(name, Map.of("type", "string"));
        }
        properties.put("status", Map.of("type", "integer"));
        return ordered(
                "schemas",
                Map.of("Problem", ordered("type", "object", "properties", properties)),
                "securitySchemes",
                Map.of("token", ordered("type", "http", "scheme", "bearer")));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
