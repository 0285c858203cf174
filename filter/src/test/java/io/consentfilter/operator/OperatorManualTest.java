package io.consentfilter.operator;

import io.consentfilter.GeneratedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operator-api.md} is made from the list of endpoints. */
final class OperatorManualTest {
    @TempDir
    Path folder;

    @Test
    void theManualNamesEveryCall() throws Exception {
        try (OperatorServer server = OperatorServer.open(folder)) {
            String rows = server.endpoints.endpoints().stream()
                    .filter(Endpoint::isApi)
                    .map(OperatorManualTest::row)
                    .collect(Collectors.joining());
            String filters = ReceiptParameters.FILTERS.stream()
                    .map(parameter -> "- `" + parameter.name() + "`: " + parameter.meaning() + "\n")
                    .collect(Collectors.joining());
            GeneratedFile.holds(
                    "docs/operator-api.md",
                    """
                    # Operator API

                    <!-- Made from the endpoints by OperatorManualTest; run it with -Dupdate. -->

                    Below `{prefix}/operator/`; 404 until an operator is configured. `Authorization: Bearer TOKEN`; the configuration holds
                    the token's SHA-256. Wrong tokens answer 401, many of them 429; a role that does not suffice 403. Errors are problem
                    documents (RFC 9457) that name the parameter, what was found and what is expected. `openapi.json` describes the same.

                    | call | answers | role | what it does |
                    |---|---|---|---|
                    """
                            + rows
                            + "\nFilters of `api/receipts` and `api/receipts/export`; names that are not known are refused:\n\n"
                            + filters
                            + "\nParameters of the other calls:\n\n"
                            + others(server.endpoints.endpoints()));
        }
    }

    private static String others(List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.isApi() && !endpoint.parameters().containsAll(ReceiptParameters.FILTERS))
                .filter(endpoint -> !endpoint.parameters().isEmpty())
                .map(endpoint -> "- `" + endpoint.method() + " " + endpoint.path() + "`: "
                        + endpoint.parameters().stream()
                                .map(parameter -> "`" + parameter.name() + "` – " + parameter.meaning())
                                .collect(Collectors.joining(" "))
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String row(Endpoint endpoint) {
        return "| `" + endpoint.method() + " " + endpoint.path() + "` | " + endpoint.answer() + " | "
                + endpoint.access().name().toLowerCase(java.util.Locale.ROOT) + " | " + endpoint.summary() + " |\n";
    }
}
