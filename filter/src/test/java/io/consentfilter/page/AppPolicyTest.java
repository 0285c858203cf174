package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AppPolicyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "img-src *|-|true",
                "default-src 'self'|-|false",
                "default-src 'self' 'unsafe-inline'|-|true",
                "script-src 'nonce-a1' 'strict-dynamic'|a1|true",
                "script-src 'nonce-a1'; style-src 'self'|a1|false",
                "script-src 'nonce-a1'; style-src 'nonce-a1'|a1|true",
                "script-src 'nonce-a1'; style-src 'nonce-b2'|a1|false",
                "SCRIPT-SRC 'nonce-a1'|a1|true",
                "default-src 'nonce-d'|d|true",
                "script-src 'self'; default-src 'nonce-d'|d|true",
                "default-src 'nonce-d'; style-src 'self'|d|false",
                "script-src 'self'; script-src-elem 'nonce-e'; style-src 'self' 'unsafe-inline'|e|true",
                "style-src 'unsafe-inline' 'sha256-abc'|-|false",
                "style-src 'nonce-only'|only|true",
                "script-src 'nonce-|-|true",
                "''|-|true"
            })
    void nonceAndInlineStyleAreRead(String policy, String nonce, boolean inlineStyle) {
        assertThat(AppPolicy.of(List.of(policy))).isEqualTo(new AppPolicy(nonce, inlineStyle));
    }
}
