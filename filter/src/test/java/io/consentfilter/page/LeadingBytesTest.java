package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeadingBytesTest {
    private static LeadingBytes of(String text) {
        byte[] bytes = (".." + text).getBytes(StandardCharsets.UTF_8);
        return LeadingBytes.of(bytes, 2, bytes.length - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", " {\n \"a\"", "{}", "[]", "[{\"a\":1}]", "[ \"a\"]", "\ufeff{\"a\":1}"})
    void objectsAndListsAreData(String text) {
        assertThat(of(text)).isEqualTo(LeadingBytes.DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "{ ",
                "{{ \"a\" }}",
                "{% a %}",
                "[[a]]",
                "[if lt IE 9]",
                "[a](b)",
                "text",
                "<p>{\"a\":1}"
            })
    void whatOnlyBeginsWithABracketIsAPieceOfAPage(String text) {
        assertThat(of(text)).isEqualTo(LeadingBytes.PIECE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>", "<!-- {\"a\":1} --><html>", "\ufeff<HEAD>", " <?php ?><body>"})
    void documentsSayWhatTheyAre(String text) {
        assertThat(of(text)).isEqualTo(LeadingBytes.DOCUMENT);
    }

    @Test
    void nothingSaysNothing() {
        assertThat(of("")).isEqualTo(LeadingBytes.UNKNOWN);
    }
}
