package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestHeadersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd|gzip",
                "GZIP|gzip",
                "br|identity",
                "*|gzip",
                "gzip;q=0, br|identity",
                "gzip; q=0.0|identity",
                "gzip;q=0.5|gzip",
                "identity|identity",
                "''|identity"
            })
    void onlyCodingsThatWeCanTakeApart(String accepted, String seen) {
        assertThat(RequestHeaders.codings(accepted)).isEqualTo(seen);
    }
}
