package io.consentfilter.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "?a=b",
                "#a",
                "https://h",
                "https:h",
                "javascript:alert(1)",
                "//h",
                "///h",
                "/.//h",
                "/..//h",
                "/./..//h",
                "/%2Fh",
                "/%2e/%2Fh",
                "/%2e%2e//h",
                "/%252Fh",
                "/%252e%252e//h"
            })
    void whatLeavesTheHostIsNone(String text) {
        assertThat(ReturnPath.of(text)).isEmpty();
    }

    /** Browsers read a backslash as a slash (WHATWG URL, "path start state"). */
    @ParameterizedTest
    @ValueSource(strings = {"\\h", "\\\\h", "/\\h", "/a\\b", "/a?b=\\h", "/%5Ch", "/%255Ch"})
    void backslashIsNone(String text) {
        assertThat(ReturnPath.of(text)).isEmpty();
    }

    /** Browsers drop tab and line ends wherever they stand; a header ends at a line end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/\t/h",
                "\t//h",
                "/\r\nSet-Cookie: a=b",
                "/\n/h",
                "/a\u0000b",
                "/\u001f/h",
                "/\u007f/h",
                "/\u0080/h",
                "/\u0085/h",
                "/\u009f/h",
                "/a?b=\r\nX: y",
                "/%09/h",
                "/%0d%0aX: y",
                "/%00",
                "/%7F/h",
                "/%C2%85/h",
                "/%250aX: y"
            })
    void controlCharacterIsNone(String text) {
        assertThat(ReturnPath.of(text)).isEmpty();
    }

    /** A slash that is written longer than UTF-8 allows is a slash to some. */
    @ParameterizedTest
    @ValueSource(strings = {"/%C0%AFh", "/%FF/h", "/\uFFFD/h"})
    void whatIsNoTextIsNone(String text) {
        assertThat(ReturnPath.of(text)).isEmpty();
    }

    @Test
    void longerThanAPagesAddressIsNone() {
        String longest = "/" + "a".repeat(ReturnPath.LENGTH_MAX - 1);

        assertThat(ReturnPath.of(longest)).contains(longest);
        assertThat(ReturnPath.of(longest + "a")).isEmpty();
    }

    /** Behind the question mark nothing names a host: an app may carry addresses there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b",
                "/a//b",
                "/./a",
                "/../a",
                "/a?",
                "/a?next=//h",
                "/a?next=%2F%2Fh",
                "/a?text=%0d%0a",
                "/?//h",
                "/#//h",
                "/a%20b",
                "/100%",
                "/%zz",
                "/a;b=c",
                "/a:b",
                "/@h",
                "/a?b=c#d"
            })
    void pathOfThisHostStaysAsItIs(String text) {
        assertThat(ReturnPath.of(text)).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "/a b, /a%20b",
        "/a\"b, /a%22b",
        "/<b>, /%3Cb%3E",
        "/gr\u00fc\u00dfe, /gr%C3%BC%C3%9Fe",
        "/\uD83D\uDE00, /%F0%9F%98%80",
        "/\u013a\u010d, /%C4%BA%C4%8D"
    })
    void whatNoHeaderCarriesIsPercentEncoded(String text, String encoded) {
        assertThat(ReturnPath.of(text)).contains(encoded);
    }
}
