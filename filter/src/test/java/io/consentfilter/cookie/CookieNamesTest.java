package io.consentfilter.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CookieNamesTest {
    /** More names than there are places, so that they push each other out. */
    @Test
    void aNameIsAlwaysTheOneThatStandsInTheHeader() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                String name = "n" + i * 31;
                String header = "x=1; " + name + "=value; y=2";

                assertThat(CookieNames.of(header, 5, 5 + name.length())).isEqualTo(name);
                assertThat(CookieNames.of(name, 0, name.length())).isEqualTo(name);
                assertThat(CookieNames.of(name, 0, name.length() - 1)).isEqualTo(name.substring(0, name.length() - 1));
            }
        }
    }

    @Test
    void emptyAndVeryLongNamesAreNames() {
        String name = "a".repeat(5_000);

        assertThat(CookieNames.of(name, 7, 7)).isEmpty();
        assertThat(CookieNames.of(name, 0, name.length())).isEqualTo(name);
    }
}
