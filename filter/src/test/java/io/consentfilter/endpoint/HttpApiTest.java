package io.consentfilter.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.GeneratedFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HttpApiTest {
    @Test
    void theListOfCallsIsMadeFromTheEndpoints() throws Exception {
        try (Stand stand = new Stand()) {
            String rows =
                    stand.endpoints.endpoints().stream().map(HttpApiTest::row).collect(Collectors.joining());
            GeneratedFile.holds("docs/http-api.md", TOP + rows + BOTTOM);
        }
    }

    @Test
    void everyCallSaysWhatItDoes() throws Exception {
        try (Stand stand = new Stand()) {
            assertThat(stand.endpoints.endpoints()).allSatisfy(endpoint -> {
                assertThat(endpoint.does()).endsWith(".");
                assertThat(endpoint.answers()).isNotEmpty().isSorted();
                assertThat(endpoint.path().toString()).startsWith("/");
            });
        }
    }

    private static String row(Endpoint endpoint) {
        String codes = endpoint.answers().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "| " + endpoint.method() + " | `" + endpoint.path() + "` | " + codes + " | " + endpoint.does() + " |\n";
    }

    private static final String TOP = """
            # HTTP API for visitors

            <!-- Made from the endpoints by HttpApiTest; run it with -Dupdate. -->

            Paths are relative to the context, with the default prefix and policy path. HEAD is answered wherever GET is; every call
            may also answer 405 with `Allow`, and 500. Errors are problem documents (RFC 9457), or a short page for whoever accepts
            `text/html`. Nothing here touches the session. Calls of operators: `/_choice/operator/openapi.json`.

            | method | path | answers | what it does |
            |---|---|---|---|
            """;

    private static final String BOTTOM = """

            ## A decision

            As a form: `choice` = `accept-all`, `reject-all`, `save`, `withdraw-all` or `always`; `s` = service or activity switched on
            (repeated), `p` = purpose switched on (repeated), both with `save`, one `s` with `always`; `layer` = `1`, `2` or `embed`;
            `shown` = the token of the form; `lang`; `return` = path to come back to; `key` = random, makes a double click one record.
            As JSON: the same with `services` and `purposes` as lists:

            ```json
            {"choice": "save", "services": ["visitor-statistics"], "layer": 2, "shown": "…", "lang": "de", "key": "…"}
            ```

            `save` says all that is granted; `always` adds one service. 201 answers
            `{"receipt": {"id", "number", "at", "noticeVersion", "validUntil", "link"}, "granted": […], "refused": […]}`; `receipt` is
            null where a refusal took effect although the store failed. 409: nothing proves which notice was shown; load the page again.
            """;
}
