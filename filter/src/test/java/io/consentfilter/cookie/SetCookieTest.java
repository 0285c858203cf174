package io.consentfilter.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SetCookieTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b|a|b",
                "  a = b ; Path=/|a|b",
                "a=\"quoted\"; Path=/|a|\"quoted\"",
                "a=b=c|a|b=c",
                "a=|a|''",
                "bare|bare|bare",
                "=_ga=1|_ga|_ga=1",
                "=x|x|x",
                "a;b=c|a|a"
            })
    void nameIsTheOneThatComesBack(String header, String name, String value) {
        SetCookie cookie = SetCookie.parse(header);

        assertThat(cookie.name()).isEqualTo(name);
        assertThat(cookie.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=; Max-Age=0",
                "a=b; max-age=-5; Expires=Fri, 01 Jan 2100 00:00:00 GMT",
                "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "a=; expires=Thu, 01-Jan-70 00:00:01 GMT",
                "a=; EXPIRES=Thu Jan  1 00:00:00 1970",
                "a=; Max-Age=100; Max-Age=0",
                "a=; Expires=1 Jan 1970 0:0:0"
            })
    void deletionIsSeen(String header) {
        assertThat(SetCookie.parse(header).deletes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b",
                "a=b; Max-Age=1",
                "a=b; Max-Age=99999999999999999999999",
                "a=b; Max-Age=soon",
                "a=b; Max-Age=",
                "a=b; Max-Age=-",
                "a=b; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "a=b; Expires=Fri, 01 Jan 2100 00:00:00 GMT",
                "a=b; Expires=no date",
                "a=b; Expires=31 Feb 1970 00:00:00",
                "a=b; Expires=1 Jan 1500 00:00:00",
                "Max-Age=0"
            })
    void whatLivesOnIsNoDeletion(String header) {
        assertThat(SetCookie.parse(header).deletes()).isFalse();
    }

    @Test
    void browsersIgnoreHeadersWithControls() {
        assertThat(SetCookie.parse("a=\u0001b").ignored()).isTrue();
        assertThat(SetCookie.parse("a=b\r\nSet-Cookie: c=d").ignored()).isTrue();
        assertThat(SetCookie.parse("a=\tb").ignored()).isFalse();
    }
}
