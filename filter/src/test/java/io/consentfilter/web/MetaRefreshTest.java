package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetaRefreshTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0;url=//t/x | //t/x",
                "0; URL = '//t/x' | //t/x",
                "0,url=\"//t/x\"y | //t/x",
                "0 //t/x | //t/x",
                "0;//t/x | //t/x",
                "1.5.2;uRl=//t/x | //t/x",
                ".5;url=//t/x | //t/x",
                "0;'//t/x'z | //t/x",
                "0;url='//t/x | //t/x",
                "0;urn=//t/x | urn=//t/x",
                "0;url //t/x | url //t/x",
                "0;u | u",
                "0; =//t/x | =//t/x",
                "+0;url=//t/x | //t/x",
                "-1;url=//t/x | //t/x",
                "1e0;url=//t/x | //t/x"
            })
    void addressIsFound(String content, String address) {
        assertThat(MetaRefresh.address(content)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "0;", "5 ; ", "x;url=//t", ";url=//t", "url=//t", "0x;url=//t"})
    void otherTextNamesNoAddress(String content) {
        assertThat(MetaRefresh.address(content)).isNull();
    }
}
