package io.consentfilter.operator;

import static io.consentfilter.operator.OperatorServer.KEEPER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see when the store does not answer: never half of something that looks whole. */
final class StoreFaultTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receipts",
                "receipts/export",
                "receipts/export?format=csv",
                "stats",
                "notices",
                "pack?day=2026-11-23"
            })
    void aProgramGetsAProblemDocument(String call) throws Exception {
        try (OperatorServer server = OperatorServer.open(folder)) {
            server.stores.close();
            var answer = server.api(KEEPER, call);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.headers().firstValue("Content-Disposition").orElse("inline"))
                    .isEqualTo("inline");
        }
    }

    @Test
    void aPersonGetsAPage() throws Exception {
        try (OperatorServer server = OperatorServer.open(folder)) {
            HttpClient browser = server.signedIn(KEEPER);
            server.stores.close();
            var answer = server.get(browser, "/");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("Der Speicher antwortet nicht");
            assertThat(server.get(browser, "/site").statusCode()).isEqualTo(200);
        }
    }
}
